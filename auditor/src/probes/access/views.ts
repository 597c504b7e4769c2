import type { Exchange } from '../../core/exchange.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Ask, Lane } from '../../io/lane.ts';
import type { Model } from './model.ts';
import { requestFor, type Ids } from './requests.ts';
import { see } from './see.ts';

/** The reads by which somebody looks after an object: its own, and the list in which it stands. */
export function readsOf(
  model: Model,
  { read, list }: Resource,
  person: Person,
  ids: Ids,
): readonly (Ask & { readonly as: string })[] {
  return [read, list].flatMap((operation) => {
    if (operation === undefined || operation.costly) return [];
    const ask = requestFor(model, operation, { person, ids, text: () => 'a' });
    return ask === undefined ? [] : [{ ...ask, as: person.name }];
  });
}

/**
 * The answer that shows one of the words. Where none does, the one that could not be used, for it may have held them; else
 * the last. Undefined without any read.
 */
export async function lookFor(
  lane: Lane,
  reads: readonly Ask[],
  words: readonly string[],
): Promise<Exchange | undefined> {
  let last: Exchange | undefined;
  for (const ask of reads) {
    const exchange = await lane.send(ask);
    const seen = see(exchange, words);
    if (seen.canary) return exchange;
    if (last === undefined || see(last).answered) last = exchange;
  }
  return last;
}
