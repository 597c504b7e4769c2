import type { Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { Person, Seen } from '../../evidence/seen.ts';
import type { Lane } from '../../io/lane.ts';
import { alive } from './alive.ts';
import { doorOf } from './door.ts';
import type { Model } from './model.ts';
import type { Ids } from './requests.ts';
import { see } from './see.ts';

/** A call that shows that the attacker's credential works. */
export interface Control {
  readonly exchange?: Exchange;
  readonly words: readonly string[];
  /** It was the same operation on an object of the attacker's own, and it worked. */
  readonly sibling: boolean;
}

interface ControlOptions {
  readonly lane: Lane;
  readonly model: Model;
  readonly operation: Operation;
  readonly attacker: Person;
  /** What the attacker owns, where it could make something. */
  readonly own:
    | { readonly kind: 'planted'; readonly ids: Ids; readonly words: readonly string[] }
    | { readonly kind: 'failed' };
  /** The victim's own call: what the operation's success looks like. */
  readonly reference: Exchange;
  readonly ask: (ids: Ids) => Promise<Exchange> | undefined;
}

/** The attacker's call on its own sibling; where it has none, a call that only shows its credential to be alive. */
export async function controlOf({
  lane,
  model,
  operation,
  attacker,
  own,
  reference,
  ask,
}: ControlOptions): Promise<Control> {
  const exchange = own.kind === 'planted' ? await ask(own.ids) : undefined;
  if (
    own.kind === 'planted' &&
    exchange !== undefined &&
    doorOf(exchange, reference, own.words).state === 'open'
  ) {
    return { exchange, words: own.words, sibling: true };
  }
  const living = await alive(lane, model, attacker, operation);
  return { words: [], sibling: false, ...(living === undefined ? {} : { exchange: living }) };
}

/** The control as evidence holds it. */
export function controlFields({ exchange, words, sibling }: Control): {
  readonly attackerControl?: Seen;
  readonly sibling: boolean;
} {
  return { sibling, ...(exchange === undefined ? {} : { attackerControl: see(exchange, words) }) };
}
