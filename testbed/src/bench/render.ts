import type { NaiveFigures } from './naive.ts';
import type { BenchResult } from './run-bench.ts';

/** The result for people. */
export function renderBench(result: BenchResult & { readonly naive: NaiveFigures }): string {
  const { flaws, clean, traps, recall, precision, seconds, scope, naive } = result;
  const detected = flaws.filter((flaw) => flaw.detected).length;
  const lines = [
    '',
    `Scope ${scope}: ${detected} of ${flaws.length} flaws detected, each with proof and without another alarm.`,
    `Clean product: ${clean.runs} runs, ${clean.failed.length === 0 ? 'nothing failed' : `failed: ${clean.failed.join(', ')}`}.`,
    `Product of ${traps.traps} traps: ${traps.runs} runs, ${traps.failed.length === 0 ? 'nothing failed' : `failed: ${traps.failed.join(', ')}`}${traps.untouched.length === 0 ? '' : `; never walked into: ${traps.untouched.join(', ')}`}.`,
    `Recall ${recall}, precision ${precision}, ${seconds} s.`,
    ...flaws
      .filter((flaw) => !flaw.detected)
      .map(({ id, mustFail, failed, unexpected }) => {
        const missing = mustFail.filter((check) => !failed.includes(check));
        const extra = unexpected.length === 0 ? '' : `; failed without reason: ${unexpected.join(', ')}`;
        return `  ${id}: ${missing.length === 0 ? 'found' : `not found by ${missing.join(', ')}`}${extra}`;
      }),
    '',
    ...comparison(naive),
    ...falseAlarms(traps.alarms),
  ];
  return lines.join('\n');
}

const RULES: { readonly [rule: string]: string } = {
  statusOnly: 'a stranger gets a 2xx',
  similarBody: 'and a body at least 90 % like the owner’s',
  identicalBody: 'and the very body of the owner',
  launchReady: 'launch-ready',
};

function comparison(naive: NaiveFigures): readonly string[] {
  const rules = Object.entries(naive);
  if (rules.length === 0) return [];
  return [
    'What simple rules say of the same exchanges (access checks only):',
    ...rules.map(([rule, { recall, precision, judged }]) => {
      const name = (RULES[rule] ?? rule).padEnd(44);
      return `  ${name} recall ${recall.toFixed(2)}  precision ${precision.toFixed(2)}  (${judged} verdicts)`;
    }),
    '',
  ];
}

function falseAlarms(alarms: BenchResult['traps']['alarms']): readonly string[] {
  const rules = Object.entries(alarms).filter(([, { ofAttempts }]) => ofAttempts > 0);
  if (rules.length === 0) return [];
  return [
    'False alarms on the traps, where nothing is broken:',
    ...rules.map(([rule, { attempts, ofAttempts, checks, ofChecks }]) => {
      const name = (RULES[rule] ?? rule).padEnd(44);
      return `  ${name} ${attempts} of ${ofAttempts} attempts, ${checks} of ${ofChecks} verdicts`;
    }),
    '',
  ];
}
