import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYSTEM_PROMPT } from '@launch-ready/chatbot';
import * as z from 'zod';
import { runAuditor } from '../src/auditor-process.ts';
import { founderClient, type FounderClient } from '../src/founder-client.ts';
import type { Person } from '../src/people.ts';
import { prepare } from '../src/seed.ts';
import { writeTarget } from '../src/target-file.ts';
import { outagesOf } from './deployment.ts';
import type { Edge } from './edge.ts';
import type { Launched } from './launched.ts';
import { MONITOR_VARIABLE } from './monitoring.ts';
import type { Outskirts } from './outskirts.ts';
import type { Lack } from './stage.ts';
import { stageTarget } from './target.ts';

interface DescribeOptions {
  readonly directory: string;
  /** Where the product itself listens. */
  readonly origin: string;
  readonly launched: Pick<Launched, 'production'>;
  readonly outskirts: Outskirts;
  readonly edge: Edge;
  /** Takes alerts by webhook. */
  readonly alerts: string;
  readonly lacks: readonly Lack[];
}

interface Described {
  readonly targetFile: string;
  readonly env: { readonly [name: string]: string };
}

/** Does what a founder does before an audit: makes accounts, writes everything down, and tries whether alerts arrive. */
export async function describeLaunch(options: DescribeOptions): Promise<Described> {
  const { directory, origin, launched, outskirts, edge, alerts, lacks } = options;
  const { mail, resolver } = outskirts;
  const client = founderClient(origin, (to) => linkIn(mail.newest(to)?.text));
  const { production } = launched;
  const { voucher } = production;
  const { people, publicKey, env } = await prepare({ client, voucher, secrets: production, directory });
  const [owner] = people;
  const message = owner === undefined ? undefined : mail.newest(owner.email);
  if (owner === undefined || message === undefined) throw new Error('No mail of the product has arrived.');
  writeFileSync(join(directory, 'prompt.txt'), SYSTEM_PROMPT);
  writeFileSync(join(directory, 'mail.eml'), message.raw, 'latin1');
  const monitor = await monitorOf(client, owner);
  const targetFile = join(directory, 'launch-ready.yaml');
  const target = stageTarget({
    people,
    publicKey,
    listener: outskirts.listener,
    outages: outagesOf(directory, 'production'),
    edge,
    resolver,
    monitoring: { conversation: monitor.conversation, smtp: mail.smtp, inbox: mail.inbox, alerts },
  });
  const { alerts: _, ...silent } = target.monitoring;
  const isSilent = lacks.includes('alerts');
  writeFileSync(targetFile, writeTarget(isSilent ? { ...target, monitoring: silent } : target));
  const described = { targetFile, env: { ...env, [MONITOR_VARIABLE]: monitor.key } };
  await drill(directory, described);
  return described;
}

const IdSchema = z.object({ id: z.string() });
const KeySchema = z.object({ key: z.string() });

/** A key that can do nothing but chat, and a conversation for it alone. */
async function monitorOf(client: FounderClient, { token }: Person) {
  const post = (path: string, json: object) => client.send({ method: 'POST', path, token, json });
  const { id: conversation } = IdSchema.parse(await post('/api/conversations', { title: 'Monitor' }));
  const { key } = KeySchema.parse(await post('/api/keys', { name: 'Monitor', scopes: ['chat'] }));
  return { conversation, key };
}

/** An alert that was never seen to arrive is none. What came of it stands in the record, or in the log when nothing came. */
async function drill(directory: string, { targetFile, env }: Described): Promise<void> {
  const args = ['monitor', 'drill', targetFile, '--interval', '1s', '--pause', '200ms'];
  const { stdout, stderr } = await runAuditor(args, { env });
  writeFileSync(join(directory, 'logs', 'monitor-drill.txt'), `${stderr}${stdout}`);
}

function linkIn(text: string | undefined): string | undefined {
  return text?.match(/https?:\/\/\S+/g)?.find((link) => link.includes('token='));
}
