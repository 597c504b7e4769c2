import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Seeded } from './seed.ts';

/** What a process of the auditor said and how it ended. */
export interface AuditorResult {
  /** Null when a signal ended it. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A process of the auditor that is running. */
export interface AuditorProcess {
  readonly pid: number | undefined;
  interrupt(): void;
  readonly result: Promise<AuditorResult>;
}

const COMMAND = fileURLToPath(new URL('../../auditor/bin/launch-ready.js', import.meta.url));

/** Starts the auditor's command line. It gets the product's secrets by its environment only. */
export function startAuditor(args: readonly string[], { env }: Pick<Seeded, 'env'>): AuditorProcess {
  const started = performance.now();
  const child = spawn(process.execPath, ['--conditions=launch-ready-source', COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const result = new Promise<AuditorResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) =>
      resolve({ ...output, exit, seconds: (performance.now() - started) / 1_000 }),
    );
  });
  return { pid: child.pid, interrupt: () => void child.kill('SIGINT'), result };
}

/** Runs the auditor's command line to its end. */
export function runAuditor(args: readonly string[], secrets: Pick<Seeded, 'env'>): Promise<AuditorResult> {
  return startAuditor(args, secrets).result;
}
