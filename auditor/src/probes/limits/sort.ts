import type { Answer, Exchange } from '../../core/exchange.ts';
import type { Burst } from '../../evidence/limit-burst.ts';

type Sign = NonNullable<Burst['throttle']>['sign'];

/** What one answer of a burst is, beside the first. */
export type Sort =
  | { readonly kind: 'processed' | 'failed' | 'other' | 'unanswered' }
  | { readonly kind: 'throttled'; readonly sign: Sign; readonly marks: readonly string[] };

/**
 * What products say when they have had enough, in the languages of the five articles' markets. Only believed when the first
 * answer did not say it.
 */
const WORDS =
  /too many|rate.?limit|slow down|throttl|try again (?:later|in)|temporarily (?:locked|blocked|disabled|suspended)|account.{0,10}locked|quota exceeded|captcha|zu viele|später (?:erneut|noch)|demasiad[oa]s|trop de|troppi|za dużo|te veel/i;

/**
 * Sorts an answer of a burst. 429 means a limit (RFC 6585, 4) and 423 a lock; many products say it otherwise: a 200 with an
 * error, a 503 with Retry-After, a redirect to a page that asks to wait. A plain 5xx is a failure and shows no limit.
 *
 * @param isSame tells whether the product did for this request what it did for the first
 */
export function sortAnswer(exchange: Exchange, first: Answer, isSame = sameAnswer): Sort {
  const { outcome } = exchange;
  if (outcome.kind === 'no-answer') return { kind: 'unanswered' };
  const { status, headers } = outcome;
  if (status === 429 || status === 423) return { kind: 'throttled', sign: 'status', marks: [] };
  const retryAfter = headers['retry-after'];
  if (retryAfter !== undefined && first.headers['retry-after'] === undefined) {
    return { kind: 'throttled', sign: 'retry-after', marks: [retryAfter] };
  }
  const said = WORDS.exec(spoken(outcome));
  if (said !== null && !WORDS.test(spoken(first))) {
    return { kind: 'throttled', sign: 'words', marks: [said[0]] };
  }
  if (status >= 500) return { kind: 'failed' };
  return { kind: isSame(outcome, first) ? 'processed' : 'other' };
}

/** True when two answers say the same but for numbers, ids and tokens. */
export function sameAnswer(one: Answer, other: Answer): boolean {
  return one.status === other.status && gist(one) === gist(other);
}

/** For work whose results differ by nature, such as replies: both are successes. */
export function bothSucceed(one: Answer, other: Answer): boolean {
  return [one, other].every(({ status }) => status >= 200 && status < 300);
}

/** For answers that repeat what was sent, or name what was made: the same status, and the same things said in the same places. */
export function sameForm(one: Answer, other: Answer): boolean {
  if (one.status !== other.status) return false;
  if (gist(one) === gist(other)) return true;
  const [first, second] = [formOf(one.body), formOf(other.body)];
  return first !== undefined && first === second;
}

/** JSON with every text and number blanked; what is yes, no or nothing stays. */
function formOf(body: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(body), (_key, value: unknown) => {
      if (typeof value === 'string') return '';
      return typeof value === 'number' ? 0 : value;
    });
  } catch {
    return undefined;
  }
}

/** Words that a run makes up for addresses and names. */
const MADE_UP = /launch-ready-[a-z]{8}(?:@[\w.-]+)?/gi;

/** The answer without what differs from one to the next by design. */
function gist(answer: Answer): string {
  return spoken(answer)
    .replaceAll(MADE_UP, 'x')
    .replaceAll(/[\w+/=.-]*\d[\w+/=.-]*/g, '0')
    .replaceAll(/[\w-]{24,}/g, 'x')
    .slice(0, 4_000);
}

/** A redirect speaks by where it leads. */
function spoken({ headers, body }: Answer): string {
  return `${headers['location'] ?? ''} ${body}`;
}
