import type { Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { WriteAttempt } from '../../evidence/object-write.ts';
import { succeeded, type Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Ask, Credential, Lane } from '../../io/lane.ts';
import { controlFields, controlOf } from './control.ts';
import { doorOf } from './door.ts';
import type { Model } from './model.ts';
import { asNobody } from './nobody.ts';
import type { Pair } from './people.ts';
import { plantFresh, PLANTING, plantSpare, type Planted } from './plant.ts';
import { requestFor, type Ids } from './requests.ts';
import { namedBy } from './requirements.ts';
import { see } from './see.ts';
import { differences, isThere, snapshotOf, wentAlike, type Change, type Snapshot } from './snapshot.ts';
import { takesText } from './takes-text.ts';

interface ActTry extends Pair {
  readonly lane: Lane;
  readonly model: Model;
  readonly operation: Operation;
  readonly resource: Resource;
  /** Whose credential is used; absent for none at all. */
  readonly as: string | Credential | undefined;
  readonly variant: string;
  /** The victim's object that is acted on, and the ids of everything in the path. */
  readonly planted: Planted;
  readonly ids: Ids;
  /** The ids in the path of another object of somebody's. */
  readonly idsOf: (person: Person, planted: Planted) => Promise<Ids | undefined>;
}

/** Requests that one such attempt may take, a sibling of the victim's and one of the attacker's included. */
export const ACT_TRY = 2 * PLANTING + 22;

/** How long the effect of an act may take until it can be read. */
const SETTLING_MS = 500;

/** True for what acts on an object without writing any text into it: `/archive`, `/publish`, `/stop`. */
export function isAct(model: Model, operation: Operation): boolean {
  return operation.method !== 'DELETE' && !takesText(operation) && namedBy(model, operation).length === 0;
}

/**
 * Tries an act that leaves no word behind. The victim acts on a sibling first: the fields that this changes, and that do not
 * change by themselves from one read to the next, are where the attacker's act on the other object has to show.
 *
 * @returns undefined where the victim's own act shows nowhere
 */
export async function tryAct(options: ActTry): Promise<WriteAttempt | undefined> {
  const { lane, model, operation, resource, victim, attacker, as, planted } = options;
  const sibling = await plantFresh(lane, model, resource, victim);
  const siblingIds = sibling.kind === 'planted' ? await options.idsOf(victim, sibling) : undefined;
  if (sibling.kind === 'failed' || siblingIds === undefined) return undefined;
  const shown = await ownersAct(options, sibling, siblingIds);
  if (shown === undefined) return undefined;
  const look = () => lookAt(options, shown.view, planted);
  const first = await look();
  const before = await look();
  const ask = askFor(options, victim, options.ids, shown.bare);
  if (first?.snapshot === undefined || before?.snapshot === undefined || ask === undefined) return undefined;
  const moving = differences(first.snapshot, before.snapshot);
  const fields = [...shown.fields].filter((field) => !moving.has(field));
  const control = await attackersControl(options, shown.exchange, shown.bare);
  const attack = await lane.send({ ...ask, ...(as === undefined ? asNobody(victim) : { as }) });
  if (shown.late) await lane.sleep(SETTLING_MS);
  const after = await look();
  const again = await look();
  if (after === undefined || again === undefined) return undefined;
  const went = (snapshot: Snapshot | undefined) =>
    snapshot === undefined
      ? []
      : fields.filter((field) =>
          wentAlike(field, { before: before.snapshot ?? snapshot, after: snapshot }, shown.change),
        );
  const [changed, still] = [went(after.snapshot), went(again.snapshot)];
  // Something moved that the victim's own act moves too, but elsewhere to: a time of change, a new random value.
  const stirred =
    after.snapshot !== undefined &&
    fields.some((field) => differences(before.snapshot ?? new Map(), after.snapshot ?? new Map()).has(field));
  const unclear = fields.length === 0 || after.snapshot === undefined || again.snapshot === undefined;
  const effect = changed.length > 0 ? 'changed' : stirred ? 'unclear' : 'none';
  return {
    operation: operation.id,
    resource: resource.name,
    witness: shown.view.id,
    victim,
    attacker,
    relation: options.relation,
    expected: options.expected,
    variant: options.variant,
    before: { ...see(before.exchange, planted.words), canary: isThere(before.snapshot) },
    ownerControl: see(shown.exchange),
    ownerEffect: 'changed',
    ...controlFields(control),
    attack: see(attack),
    door: doorOf(attack, shown.exchange).state,
    statusOnly: false,
    readBack: { ...see(after.exchange), canary: changed.length > 0 },
    again: { ...see(again.exchange), canary: still.length > 0 },
    effect: unclear ? 'unclear' : effect,
    ...(changed.length === 0
      ? {}
      : { became: changed.map((field) => fieldNow(field, after.snapshot)).join(', ') }),
  };
}

interface Shown {
  readonly view: Operation;
  readonly exchange: Exchange;
  readonly fields: ReadonlySet<string>;
  readonly change: Change;
  /** Sent without any body. */
  readonly bare: boolean;
  /** It took a moment until it showed. */
  readonly late: boolean;
}

/** The victim's own act on a sibling: which fields it changes, and in which read. */
async function ownersAct(options: ActTry, sibling: Planted, ids: Ids): Promise<Shown | undefined> {
  const { lane, victim, resource, operation } = options;
  const views = [resource.read, resource.list].filter((one) => one !== undefined && !one.costly);
  const looks = async () => {
    const found: (Snapshot | undefined)[] = [];
    for (const view of views)
      found.push(view === undefined ? undefined : (await lookAt(options, view, sibling))?.snapshot);
    return found;
  };
  const first = await looks();
  const before = await looks();
  // What is described without a body takes none; some servers want at least an empty one.
  let bare = operation.body === undefined;
  let exchange = await actAs(options, victim, ids, bare);
  if (bare && exchange !== undefined && !succeeded(see(exchange))) {
    bare = false;
    exchange = await actAs(options, victim, ids, bare);
  }
  if (exchange === undefined || !succeeded(see(exchange))) return undefined;
  for (const late of [false, true]) {
    if (late) await lane.sleep(SETTLING_MS);
    const after = await looks();
    for (const [index, view] of views.entries()) {
      const [one, two, three] = [first[index], before[index], after[index]];
      if (view === undefined || one === undefined || two === undefined || three === undefined) continue;
      const moving = differences(one, two);
      const fields = new Set([...differences(two, three)].filter((field) => !moving.has(field)));
      const change = { before: two, after: three };
      if (isThere(two) && fields.size > 0) return { view, exchange, fields, change, bare, late };
    }
  }
  return undefined;
}

async function lookAt(
  { lane, model, victim, resource }: ActTry,
  view: Operation,
  { ids, id, words }: Planted,
): Promise<{ readonly exchange: Exchange; readonly snapshot: Snapshot | undefined } | undefined> {
  const ask = requestFor(model, view, { person: victim, ids, text: () => 'a' });
  if (ask === undefined) return undefined;
  const exchange = await lane.send({ ...ask, as: victim.name });
  const single = view.id === resource.read?.id;
  return { exchange, snapshot: snapshotOf(exchange, { single, id, words }) };
}

function askFor(
  { model, operation }: ActTry,
  person: Person,
  ids: Ids,
  bare: boolean,
): Omit<Ask, 'as'> | undefined {
  const ask = requestFor(model, operation, { person, ids, text: () => 'a' });
  if (ask === undefined || operation.body !== undefined) return ask;
  const { body: _, ...rest } = ask;
  return bare ? rest : { ...rest, body: { kind: 'json', json: {} } };
}

async function actAs(
  options: ActTry,
  person: Person,
  ids: Ids,
  bare: boolean,
): Promise<Exchange | undefined> {
  const ask = askFor(options, person, ids, bare);
  return ask === undefined ? undefined : options.lane.send({ ...ask, as: person.name });
}

/** The same act by the attacker on something of its own. */
async function attackersControl(options: ActTry, reference: Exchange, bare: boolean) {
  const { lane, model, attacker, resource, relation } = options;
  if (relation === 'anonymous') return { words: [], sibling: false };
  const spare = await plantSpare(lane, model, resource, attacker);
  const ids = spare.kind === 'planted' ? await options.idsOf(attacker, spare) : undefined;
  return controlOf({
    lane,
    model,
    operation: options.operation,
    attacker,
    own: ids === undefined ? { kind: 'failed' } : { kind: 'planted', ids, words: [] },
    reference,
    ask: (own) => {
      const ask = askFor(options, attacker, own, bare);
      return ask === undefined ? undefined : lane.send({ ...ask, as: attacker.name });
    },
  });
}

function fieldNow(field: string, snapshot: Snapshot | undefined): string {
  return `${field} ${snapshot?.get(field) ?? 'gone'}`;
}
