import type { Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { EffectSeen, Person } from '../../evidence/seen.ts';
import { shapeOf } from '../../intake/path-template.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import type { Model } from './model.ts';
import { requestFor, type Ids } from './requests.ts';
import { see } from './see.ts';

/** A read by which an owner looks after an object. */
export interface Witness {
  readonly operation: Operation;
  readonly look: () => Promise<Exchange>;
}

/** The most reads that are tried as a witness. */
const WITNESSES = 3;

/**
 * Reads in which the effect of a write on an object may show: the one at the same path, the object's own, its list, and what
 * else lies below it.
 */
export function witnessesFor(
  lane: Lane,
  model: Model,
  write: Operation,
  resource: Resource,
  owner: Person,
  ids: Ids,
): readonly Witness[] {
  const reads = model.operations.filter((one) => one.method === 'GET' && !one.costly);
  const same = reads.filter((one) => shapeOf(one.path) === shapeOf(write.path));
  const own = [resource.read, resource.list].filter((one) => one !== undefined);
  const below = reads.filter((one) => shapeOf(one.path).startsWith(`${resource.key}/`));
  const first = resource.read?.wire?.hides === true && resource.list !== undefined ? [resource.list] : [];
  return [...new Set([...first, ...same, ...own, ...below])].slice(0, WITNESSES).flatMap((operation) => {
    const ask = requestFor(model, operation, { person: owner, ids, text: () => 'a' });
    return ask === undefined ? [] : [{ operation, look: () => lane.send({ ...ask, as: owner.name }) }];
  });
}

/** The first witness that shows one of the words, with what it showed; or what the last one showed instead. */
export async function firstShowing(
  witnesses: readonly Witness[],
  words: readonly string[],
): Promise<{ readonly witness?: Witness; readonly exchange?: Exchange }> {
  let last: Exchange | undefined;
  for (const witness of witnesses) {
    last = await witness.look();
    if (see(last, words).canary) return { witness, exchange: last };
  }
  return last === undefined ? {} : { exchange: last };
}

/**
 * What happened to an object, as its owner reads it.
 *
 * @param kept words that it held before and must still hold
 * @param foreign words that the attacker tried to write
 */
export function effectOn(
  exchange: Exchange,
  kept: readonly string[],
  foreign: readonly string[],
): EffectSeen {
  if (see(exchange, foreign).canary) return 'changed';
  const seen = see(exchange, kept);
  if (seen.canary) return 'none';
  if (!seen.answered || seen.status === undefined) return 'unclear';
  if (seen.status === 401 || seen.status === 403) return 'unclear';
  // The owner saw it a moment ago and does not now. For a write that proves nothing: it left no word of its own.
  return foreign.length > 0 ? 'unclear' : 'gone';
}
