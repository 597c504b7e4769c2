import type { Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { ReadAttempt } from '../../evidence/object-read.ts';
import { succeeded, type Person } from '../../evidence/seen.ts';
import type { Lane } from '../../io/lane.ts';
import { chatOf, sendMessage } from '../chat/talk.ts';
import { shapeOf } from '../../intake/path-template.ts';
import { alive } from './alive.ts';
import { doorOf } from './door.ts';
import { naming, type ForeignField } from './foreign-fields.ts';
import { createdId } from './ids.ts';
import { routeOf, type Model } from './model.ts';
import { patiently } from './patient.ts';
import type { Pair } from './people.ts';
import { plantFresh, plantNamed, PLANTING, type NotPlanted, type Planted } from './plant.ts';
import { undoOf } from './removal.ts';
import { requestFor, type Ids } from './requests.ts';
import { namedBy } from './requirements.ts';
import { see } from './see.ts';
import { witnessesFor } from './witness.ts';
import { writer } from './writer.ts';

interface NamingTry extends Pair {
  readonly lane: Lane;
  readonly model: Model;
  readonly operation: Operation;
  readonly field: ForeignField;
}

/** Requests that one such attempt may take: two things each to name, two places each to name them in, and the looks. */
export const NAMING_TRY = 5 * PLANTING + 24;

type Tried = { readonly kind: 'tried'; readonly attempt: ReadAttempt } | NotPlanted;

/** A place in which what was named may show. */
interface Place {
  /** `GET /api/conversations/{id}/attachments`. */
  readonly operation: string;
  /** @param about where one asks for something, what to ask for; otherwise what was named */
  readonly look: (about?: Planted) => Promise<Exchange>;
}

/**
 * Names another's object in something of the attacker's own: attaches a file, puts a document into a collection. Where only the
 * attacker's own part is checked, the other's words then show in it: in the answer, in what lies below, or in what the bot says.
 */
export async function tryNaming(options: NamingTry): Promise<Tried> {
  const { lane, model, operation, field, victim, attacker } = options;
  const theirs = await plantFresh(lane, model, field.resource, victim);
  if (theirs.kind === 'failed') return theirs;
  const mine = await plantFresh(lane, model, field.resource, attacker);
  if (mine.kind === 'failed') return mine;
  const asOwner = await use(options, victim, theirs);
  const asAttacker = await use(options, attacker, mine);
  const attack = await use(options, attacker, theirs);
  if (asOwner.kind === 'failed') return asOwner;
  if (asAttacker.kind === 'failed') return asAttacker;
  if (attack.kind === 'failed') return attack;

  const shown = await firstShowing(asOwner.places, theirs.words);
  const leak = await firstShowing(attack.places, theirs.words);
  const hit = see(leak.exchange, theirs.words).canary;
  // What shows there anyway is no matter of naming: the same place beside the attacker's own object says so.
  const without = hit ? asAttacker.places.find((one) => one.operation === leak.place.operation) : undefined;
  if (without !== undefined && see(await without.look(theirs), theirs.words).canary) {
    const because = `${leak.place.operation} shows ${attacker.name} what ${victim.name} made, whether it is named or not`;
    return { kind: 'failed', because };
  }
  // Where nothing was given away, the answer that counts is the one from the place in which the owner saw it.
  const beside = hit ? undefined : attack.places.find((one) => one.operation === shown.place.operation);
  const seen = beside === undefined ? leak.exchange : await beside.look();
  const works = succeeded(see(asAttacker.exchange));
  const living = works ? asAttacker.exchange : await alive(lane, model, attacker);
  const after = await shown.place.look();
  const again = hit ? await leak.place.look() : undefined;
  const place = hit ? leak.place.operation : shown.place.operation;
  return {
    kind: 'tried',
    attempt: {
      operation: operation.id,
      resource: field.resource.name,
      victim,
      attacker,
      relation: options.relation,
      expected: options.expected,
      variant: `named in ${attacker.name}'s own${place === operation.id ? '' : `, then ${place}`}`,
      concerns: true,
      ownerControl: see(shown.exchange, theirs.words),
      ...(living === undefined ? {} : { attackerControl: see(living) }),
      sibling: works,
      attack: see(seen, theirs.words),
      door: doorOf(attack.exchange, asAttacker.exchange, theirs.words).state,
      ...(again === undefined ? {} : { again: see(again, theirs.words) }),
      ownerAfter: see(after, theirs.words),
    },
  };
}

/** The answer itself comes first. */
type Places = readonly [Place, ...Place[]];

type Used = { readonly kind: 'used'; readonly exchange: Exchange; readonly places: Places } | NotPlanted;

/** Names the object in something fresh of this person's own. */
async function use(options: NamingTry, person: Person, named: Planted): Promise<Used> {
  const { lane, model, operation, field } = options;
  const ids = new Map<string, string>();
  for (const { resource } of routeOf(model, operation).objects) {
    const around = await plantFresh(lane, model, resource, person);
    if (around.kind === 'failed') return around;
    for (const [key, id] of around.ids) ids.set(key, id);
  }
  const { references } = await plantNamed(lane, model, namedBy(model, operation), person);
  const ask = requestFor(model, operation, { person, ids, text: writer(lane).text, references });
  const body = naming(ask?.body, field, named.id);
  if (ask === undefined || body === undefined)
    return { kind: 'failed', because: `the body of ${operation.id} has no place for ${field.name}` };
  const made = model.resources.find((one) => one.creator?.id === operation.id);
  const sending = { ...ask, body, as: person.name };
  const send = () =>
    patiently(lane, () =>
      made === undefined
        ? lane.send(sending)
        : lane.create(sending, (answer) => {
            const id = createdId(answer, made, model.target.operations[operation.id]?.id);
            if (id === undefined) return undefined;
            ids.set(made.key, id);
            return undoOf(model, made, person, ids);
          }),
    );
  const exchange = await send();
  let looked = false;
  const look = () => {
    const isFirst = !looked;
    looked = true;
    return isFirst ? Promise.resolve(exchange) : send();
  };
  const answered: Place = { operation: operation.id, look };
  const last = made ?? routeOf(model, operation).objects.at(-1)?.resource;
  const reads =
    last === undefined
      ? []
      : witnessesFor(lane, model, operation, last, person, ids).map((one): Place => ({
          operation: one.operation.id,
          look: one.look,
        }));
  return { kind: 'used', exchange, places: [answered, ...reads, ...inChat(options, person, ids, named)] };
}

/** The bot asked about it, where it was named in a conversation. */
function inChat({ lane, model }: NamingTry, person: Person, ids: Ids, named: Planted): readonly Place[] {
  const { target, operations } = model;
  const { chat } = target;
  const send = operations.find(
    (one) => one.method === chat?.send.method && shapeOf(one.path) === shapeOf(chat.send.path),
  );
  const conversation = send === undefined ? undefined : routeOf(model, send).objects.at(-1)?.resource.key;
  const id = conversation === undefined ? undefined : ids.get(conversation);
  if (chat === undefined || id === undefined) return [];
  const speaking = chatOf(chat, person.name, target, operations);
  const look = (about = named) =>
    patiently(lane, () => sendMessage(lane, speaking, id, `What does it say about ${about.search}?`));
  return [{ operation: speaking.operation, look }];
}

/** The first place that shows one of the words, or else the first that was looked at. */
async function firstShowing(places: Places, words: readonly string[]): Promise<Shown> {
  const [first] = places;
  const start: Shown = { place: first, exchange: await first.look() };
  if (see(start.exchange, words).canary) return start;
  for (const place of places.slice(1)) {
    const exchange = await place.look();
    if (see(exchange, words).canary) return { place, exchange };
  }
  return start;
}

interface Shown {
  readonly place: Place;
  readonly exchange: Exchange;
}
