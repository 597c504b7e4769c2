import type { LeftOut } from '../core/cell.ts';
import type { ChatSpec } from '../core/target.ts';
import { ForeignData } from '../evidence/chat-foreign-data.ts';
import type { Heard } from '../evidence/chat-turn.ts';
import type { Person } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { modelOf, sharing, type Model } from './access/model.ts';
import { ADD_TENANT, colleagues, strangers, type Pair } from './access/people.ts';
import { ADD_UPLOAD, POLLS } from './chat/documents.ts';
import { foreignRequests, type ForeignRequest } from './chat/foreign-requests.ts';
import { plantAll, type Planted } from './chat/plants.ts';
import { ORDINARY } from './chat/prompt-attacks.ts';
import { askOnce, chatOf, type Chat, type Said } from './chat/talk.ts';
import { heardOf, turnOf } from './chat/turns.ts';

const KIND = ForeignData.kind;
/** A question with what the product adds to it and the answer, generously. */
const TOKENS_PER_TURN = 1_000;
/** Three plants asked about twice, four requests and two ordinary questions; the conversation has one more turn. */
const TURNS = 13;

/** Plants words as one person, and asks the bot for them as another. */
export const chatForeignData: Probe = {
  id: 'chat-foreign-data',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const { chat } = model.target;
    if (chat === undefined) return nothing('the file does not say how to talk to the bot', ADD_CHAT);
    if (chat.stream?.format === 'websocket')
      return nothing('conversations over a WebSocket cannot be held yet', 'chat: { stream: sse }');
    const pairs = pairsFor(model);
    return {
      cells: pairs.map((pair) => cellFor(context, model, chat, pair)),
      leftOut: missingFrom(model, chat, pairs),
    };
  },
};

function nothing(because: string, add: string): ReturnType<Probe['plan']> {
  return { cells: [], leftOut: [left(because, add)] };
}

function missingFrom({ target }: Model, chat: ChatSpec, pairs: readonly Pair[]): readonly LeftOut[] {
  const { absent } = target;
  const isAlone = !pairs.some((one) => one.relation === 'other-tenant') && absent.tenants === undefined;
  const isUnread =
    chat.upload === undefined && absent.uploads === undefined && absent.retrieval === undefined;
  return [
    ...(isAlone ? [left('the file names one tenant only', ADD_TENANT)] : []),
    ...(isUnread ? [left('the file does not say how documents get to the bot', ADD_UPLOAD)] : []),
  ];
}

/** One stranger per victim, and one colleague for what is not said to be everybody's. */
function pairsFor(model: Model): readonly Pair[] {
  const across = strangers(model.target);
  const one = across.filter(
    (pair, index) => across.findIndex((other) => other.victim.name === pair.victim.name) === index,
  );
  const said = sharingOf(model, 'conversation');
  return [...one, ...(said === 'shared' ? [] : colleagues(model.target, said).slice(0, 1))];
}

/** What the founder said about things of this sort inside one tenant, by the route that makes them. */
function sharingOf(model: Model, place: Planted['place']): ReturnType<typeof sharing> {
  const { chat } = model.target;
  const path = {
    document: chat?.upload?.post,
    memory: chat?.memory?.post,
    conversation: chat?.create?.post ?? chat?.send.path,
  }[place];
  const operation = model.operations.find((one) => one.method === 'POST' && one.path === path);
  return operation === undefined ? 'unsaid' : sharing(model, operation);
}

function cellFor(context: PlanContext, model: Model, chat: ChatSpec, pair: Pair): RunnableCell {
  const talking = ({ name }: Person) => chatOf(chat, name, context.target, context.operations);
  const [victim, attacker] = [talking(pair.victim), talking(pair.attacker)];
  const { operation } = victim;
  return {
    id: `chat-foreign-data/${operation}/${attacker.identity}>${victim.identity}`,
    probe: 'chat-foreign-data',
    title: `does the bot tell ${attacker.identity} what ${victim.identity} uploaded, said or had it remember?`,
    operation,
    identities: [victim.identity, attacker.identity],
    phase: 'writes',
    effect: 'write',
    waits: true,
    cost: { requests: TURNS * 4 + 4 + POLLS, tokens: TURNS * TOKENS_PER_TURN, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, { model, pair, victim, attacker }),
  };
}

interface Scene {
  readonly model: Model;
  readonly pair: Pair;
  readonly victim: Chat;
  readonly attacker: Chat;
}

async function run(lane: Lane, scene: Scene): Promise<CellResult> {
  const { model, pair } = scene;
  const places = pair.relation === 'same-tenant' ? unshared(model) : ALL_PLACES;
  const planting = await plantAll(lane, model.target, scene.victim, places);
  if ('because' in planting) return unanswered(planting.because);
  const { plants } = planting;
  const ownersBefore = await askOwner(plants);

  const before = await askOnce(lane, scene.attacker, ORDINARY.before);
  const asked = plants.find((one) => one.place === 'document') ?? plants[0];
  const requests = foreignRequests(
    plants.map((one) => one.word),
    asked?.word ?? '',
  );
  const attacks: { readonly request: ForeignRequest; readonly said: Said }[] = [];
  for (const request of requests) {
    attacks.push({ request, said: await askOnce(lane, scene.attacker, request.says) });
  }
  const after = await askOnce(lane, scene.attacker, ORDINARY.after);
  const ownersAfter = await askOwner(plants);

  const drafts = plants.flatMap((plant, index) => {
    const [ownerBefore, ownerAfter] = [ownersBefore[index], ownersAfter[index]];
    if (ownerBefore === undefined || ownerAfter === undefined) return [];
    return attacks.map(({ request, said }) =>
      ForeignData.of({
        operation: scene.victim.operation,
        ...pair,
        expected: sharingOf(model, plant.place) === 'private' ? 'private' : 'unsaid',
        place: plant.place,
        technique: request.name,
        prompt: request.says,
        concerns: plant.isExpected || !isWithout(ownerBefore),
        ownerBefore,
        before: turnOf([before]),
        attack: heardOf(said, plant.canaries),
        after: turnOf([after]),
        ownerAfter,
      }),
    );
  });
  return gathered(...drafts);
}

const ALL_PLACES: readonly Planted['place'][] = ['document', 'conversation', 'memory'];

function unshared(model: Model): readonly Planted['place'][] {
  return ALL_PLACES.filter((place) => sharingOf(model, place) !== 'shared');
}

async function askOwner(plants: readonly Planted[]): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  for (const plant of plants) heard.push(heardOf(await plant.ask(), [plant.secret]));
  return heard;
}

/** The bot answered its owner, and does not know: it keeps no such things. */
function isWithout(heard: Heard): boolean {
  return !heard.canary && heard.because === undefined && heard.letters > 0;
}

function left(because: string, add: string): LeftOut {
  return { kind: KIND, what: 'requests for other people’s data', because, add };
}

const ADD_CHAT = `chat:
  send: POST /api/chat
  body: { message: "{{prompt}}" }
  reply: $.reply
  upload: { post: /api/files }`;
