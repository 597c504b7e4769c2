import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json, Operation } from '../../core/operation.ts';
import { fillPath } from '../../intake/path-template.ts';
import { succeeded, type Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { AskBody, Lane } from '../../io/lane.ts';
import type { PlanContext } from '../../io/probe.ts';
import { createdId } from '../access/ids.ts';
import { mayCall, modelOf, routeOf, type Model } from '../access/model.ts';
import { patiently } from '../access/patient.ts';
import { owners, people } from '../access/people.ts';
import { isRemovable, undoOf } from '../access/removal.ts';
import { requestFor } from '../access/requests.ts';
import { see } from '../access/see.ts';
import { takesText } from '../access/takes-text.ts';
import { readsOf } from '../access/views.ts';
import { requirementsOf } from '../access/requirements.ts';
import { isPlantable } from '../access/words.ts';
import { readReply } from '../chat/reply.ts';
import { chatOf, deliver, messageAsk, openConversation, startedBy, type Chat } from '../chat/talk.ts';

/** A place where somebody's words come into the product: the chat, or a route that keeps a text. */
export interface Entrance {
  readonly operation: string;
  readonly identity: string;
  readonly isChat: boolean;
  /** Names of the fields that the route's description knows. */
  readonly known: readonly string[];
  readonly open: (lane: Lane) => Promise<Opened>;
}

type Opened =
  | { readonly kind: 'open'; readonly door: EntranceDoor }
  | { readonly kind: 'failed'; readonly because: string };

/** An entrance that can be used now. */
export interface EntranceDoor {
  /** The ordinary body with this text in it. */
  readonly body: (text: Json) => Json;
  /** Sends a body; what it makes is removed in the end. */
  readonly send: (body: AskBody, label: string) => Promise<Exchange>;
  /** Whether the answer is the ordinary one. */
  readonly works: (exchange: Exchange) => boolean;
  /** What the product shows of what was just sent; undefined where nothing is known that shows it. */
  readonly look: (sent: Exchange) => Promise<Exchange | undefined>;
}

/** Requests that opening one may take. */
export const OPENING = 2;

/** The chat, and all routes that keep a text of somebody and show it again. */
export function entrances(context: PlanContext): readonly Entrance[] {
  const { target, operations } = context;
  const model = modelOf(context);
  const { chat } = target;
  const talker = people(target).at(-1);
  const talk =
    chat === undefined || talker === undefined || chat.stream?.format === 'websocket'
      ? []
      : [chatEntrance(chatOf(chat, talker.name, target, operations), operations)];
  return [...talk, ...routesOf(model)];
}

function chatEntrance(chat: Chat, operations: readonly Operation[]): Entrance {
  const { identity, operation } = chat;
  return {
    operation,
    identity,
    isChat: true,
    known: namesOf(operations.find((one) => one.id === operation)),
    open: async (lane) => {
      const opened = await openConversation(lane, chat);
      if (opened.kind === 'open') return { kind: 'open', door: chatDoor(lane, chat, opened.id) };
      return { kind: 'failed', because: opened.said.because ?? 'no conversation could be started' };
    },
  };
}

function chatDoor(lane: Lane, chat: Chat, id: Json | undefined): EntranceDoor {
  const { spec, identity } = chat;
  const { history } = spec;
  return {
    body: (text) => jsonOf(messageAsk(chat, id, text).body),
    send: (body, label) =>
      patiently(lane, () =>
        deliver(lane, chat, id, { ...messageAsk(chat, id, ''), body, label: `${identity}, ${label}` }),
      ),
    works: (exchange) => {
      const answer = answerOf(exchange);
      return answer !== undefined && readReply(answer, spec).kind === 'said';
    },
    look: async (sent) => {
      const at = id ?? startedBy(sent, spec);
      if (history === undefined || at === undefined) return undefined;
      const path = fillPath(history.path, { conversation: typeof at === 'string' ? at : JSON.stringify(at) });
      return path === undefined ? undefined : lane.send({ method: history.method, path, as: identity });
    },
  };
}

function routesOf(model: Model): readonly Entrance[] {
  return model.resources.flatMap((resource): readonly Entrance[] => {
    const { creator } = resource;
    if (creator === undefined || !isFitting(model, resource, creator)) return [];
    const person = owners(model.target).find((one) => mayCall(model, creator, one));
    return person === undefined ? [] : [routeEntrance({ model, resource, creator, person })];
  });
}

interface Place {
  readonly model: Model;
  readonly resource: Resource;
  readonly creator: Operation;
  readonly person: Person;
}

function routeEntrance(place: Place): Entrance {
  const { creator, person } = place;
  return {
    operation: creator.id,
    identity: person.name,
    isChat: false,
    known: namesOf(creator),
    open: async (lane) => {
      const door = routeDoor(lane, place);
      return door === undefined
        ? { kind: 'failed', because: `the path of ${creator.id} cannot be filled` }
        : { kind: 'open', door };
    },
  };
}

function routeDoor(lane: Lane, { model, resource, creator, person }: Place): EntranceDoor | undefined {
  const ask = requestFor(model, creator, { person, ids: new Map(), text: () => MARK });
  if (ask === undefined) return undefined;
  const idsOf = (made: Exchange) => {
    const id = createdId(made, resource, model.target.operations[creator.id]?.id);
    return id === undefined ? undefined : new Map([[resource.key, id]]);
  };
  return {
    body: (text) => replaced(jsonOf(ask.body), text),
    send: (body, label) => {
      const whole = { ...ask, body, as: person.name, label: `${person.name}, ${label}` };
      return patiently(lane, () =>
        lane.create(whole, (made) => {
          const ids = idsOf(made);
          if (ids !== undefined) return undoOf(model, resource, person, ids);
          return isCutShort(made)
            ? { what: `${resource.name} of ${person.name} with an id that was not kept` }
            : undefined;
        }),
      );
    },
    works: (exchange) => {
      // A product that says no with a 200 makes nothing.
      return succeeded(see(exchange)) && (idsOf(exchange) !== undefined || isCutShort(exchange));
    },
    look: async (sent) => {
      // Without an id, the list may still show it.
      const ids = idsOf(sent) ?? (isCutShort(sent) ? new Map<string, string>() : undefined);
      const [read] = ids === undefined ? [] : readsOf(model, resource, person, ids);
      return read === undefined ? undefined : lane.send(read);
    },
  };
}

/** Something was made, and its id stands behind a text so long that this end of the answer was not kept. */
function isCutShort(made: Exchange): boolean {
  return answerOf(made)?.truncated === true && succeeded(see(made));
}

const MARK = 'launch-ready-text-goes-here';

/** The first place that takes free text gets what is sent there; the others stay ordinary. */
function replaced(json: Json, text: Json): Json {
  let done = false;
  const walk = (value: Json): Json => {
    if (typeof value === 'string') {
      if (!value.includes(MARK)) return value;
      if (done) return value.replaceAll(MARK, 'launch-ready');
      done = true;
      return typeof text === 'string' ? value.replaceAll(MARK, text) : text;
    }
    if (value === null || typeof value !== 'object') return value;
    if (isList(value)) return value.map((item) => walk(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return walk(json);
}

/** Makes something with a text in it from a body of JSON, without anything that has to be there before. */
function isFitting(model: Model, resource: Resource, creator: Operation): boolean {
  const { costly, mails, wire, body } = creator;
  if (costly || mails || wire !== undefined || !isPlantable(resource, model) || !takesText(creator))
    return false;
  const { objects, unknown } = routeOf(model, creator);
  const { outer, named } = requirementsOf(model, resource);
  const isAlone = [objects, unknown, outer, named].every((one) => one.length === 0);
  const isJson = (body?.contentType ?? 'application/json').includes('json');
  return isAlone && isJson && isRemovable(model, resource) && (resource.read ?? resource.list) !== undefined;
}

function namesOf(operation: Operation | undefined): readonly string[] {
  return Object.keys(operation?.body?.schema?.properties ?? {});
}

function jsonOf(body: AskBody | undefined): Json {
  return body?.kind === 'json' ? body.json : {};
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
