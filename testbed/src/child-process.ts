import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A process that said that it is ready. */
export interface Child {
  /** The line by which it was ready. */
  readonly said: string;
  /** Ends it in order. */
  readonly stop: () => Promise<void>;
}

interface StartOptions {
  /** What it is, for people. */
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** What runs the script, when it is no script of ours for Node.js. */
  readonly program?: string;
  /** What stands in the line by which it is ready, when that is not its first. */
  readonly ready?: RegExp;
  /** File that takes what it says about its errors. */
  readonly errors: string;
  readonly env?: { readonly [name: string]: string };
}

/** The first start of a machine builds the empty database, which takes long on a busy one. */
const READY_MS = 240_000;
const STOP_MS = 10_000;

/**
 * Starts a script and waits for the line by which it is ready.
 *
 * @throws Error when it does not come up, with what it said
 */
export async function startChild({
  name,
  script,
  args,
  program,
  ready = /(?:)/,
  errors,
  env = {},
}: StartOptions): Promise<Child> {
  const descriptor = openSync(errors, 'a', 0o600);
  const own = program === undefined ? ['--conditions=launch-ready-source'] : [];
  const child = spawn(program ?? process.execPath, [...own, script, ...args], {
    stdio: ['pipe', 'pipe', descriptor],
    env: { ...process.env, ...env },
  });
  closeSync(descriptor);
  try {
    return { said: await readyLine(child, ready), stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    const said = readFileSync(errors, 'utf8').trim();
    const because = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} did not start: ${said === '' ? because : said}`, { cause: error });
  }
}

function readyLine(child: ChildProcess, ready: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it did not say that it is ready')), READY_MS);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    if (child.stdout === null) throw new Error('it has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (ready.test(line)) settle(() => resolve(line));
    });
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
