import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json, Operation } from '../../core/operation.ts';
import type { EffectSeen } from '../../evidence/seen.ts';
import type { Ask, Lane } from '../../io/lane.ts';
import type { Ids } from './requests.ts';
import { parseJson, see } from './see.ts';

type Fields = { readonly [name: string]: unknown };

/** Something that the run did not make and may not spoil: a tenant, a disposable account. */
export interface Existing {
  readonly name: string;
  readonly witness: Operation;
  /** What its owner reads of it now. */
  readonly fields: Fields;
  readonly exchange: Exchange;
  readonly ids: Ids;
  /** The path parameter that names it and its value, where no resource of the model stands for it. */
  readonly id?: readonly [param: string, value: string];
  readonly look: () => Promise<Look>;
}

export interface Look {
  readonly exchange: Exchange;
  /** Absent when it is not in the answer. */
  readonly fields?: Fields;
}

interface Source {
  readonly ask: Ask;
  readonly witness: Operation;
  readonly name: string;
  /** Finds the object in the answer. */
  readonly pick: (value: unknown) => Fields | undefined;
}

/** Reads the object as its owner; undefined when the owner does not see it. */
export async function existingIn(
  lane: Lane,
  { ask, witness, name, pick }: Source,
): Promise<Existing | undefined> {
  const look = async (): Promise<Look> => {
    const exchange = await lane.send(ask);
    const fields = pick(parseJson(answerOf(exchange)?.body ?? ''));
    return fields === undefined ? { exchange } : { exchange, fields };
  };
  const { exchange, fields } = await look();
  return fields === undefined ? undefined : { name, witness, fields, exchange, ids: new Map(), look };
}

/**
 * What happened to it. Products change things by themselves, such as the time of the last visit, so only a field that now holds
 * the very value that was sent counts as changed.
 */
export function effectOnExisting(
  before: Fields,
  now: Look,
  sent: { readonly [name: string]: Json },
): EffectSeen {
  const { fields } = now;
  if (fields === undefined) {
    const seen = see(now.exchange);
    return seen.answered && (seen.status ?? 500) < 300 ? 'gone' : 'unclear';
  }
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const written = Object.entries(sent).some(
    ([name, value]) => Object.hasOwn(fields, name) && same(fields[name], value) && !same(before[name], value),
  );
  return written ? 'changed' : 'none';
}
