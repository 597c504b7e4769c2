import type { CheckResult, Place, Scorecard } from '../../core/scorecard.ts';
import type { Status } from '../../core/verdict.ts';
import { isWaived } from '../../core/waiver.ts';
import { grouped, plural, when } from '../text/words.ts';
import type { Entry } from './sheet.ts';

/** What a status is called outside. Only what passed on evidence is proven; whatever else is open is not assessed. */
export const PUBLIC_WORDS: { readonly [status in Status]: string } = {
  pass: 'Proven',
  fail: 'Not met',
  unproven: 'Not assessed',
  'not-applicable': 'Not applicable',
};

const MOST_NAMED = 8;

type Standing = Pick<Entry, 'status' | 'words' | 'evidence'>;

/** How several checks stand together: the worst counts, and none at all is nothing assessed. */
export function standingOf(results: readonly CheckResult[], { run }: Scorecard): Standing {
  const status = worstOf(results.map((one) => one.status));
  const passed = results.filter((one) => one.status === 'pass');
  if (status === 'unproven') {
    const waived = results.some((one) => one.findings.some(isWaived));
    const some =
      passed.length > 0 ? ` ${plural(passed.length, 'check')} of ${results.length} passed on evidence.` : '';
    return {
      status,
      words: PUBLIC_WORDS[status],
      evidence: `${waived ? 'Known, and somebody answers for it until a day.' : 'Not decided by the run.'}${some}`,
    };
  }
  // Which check failed is a hint where to look, and not for everybody.
  const evidence =
    status === 'fail'
      ? `A check failed with proof; ${when(run.startedAt)}. The details are with the owner.`
      : evidenceOf(
          results.filter((one) => one.status === status),
          run.startedAt,
        );
  return { status, words: PUBLIC_WORDS[status], evidence };
}

/** The standing of a row: never better than the scorecard has it, and nothing where only a part was asked. */
export function standingOfPlace(place: Place, scorecard: Scorecard): Standing {
  const results = scorecard.checks.filter((one) => place.checks.includes(one.id));
  const isPart = place.status === 'pass' && place.because !== undefined;
  if (isPart || place.status === 'unproven') {
    const own = standingOf(results, scorecard);
    const part = `Only a part was asked: ${plural(results.length, 'check')} passed on evidence.`;
    const evidence = own.status === 'pass' ? part : own.evidence;
    return {
      status: 'unproven',
      words: PUBLIC_WORDS.unproven,
      ...(evidence === undefined ? {} : { evidence }),
    };
  }
  if (place.status === 'not-applicable')
    return {
      status: place.status,
      words: PUBLIC_WORDS[place.status],
      evidence: place.because ?? 'said so by the owner',
    };
  return standingOf(results, scorecard);
}

/** `authorization/read-object (120 questions), … on 2026-11-23 14:05 UTC`. */
function evidenceOf(results: readonly CheckResult[], startedAt: string): string {
  const named = results
    .slice(0, MOST_NAMED)
    .map(({ id, decided }) => `${id} (${plural(decided, 'question')})`);
  const more = results.length > MOST_NAMED ? ` and ${plural(results.length - MOST_NAMED, 'more check')}` : '';
  const sum = results.reduce((total, one) => total + one.decided, 0);
  const all = results.length > 1 ? `; ${grouped(sum)} questions in all` : '';
  return `${named.join(', ')}${more}${all}; ${when(startedAt)}`;
}

function worstOf(statuses: readonly Status[]): Status {
  const order: readonly Status[] = ['fail', 'unproven', 'pass', 'not-applicable'];
  return order.find((status) => statuses.includes(status)) ?? 'unproven';
}
