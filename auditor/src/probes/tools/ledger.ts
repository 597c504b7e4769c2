import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { OperationRef } from '../../core/target.ts';
import { callOf, type Call } from '../../evidence/response-call.ts';
import { fillPath } from '../../intake/path-template.ts';
import type { Lane } from '../../io/lane.ts';
import { patiently } from '../access/patient.ts';
import { parseJson } from '../access/see.ts';

/** A list of the product as one person sees it: what ran, or what waits. */
export interface Listed {
  readonly call: Call;
  /** How many entries it shows, of whatever kind. */
  readonly length: number;
  /** The entries that hold a word; undefined when the list could not be read. */
  readonly with: (word: string) => readonly unknown[] | undefined;
}

/** Reads a list once. */
export async function readList(lane: Lane, operation: OperationRef, as: string): Promise<Listed> {
  const { method, path } = operation;
  const ask = { method, path: fillPath(path, {}) ?? path, operation: `${method} ${path}`, as };
  const exchange = await patiently(lane, () => lane.send(ask));
  const lists = innerLists(parseJson(answerOf(exchange)?.body ?? ''));
  const length = Math.max(0, ...lists.map((list) => list.length));
  return { call: callOf(exchange), length, with: (word) => entriesOf(exchange, word) };
}

function entriesOf(exchange: Exchange, word: string): readonly unknown[] | undefined {
  const answer = answerOf(exchange);
  if (answer === undefined || answer.status >= 300 || answer.cut !== undefined) return undefined;
  const json = parseJson(answer.body);
  if (json === undefined) return answer.body.split('\n').filter((line) => line.includes(word));
  return entriesWith(json, word);
}

/**
 * How many entries hold the word.
 *
 * @param ran what tells an act from a request for one, where the list holds both
 */
export function runsIn(list: Listed, word: string, ran: string | undefined): number | undefined {
  const entries = list.with(word);
  if (entries === undefined || ran === undefined) return entries?.length;
  return entries.filter((entry) => holds(entry, ran)).length;
}

/** The innermost entries of lists that hold the word; where there is no list, the whole. */
function entriesWith(json: unknown, word: string): readonly unknown[] {
  if (!holds(json, word)) return [];
  const inner = innerLists(json).flatMap((list) => list.flatMap((item) => entriesWith(item, word)));
  return inner.length > 0 ? inner : [json];
}

function innerLists(json: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(json)) return [json];
  if (json === null || typeof json !== 'object') return [];
  return Object.values(json).flatMap((value) => innerLists(value));
}

function holds(json: unknown, word: string): boolean {
  return (JSON.stringify(json) ?? '').includes(word);
}
