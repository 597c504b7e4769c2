import { createNaiveTally } from './bench/naive.ts';
import { BenchUsageError, readOptions } from './bench/options.ts';
import { renderBench } from './bench/render.ts';
import { runBench, type BenchResult } from './bench/run-bench.ts';

/**
 * The detection benchmark: every flaw of the reference chatbot against the auditor, then the clean product and a product full of traps. Exit 0 when all were
 * detected and nothing else failed.
 *
 *     npm run bench -- [--json] [--only <family>] [--flaw <id>] [--clean-runs N] [--cross] [--shard 1/4]
 */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const naive = createNaiveTally();
  const found = await runBench(options, (run) => {
    const { name, verdict, audited, seconds } = run;
    naive.add(run);
    const requests = run.requests ?? audited?.scorecard.run.requests ?? 0;
    process.stderr.write(`${name.padEnd(32)} ${verdict} · ${requests} requests · ${seconds.toFixed(1)} s\n`);
  });
  const result = { ...found, naive: naive.figures() };
  process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : renderBench(result));
  return isPerfect(result) ? 0 : 1;
}

function isPerfect({ flaws, clean, traps }: BenchResult): boolean {
  const sawSomething = flaws.length > 0 || clean.runs > 0;
  const isQuiet = clean.failed.length === 0 && traps.failed.length === 0 && traps.untouched.length === 0;
  return sawSomething && flaws.every(({ detected }) => detected) && isQuiet;
}

try {
  process.exitCode = await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = error instanceof BenchUsageError ? 64 : 70;
}
