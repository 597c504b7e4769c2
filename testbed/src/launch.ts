import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createChatbot, defaultPolicies, OUTBOX_FILE, SYSTEM_PROMPT } from '@launch-ready/chatbot';
import { applyFlaws, overlay } from '../flaws/apply-flaws.ts';
import { flawById } from '../flaws/flaw-by-id.ts';
import { OUTAGES } from './outages.ts';
import { freePort } from './free-port.ts';
import { loadHookUp, serveBehind } from './hook-up.ts';
import { openInbox } from './inbox.ts';
import { CHEAP_PASSWORDS, modelFor, TIGHT } from './launch-settings.ts';

/**
 * Starts the reference chatbot with flaws: the only way in which one can. It listens on a free port of the loopback, says where
 * in one line of JSON, and ends with its parent.
 *
 *     node --conditions=launch-ready-source testbed/src/launch.ts --directory /tmp/x --flaw cors-reflects-origin
 */
const { values } = parseArgs({
  options: {
    directory: { type: 'string' },
    flaw: { type: 'string', multiple: true, default: [] },
    roomy: { type: 'boolean', default: false },
    'hook-up': { type: 'string' },
  },
});
const directory = values.directory ?? join('.launch-ready', 'chatbot');
mkdirSync(directory, { recursive: true });

/** For measuring speed: nobody is refused or waits, so that two runs do the same work. */
const ROOMY = {
  chat: { limit: 100_000, seconds: 60 },
  upload: { limit: 100_000, seconds: 60 },
  tool: { limit: 100_000, seconds: 60 },
  webhook: { limit: 100_000, seconds: 60 },
  write: { limit: 100_000, seconds: 60 },
  read: { limit: 100_000, seconds: 60 },
  mailPerAccount: { limit: 1_000, seconds: 60 },
  mailPerAddress: { limit: 1_000, seconds: 60 },
};

const flaws = values.flaw.map(flawById);
/** Where an audit listens as a customer's server; nobody is there yet. */
const listener = `127.0.0.1:${await freePort()}`;
const voucher = randomBytes(12).toString('base64url');
const flawed = applyFlaws(defaultPolicies, flaws);
const hookUp = values['hook-up'] === undefined ? undefined : await loadHookUp(values['hook-up']);
const port = hookUp === undefined ? 0 : await freePort();
const publicUrl = `http://127.0.0.1:${port}`;
const chatbot = await createChatbot({
  config: {
    ...(hookUp === undefined ? {} : { publicUrl }),
    jwtSecret: process.env['CHATBOT_JWT_SECRET'] ?? randomBytes(48).toString('base64url'),
    mail: { kind: 'outbox', directory },
    database: { kind: 'memory', outageFile: join(directory, OUTAGES.database) },
    model: modelFor({ flaws, directory }),
    tools: { outageFile: join(directory, OUTAGES.tool) },
    logs: { kind: 'file', path: join(directory, 'chatbot.log') },
    passwords: CHEAP_PASSWORDS,
    limits: values.roomy ? ROOMY : TIGHT,
    vouchers: [voucher],
    billingSecret: process.env['CHATBOT_BILLING_SECRET'],
    // A run does not wait for what a founder's product does in minutes.
    retrySeconds: [0.2, 0.2],
    webhookHosts: [listener],
    // Nobody is there: names lead nowhere at once, and no question leaves this machine.
    nameServers: ['127.0.0.1:9'],
  },
  policies: hookUp === undefined ? flawed : overlay(flawed, hookUp.edits(flawed)),
});
const promptFile = join(directory, 'prompt.txt');
writeFileSync(promptFile, SYSTEM_PROMPT);
const { url, stop } = await open();
const outbox = join(directory, OUTBOX_FILE);
const inbox = await openInbox(outbox);
process.stdout.write(`${JSON.stringify({ url, outbox, inbox: inbox.url, promptFile, voucher, listener })}\n`);

/** Alone, or behind what the hook-up puts in front. */
async function open(): Promise<{ readonly url: string; readonly stop: () => void }> {
  if (hookUp === undefined) return { ...(await chatbot.listen(0, '127.0.0.1')), stop: () => {} };
  const stop = await serveBehind(chatbot, hookUp.front({ app: publicUrl }), port);
  return { url: publicUrl, stop };
}

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  inbox.close();
  stop();
  await chatbot.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
// A parent that is gone, in whatever way, leaves a closed pipe behind.
process.stdin.once('close', () => void close()).resume();
