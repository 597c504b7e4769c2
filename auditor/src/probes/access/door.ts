import { answerOf, type Answer, type Exchange } from '../../core/exchange.ts';
import type { Door, Seen } from '../../evidence/seen.ts';
import { contentOf, parseJson, see } from './see.ts';
import { alike, deniesInWords, withholds } from './shape.ts';

const DENIAL = /\b(?:unauthori[sz]ed|unauthenticated|forbidden|denied|not allowed|sign[ -]?in|log[ -]?in)\b/i;

/** The caller is what an error complains of, whatever status it comes with: Parse answers 404 "Permission denied". */
const UNKNOWN_CALLER =
  /\b(?:(?:invalid|expired|missing|no|bad) (?:session|access|auth(?:entication|orization)?|bearer)?[ _-]?(?:token|session|credentials?)|(?:token|session) (?:is |has )?(?:invalid|expired|missing|required))\b/i;

/** True when the answer says in words that this caller may not, rather than that something else was wrong. */
export function refusesCaller(exchange: Exchange): boolean {
  const body = answerOf(exchange)?.body ?? '';
  return DENIAL.test(body) || UNKNOWN_CALLER.test(body);
}

/**
 * Says whether an answer opened the door that a valid credential opens.
 *
 * @param reference the answer that the valid credential got to the same request
 * @param words canaries that the reference shows, if it shows any
 */
export function doorOf(
  exchange: Exchange,
  reference: Exchange,
  words: readonly string[] = [],
  markers: readonly string[] = [],
): Door {
  const seen = see(exchange, words, markers);
  if (seen.canary) return { seen, state: 'open' };
  if (!seen.answered)
    return { seen, state: 'unclear', ...(seen.because === undefined ? {} : { because: seen.because }) };
  const status = seen.status ?? 0;
  if (status >= 300) return { seen, state: 'shut' };
  const [answer, model] = [answerOf(exchange), answerOf(reference)];
  if (answer === undefined || model === undefined) {
    return { seen, state: 'unclear', because: 'there is no valid answer to compare it with' };
  }
  return compare(seen, answer, model, exchange.request.method === 'GET');
}

function compare(seen: Seen, answer: Answer, model: Answer, isRead: boolean): Door {
  const content = contentOf(model);
  if (seen.content === 'json' && content === 'json') {
    const [value, wanted] = [parseJson(answer.body), parseJson(model.body)];
    return isRead && withholds(value, wanted) ? { seen, state: 'shut' } : compareJson(seen, value, wanted);
  }
  if (seen.content === 'html' && content !== 'html') return { seen, state: 'shut' };
  if (seen.content === 'empty') return { seen, state: content === 'empty' ? 'open' : 'shut' };
  if (seen.content === 'json' && deniesInWords(parseJson(answer.body))) return { seen, state: 'shut' };
  if (answer.body === model.body) return { seen, state: 'open' };
  if (DENIAL.test(answer.body) && !DENIAL.test(model.body)) return { seen, state: 'shut' };
  return { seen, state: 'unclear', because: UNLIKE };
}

const UNLIKE = 'it answered with success and something else than a valid credential gets';

function compareJson(seen: Seen, value: unknown, wanted: unknown): Door {
  if (deniesInWords(value) && !deniesInWords(wanted)) return { seen, state: 'shut' };
  if (alike(value, wanted)) return { seen, state: 'open' };
  // An empty list or object gives nothing away, and a full one of the same route would look otherwise.
  if (isBare(value)) return { seen, state: 'unclear', because: 'it answered with nothing in it' };
  return { seen, state: 'unclear', because: UNLIKE };
}

function isBare(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
