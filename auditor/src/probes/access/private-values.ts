import { answerOf, type Exchange } from '../../core/exchange.ts';
import { parseJson } from './see.ts';

/** Strings shorter than this are labels, states and flags. */
const TELLING = 10;

/**
 * Values of an insider's answer that say something about the tenant and not about the route: long strings that stand in no
 * answer that the caller may see anyway.
 */
export function privateValues(
  insider: Exchange,
  known: readonly (Exchange | undefined)[],
): readonly string[] {
  const corpus = known.map((one) => (one === undefined ? '' : (answerOf(one)?.body ?? ''))).join('\n');
  const strings = stringsOf(parseJson(answerOf(insider)?.body ?? ''));
  return [...new Set(strings)].filter(
    (value) => value.length >= TELLING && /\d|@/.test(value) && !corpus.includes(value),
  );
}

/** How many of these values an answer holds. */
export function countIn(exchange: Exchange, values: readonly string[]): number {
  const body = answerOf(exchange)?.body ?? '';
  return values.filter((value) => body.includes(JSON.stringify(value).slice(1, -1))).length;
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((item) => stringsOf(item));
}
