import { describeExchange, type Answer, type Exchange } from '../../core/exchange.ts';
import type { Seen } from '../../evidence/seen.ts';

/**
 * Reduces an exchange to what decides about access.
 *
 * @param words the canaries that only the object in question holds; the recorder has looked for them in every encoding
 * @param markers other values that only the object has, looked for in the answer as they are; never anything that was sent
 */
export function see(
  exchange: Exchange,
  words: readonly string[] = [],
  markers: readonly string[] = [],
): Seen {
  const line = describeExchange(exchange);
  const { outcome, id } = exchange;
  if (outcome.kind === 'no-answer') {
    const because = `no answer (${outcome.reason}): ${outcome.message}`;
    return { exchange: id, line, content: 'empty', canary: false, marks: [], answered: false, because };
  }
  const marks = [
    ...words.filter((word) => outcome.canaries.includes(word)),
    ...markers.filter((marker) => outcome.body.includes(marker)),
  ];
  const because = unusable(outcome, marks.length > 0);
  return {
    exchange: id,
    line,
    status: outcome.status,
    content: contentOf(outcome),
    canary: marks.length > 0,
    marks,
    answered: because === undefined,
    ...(because === undefined ? {} : { because }),
  };
}

/** Why nothing follows from the answer. What was not read to its end may hold the word further down. */
function unusable({ status, cut }: Answer, marked: boolean): string | undefined {
  if (status === 429) return 'the target slowed us down (429)';
  if (status === 408) return 'the target gave up waiting (408)';
  if (status >= 500) return `the target failed (${status})`;
  if (cut !== undefined && !marked) {
    return cut === 'size' ? 'the answer was too long to be read whole' : 'the answer did not end in time';
  }
  return undefined;
}

/** What the answer is made of, by its content and not by what its header claims. */
export function contentOf(answer: Answer): Seen['content'] {
  const body = answer.body.trim();
  if (body === '') return 'empty';
  if (parseJson(body) !== undefined) return 'json';
  return /^(?:<!doctype html|<html|<head|<body)/i.test(body) ? 'html' : 'text';
}

/** The body as JSON; undefined when it is none. */
export function parseJson(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
}
