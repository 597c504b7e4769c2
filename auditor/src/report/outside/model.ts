import type { Check } from '../../core/check.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { CheckResult } from '../../core/scorecard.ts';

/** Something that was seen and is neither good nor bad. */
export interface Fact {
  readonly term: string;
  readonly text: string;
}

/** What a report on a look from outside is made of. */
export interface OutsideReport {
  /** What was typed. */
  readonly address: string;
  readonly version: string;
  readonly startedAt: string;
  readonly milliseconds: number;
  readonly requests: number;
  readonly results: readonly CheckResult[];
  readonly checks: readonly Check[];
  readonly facts: readonly Fact[];
  readonly exchanges: ReadonlyMap<string, Exchange>;
}

export type OutsideVerdict = 'wrong' | 'open' | 'nothing-wrong';

/** Never ready: that takes accounts and an audit. */
export function outsideVerdict({ results }: Pick<OutsideReport, 'results'>): OutsideVerdict {
  if (results.some((one) => one.status === 'fail')) return 'wrong';
  const decided = results.some((one) => one.status === 'pass');
  return !decided || results.some((one) => one.status === 'unproven') ? 'open' : 'nothing-wrong';
}

export const OUTSIDE_WORDS: { readonly [verdict in OutsideVerdict]: string } = {
  wrong: 'Something is wrong',
  open: 'Nothing wrong was seen, and not everything could be',
  'nothing-wrong': 'Nothing wrong was found in what was looked at',
};

export const OUTSIDE_EXIT: { readonly [verdict in OutsideVerdict]: number } = {
  wrong: 1,
  open: 2,
  'nothing-wrong': 0,
};

/** What this command does, and what it leaves to an audit. */
export const DID =
  'It looked, as any visitor, mail server or resolver may: DNS, mail records, certificates, redirects, and the first page with its scripts and links.';

export const NOT_LOOKED_AT: readonly string[] = [
  'whether one customer can read another’s data: that takes accounts of two of them',
  'logins, tokens, roles and limits',
  'what the chatbot says and does',
  'repository, logs, monitoring and deployment',
  'other hosts than those named, and mail that was really sent',
];

/** What could not be decided, by reason. */
export function openReasons(
  results: OutsideReport['results'],
): readonly { readonly because: string; readonly titles: readonly string[] }[] {
  const all = results.flatMap(({ title, undecided }) => undecided.map(({ because }) => ({ title, because })));
  return [...Map.groupBy(all, (one) => one.because)].map(([because, some]) => ({
    because,
    titles: [...new Set(some.map((one) => one.title))],
  }));
}
