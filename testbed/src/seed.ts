import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { flawById } from '../flaws/flaw-by-id.ts';
import type { ChatbotProcess } from './chatbot-process.ts';
import { writeEnvironments } from './environments.ts';
import { expiredToken } from './expired-token.ts';
import { founderClient, linksIn, type FounderClient } from './founder-client.ts';
import { invite, lookedUp, signUp, type Part, type Person } from './people.ts';
import { writeRepository } from './repository.ts';
import { DOCUMENTED } from './described/accounts.ts';
import { HANDBOOK } from './described/onboarding.ts';
import { BILLING_VARIABLE } from './described/webhooks.ts';
import { expiredVariable, passwordVariable, targetFile } from './target-file.ts';

const ConfigSchema = z.object({ publicKey: z.string() });

/** Everything that an audit of a chatbot needs. */
export interface Seeded {
  /** Path of `launch-ready.yaml`. */
  readonly targetFile: string;
  /** Passwords and tokens by the variables that the target file names; nowhere on disk. */
  readonly env: { readonly [name: string]: string };
}

interface SeedOptions {
  readonly flaws?: readonly string[];
  /** The repository that this chatbot was made from, where it is not the one that every chatbot has. */
  readonly repository?: string | undefined;
}

/** Prepares an audit of a chatbot that runs on its own, and writes the file that describes it all. */
export async function seed(
  chatbot: ChatbotProcess,
  directory: string,
  { flaws = [], repository }: SeedOptions = {},
): Promise<Seeded> {
  const client = founderClient(chatbot.url, linksIn(chatbot.outbox));
  const { url, inbox, listener, voucher } = chatbot;
  const { people, publicKey, env } = await prepare({ client, voucher, secrets: chatbot, directory });
  copyFileSync(chatbot.promptFile, join(directory, 'prompt.txt'));
  // The log grows while the audit runs.
  symlinkSync(resolve(chatbot.directory, 'chatbot.log'), join(directory, 'chatbot.log'));
  if (repository === undefined) writeRepository(directory);
  else cpSync(repository, join(directory, 'repository'), { recursive: true });
  writeEnvironments(directory);
  const path = join(directory, 'launch-ready.yaml');
  const lacking = flaws.flatMap((id) => flawById(id).monitors ?? []);
  writeFileSync(
    path,
    targetFile({
      url,
      directory: chatbot.directory,
      inbox,
      listener,
      people,
      publicKey,
      monitors: (sound) => lacking.reduce((monitors, lack) => lack(monitors), sound),
    }),
  );
  return { targetFile: path, env };
}

interface PrepareOptions {
  readonly client: FounderClient;
  readonly voucher: string;
  readonly secrets: Pick<ChatbotProcess, 'jwtSecret' | 'billingSecret'>;
  /** Takes the product's description of its routes, and the documents that are uploaded. */
  readonly directory: string;
}

/** What a founder knows of the accounts that were made. */
interface Prepared extends Pick<Seeded, 'env'> {
  readonly people: readonly Person[];
  readonly publicKey: string;
}

/**
 * Prepares an audit as a founder would: two customers who sign up, one of whom pays, colleagues who are invited, tokens kept from
 * yesterday.
 */
export async function prepare({ client, voucher, secrets, directory }: PrepareOptions): Promise<Prepared> {
  mkdirSync(directory, { recursive: true });
  const people = await populate(client, voucher);
  const openapi = await client.send({ method: 'GET', path: '/api/openapi.json' });
  writeFileSync(join(directory, 'openapi.json'), JSON.stringify(openapi, null, 2));
  writeFileSync(join(directory, HANDBOOK.name), HANDBOOK.text);
  writeFileSync(join(directory, 'office.md'), OFFICE);
  const config = await client.send({ method: 'GET', path: '/api/config' });
  const { publicKey } = ConfigSchema.parse(config);
  return { people, publicKey, env: await secretsOf(people, secrets) };
}

/** What a new customer uploads first, to see whether the bot is of use. */
const OFFICE = `# The office

Mail is collected at noon. Visitors sign in at the front desk.
The office is closed on the last Friday of each month, and between the years.
`;

const COLLEAGUES: readonly Part[] = [
  { name: 'ida', tenant: 'acme', role: 'admin', usesCookie: true },
  { name: 'gus', tenant: 'acme', role: 'guest' },
  { name: 'ben', tenant: 'acme', role: 'member' },
  { name: 'tom', tenant: 'acme', role: 'member', disposable: true },
];

async function populate(client: FounderClient, voucher: string): Promise<readonly Person[]> {
  const ana = await signUp(client, { name: 'ana', tenant: 'acme', role: 'owner' });
  const bea = await signUp(client, { name: 'bea', tenant: 'globex', role: 'owner' });
  await client.send({
    method: 'POST',
    path: `/api/workspaces/${ana.workspaceId}/plan`,
    token: ana.token,
    json: { voucher },
  });
  await client.send({
    method: 'POST',
    path: '/api/admin/provider-keys',
    token: ana.token,
    json: { provider: 'openai', key: `sk-proj-${randomBytes(30).toString('base64url')}` },
  });
  const colleagues: Person[] = [];
  for (const part of COLLEAGUES) colleagues.push(await invite(client, ana, part));
  return [await lookedUp(client, ana), ...colleagues, bea];
}

const DOCUMENTED_PASSWORD = 'admin-of-the-manual-1';

/** A password and yesterday's token for each. */
async function secretsOf(
  people: readonly Person[],
  { jwtSecret, billingSecret }: PrepareOptions['secrets'],
): Promise<Seeded['env']> {
  const secrets: Record<string, string> = {
    [DOCUMENTED.variable]: DOCUMENTED_PASSWORD,
    [BILLING_VARIABLE]: billingSecret,
  };
  for (const { name, password, token } of people) {
    secrets[passwordVariable(name)] = password;
    secrets[expiredVariable(name)] = await expiredToken(token, jwtSecret);
  }
  return secrets;
}
