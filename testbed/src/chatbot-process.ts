import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { startChild } from './child-process.ts';
import { HOOK_UP_FILE } from './hook-up.ts';

/** A chatbot that runs in a process of its own, on the loopback, with a database of its own. */
export interface ChatbotProcess {
  readonly url: string;
  /** File that its mails are appended to. */
  readonly outbox: string;
  /** The same mails as an inbox that programs can ask. */
  readonly inbox: string;
  /** File with its system prompt. */
  readonly promptFile: string;
  /** Code that turns a workspace into a paid one. */
  readonly voucher: string;
  /** What it signs tokens with, to make the one that expired yesterday. */
  readonly jwtSecret: string;
  /** Where its webhooks may go on this machine. */
  readonly listener: string;
  /** What its billing events are signed with. */
  readonly billingSecret: string;
  readonly directory: string;
  /** Ends it in order. */
  stop(): Promise<void>;
}

interface StartOptions {
  /** Where it keeps mails and logs. */
  readonly directory: string;
  readonly flaws?: readonly string[];
  /** Limits that nobody meets. */
  readonly roomy?: boolean;
  /** The repository whose hook-up takes kits into it. */
  readonly mendedIn?: string | undefined;
}

const LAUNCHER = fileURLToPath(new URL('launch.ts', import.meta.url));

const ReadySchema = z.object({
  url: z.url(),
  outbox: z.string(),
  inbox: z.url(),
  promptFile: z.string(),
  voucher: z.string(),
  listener: z.string(),
});

/**
 * Starts a chatbot.
 *
 * @throws Error when it does not come up, with what it said
 */
export async function startChatbot({
  directory,
  flaws = [],
  roomy = false,
  mendedIn,
}: StartOptions): Promise<ChatbotProcess> {
  mkdirSync(directory, { recursive: true });
  const jwtSecret = randomBytes(48).toString('base64url');
  const billingSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const { said, stop } = await startChild({
    name: `The chatbot (${flaws.join(', ') || 'no flaws'})`,
    script: LAUNCHER,
    args: [
      '--directory',
      directory,
      ...flaws.flatMap((flaw) => ['--flaw', flaw]),
      ...(roomy ? ['--roomy'] : []),
      ...(mendedIn === undefined ? [] : ['--hook-up', resolve(mendedIn, HOOK_UP_FILE)]),
    ],
    errors: join(directory, 'chatbot.stderr'),
    env: { CHATBOT_JWT_SECRET: jwtSecret, CHATBOT_BILLING_SECRET: billingSecret },
  });
  return { ...ReadySchema.parse(JSON.parse(said)), jwtSecret, billingSecret, directory, stop };
}
