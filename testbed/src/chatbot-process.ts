import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

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
}

const LAUNCHER = fileURLToPath(new URL('launch.ts', import.meta.url));
/** The first start of a machine builds the empty database, which takes seconds on a busy one. */
const READY_MS = 90_000;
const STOP_MS = 10_000;

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
}: StartOptions): Promise<ChatbotProcess> {
  mkdirSync(directory, { recursive: true });
  const jwtSecret = randomBytes(48).toString('base64url');
  const billingSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const errors = join(directory, 'chatbot.stderr');
  const descriptor = openSync(errors, 'a', 0o600);
  const child = spawn(
    process.execPath,
    [
      '--conditions=launch-ready-source',
      LAUNCHER,
      '--directory',
      directory,
      ...flaws.flatMap((flaw) => ['--flaw', flaw]),
      ...(roomy ? ['--roomy'] : []),
    ],
    {
      stdio: ['pipe', 'pipe', descriptor],
      env: { ...process.env, CHATBOT_JWT_SECRET: jwtSecret, CHATBOT_BILLING_SECRET: billingSecret },
    },
  );
  closeSync(descriptor);
  try {
    const ready = ReadySchema.parse(JSON.parse(await firstLine(child)));
    return { ...ready, jwtSecret, billingSecret, directory, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    const said = readFileSync(errors, 'utf8').trim();
    throw new Error(`The chatbot (${flaws.join(', ') || 'no flaws'}) did not start. ${said}`, {
      cause: error,
    });
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it did not say that it is ready')), READY_MS);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    if (child.stdout === null) throw new Error('it has no output');
    createInterface({ input: child.stdout }).once('line', (line) => settle(() => resolve(line)));
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', (code) => settle(() => reject(new Error(`it ended with ${code}`))));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
