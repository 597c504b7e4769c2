import type { BenchResult } from './run-bench.ts';

/** The result for people. */
export function renderBench({ flaws, clean, recall, precision, seconds, scope }: BenchResult): string {
  const detected = flaws.filter((flaw) => flaw.detected).length;
  const lines = [
    '',
    `Scope ${scope}: ${detected} of ${flaws.length} flaws detected, each with proof and without another alarm.`,
    `Clean product: ${clean.runs} runs, ${clean.failed.length === 0 ? 'nothing failed' : `failed: ${clean.failed.join(', ')}`}.`,
    `Recall ${recall}, precision ${precision}, ${seconds} s.`,
    ...flaws
      .filter((flaw) => !flaw.detected)
      .map(({ id, mustFail, failed, unexpected }) => {
        const missing = mustFail.filter((check) => !failed.includes(check));
        const extra = unexpected.length === 0 ? '' : `; failed without reason: ${unexpected.join(', ')}`;
        return `  ${id}: ${missing.length === 0 ? 'found' : `not found by ${missing.join(', ')}`}${extra}`;
      }),
    '',
  ];
  return lines.join('\n');
}
