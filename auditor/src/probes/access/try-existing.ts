import type { Json, JsonSchema, Operation } from '../../core/operation.ts';
import type { WriteAttempt } from '../../evidence/object-write.ts';
import type { Seen } from '../../evidence/seen.ts';
import { objectOf } from '../../intake/json.ts';
import type { Ask, Credential, Lane } from '../../io/lane.ts';
import { alive } from './alive.ts';
import { effectOnExisting, type Existing, type Look } from './existing.ts';
import type { Model } from './model.ts';
import type { Pair } from './people.ts';
import type { NotPlanted } from './plant.ts';
import { requestFor } from './requests.ts';
import { see } from './see.ts';
import { inTurn } from './turns.ts';
import { writer } from './writer.ts';

interface ExistingTry extends Pair {
  readonly lane: Lane;
  readonly model: Model;
  readonly operation: Operation;
  readonly find: () => Promise<Existing | undefined>;
  /** Whose turn has to be waited for: only one may change it at a time. */
  readonly turn: string;
  readonly as: string | Credential | undefined;
  readonly variant: string;
}

type Tried = { readonly kind: 'tried'; readonly attempt: WriteAttempt } | NotPlanted;

/** Requests that one such attempt may take. */
export const EXISTING_TRY = 9;

/**
 * Tries to change or remove something that the run did not make. Its owner only looks: it could be changed back, but not
 * everything about it, so the owner's own use of the operation is not tried.
 */
export function tryExisting(options: ExistingTry): Promise<Tried> {
  return inTurn(options.lane, options.turn, () => tryNow(options));
}

async function tryNow(options: ExistingTry): Promise<Tried> {
  const { lane, model, operation, victim, attacker, as } = options;
  const before = await options.find();
  if (before === undefined)
    return { kind: 'failed', because: `${victim.name} does not see what ${operation.id} would change` };
  const ask = requestOn(options, before);
  if (ask === undefined) return { kind: 'failed', because: `the path of ${operation.id} cannot be filled` };
  const sent = ask.body?.kind === 'json' ? objectOf(ask.body.json) : {};
  const living = options.relation === 'anonymous' ? undefined : await alive(lane, model, attacker);
  const attack = await lane.send({ ...ask, ...(as === undefined ? { label: 'nobody' } : { as }) });
  const after = await before.look();
  const effect = effectOnExisting(before.fields, after, sent);
  const again = effect === 'changed' || effect === 'gone' ? await before.look() : undefined;
  if (effect === 'changed')
    await lane.send({ ...ask, body: { kind: 'json', json: valuesBefore(before, sent) }, as: victim.name });
  const lasting = again === undefined || effectOnExisting(before.fields, again, sent) === effect;
  return {
    kind: 'tried',
    attempt: {
      operation: operation.id,
      resource: before.name,
      witness: before.witness.id,
      victim,
      attacker,
      relation: options.relation,
      expected: options.expected,
      variant: options.variant,
      before: { ...see(before.exchange), canary: true },
      ownerEffect: 'unasked',
      ...(living === undefined ? {} : { attackerControl: see(living) }),
      sibling: false,
      attack: see(attack),
      door: 'unclear',
      statusOnly: false,
      readBack: shown(after, effect === 'changed'),
      ...(again === undefined ? {} : { again: shown(again, effect === 'changed') }),
      effect: lasting ? effect : 'unclear',
    },
  };
}

function shown({ exchange }: Look, canary: boolean): Seen {
  return { ...see(exchange), canary };
}

/** The operation on the object, with values that differ from what it has. */
export function requestOn(
  { lane, model, operation, victim }: Pick<ExistingTry, 'lane' | 'model' | 'operation' | 'victim'>,
  before: Existing,
): Omit<Ask, 'as'> | undefined {
  const given = before.id === undefined ? {} : { [before.id[0]]: before.id[1] };
  const ask = requestFor(model, operation, {
    person: victim,
    ids: before.ids,
    params: given,
    text: writer(lane).text,
  });
  if (ask?.body?.kind !== 'json') return ask;
  const properties = operation.body?.schema?.properties ?? {};
  const filled = { ...oneOf(properties, before), ...objectOf(ask.body.json) };
  const json = Object.fromEntries(
    Object.entries(filled).map(([name, value]): [string, Json] => {
      const others = (properties[name]?.enum ?? []).filter((one) => one !== before.fields[name]);
      return [name, others.at(-1) ?? value];
    }),
  );
  return { ...ask, body: { kind: 'json', json } };
}

/** Products that let one change any of several fields refuse to change none: the first that has a few values will do. */
function oneOf(
  properties: { readonly [name: string]: JsonSchema },
  { fields }: Existing,
): { readonly [name: string]: Json } {
  const found = Object.entries(properties).find(
    ([name, { enum: values = [] }]) => values.length > 1 && Object.hasOwn(fields, name),
  );
  return found === undefined ? {} : { [found[0]]: jsonOf(fields[found[0]]) ?? null };
}

function valuesBefore(
  { fields }: Existing,
  sent: { readonly [name: string]: Json },
): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, jsonOf(fields[name]) ?? value]),
  );
}

function jsonOf(value: unknown): Json | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}
