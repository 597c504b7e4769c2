import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runAuditor, startAuditor, type AuditorProcess, type AuditorResult } from '../src/auditor-process.ts';

/** A folder in which somebody runs the auditor. */
export interface Workplace extends Disposable {
  readonly folder: string;
  readonly runs: string;
  /** Writes the target file; a value is written as JSON, which YAML holds too. */
  write(target: unknown): string;
  /** Runs a command to its end, and checks that nothing of the machine shows in what it says. */
  run(args: readonly string[], env?: Env): Promise<AuditorResult>;
  start(args: readonly string[], env?: Env): AuditorProcess;
  /** Names of the runs that were made. */
  runNames(): readonly string[];
}

type Env = { readonly [name: string]: string };

export function workplace(secrets: Env = {}): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-conformance-'));
  const runs = join(folder, 'runs');
  const own = { XDG_CONFIG_HOME: join(folder, 'config'), ...secrets };
  const withRuns = (args: readonly string[]) => (args.includes('--runs') ? args : [...args, '--runs', runs]);
  return {
    folder,
    runs,
    write(target) {
      const path = join(folder, 'launch-ready.yaml');
      writeFileSync(path, typeof target === 'string' ? target : JSON.stringify(target, null, 2));
      return path;
    },
    async run(args, env = {}) {
      const result = await runAuditor(withRuns(args), { env: { ...own, ...env } });
      expectDecent(result);
      return result;
    },
    start: (args, env = {}) => startAuditor(withRuns(args), { env: { ...own, ...env } }),
    runNames: () => (existsSync(runs) ? readdirSync(runs) : []).filter((name) => /^\d{8}-/.test(name)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** No stack trace, no fault of our own, no unresolved promise in anything that a user sees. */
export function expectDecent({ stdout, stderr, exit }: AuditorResult): void {
  for (const text of [stdout, stderr]) expect(text).not.toMatch(/^\s+at .+[:(]\d+/m);
  // A report may quote the product's own stack trace; what we say ourselves may hold none.
  expect(stderr).not.toMatch(/not your fault|UnhandledPromise|node:internal/);
  expect(`${stdout}${stderr}`).not.toMatch(/\[object Object\]|: undefined\b/);
  expect([0, 1, 2, 64]).toContain(exit);
}
