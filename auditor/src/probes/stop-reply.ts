import { lettersOf } from '../core/text/letters.ts';
import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import type { Person, Seen } from '../evidence/seen.ts';
import { StoppedReply, type StopAttempt } from '../evidence/stopped-reply.ts';
import type { Resource } from '../intake/resources.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type PlanContext, type Probe } from '../io/probe.ts';
import { idBeside } from './access/ids.ts';
import { modelOf, routeOf, type Model } from './access/model.ts';
import { owners } from './access/people.ts';
import { patiently } from './access/patient.ts';
import { requestFor } from './access/requests.ts';
import { parseJson, see } from './access/see.ts';
import { readReply } from './chat/reply.ts';
import { chatOf, openConversation, sendMessage, type Chat } from './chat/talk.ts';

const KIND = StoppedReply.kind;

/** How often the list of running replies is asked for, and how long it is waited in between. */
const LOOKS = 20;
const PAUSE_MS = 150;
/** What is stopped before its first word is often replaced by an excuse, which has a length of its own … */
const FIRST_WORDS_MS = 600;
/** … and what is stopped late is nearly whole. */
const EARLY = 0.25;
const ATTEMPTS = 4;
/** A reply that a limiter refuses is asked for again, a few times. */
const TRIES = 4;
const TOKENS_PER_REPLY = 1_500;
/** As much as there is to say takes even a fast model a few seconds. */
const MUCH = Array.from({ length: 120 }, (_, index) => `item ${index + 1}`).join(', ');

/** Asks the bot something, and has somebody else stop the reply while it is being made. */
export const stopReply: Probe = {
  id: 'stop-reply',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const way = wayToStop(model);
    const [victim, attacker] = owners(context.target);
    const { chat } = context.target;
    if (way === undefined || chat === undefined || victim === undefined || attacker === undefined)
      return { cells: [], leftOut: [left(context, way !== undefined)] };
    const talk = chatOf(chat, victim.name, context.target, context.operations);
    const cell = {
      id: `stop-reply/${way.stop.id}/${victim.name}>${attacker.name}`,
      probe: 'stop-reply',
      title: `can ${attacker.name} stop a reply that is being made for ${victim.name}?`,
      operation: way.stop.id,
      identities: [victim.name, attacker.name],
      phase: 'writes',
      waits: true,
      effect: 'write',
      cost: { requests: ATTEMPTS * (TRIES * (LOOKS + 2) + 8), tokens: ATTEMPTS * TOKENS_PER_REPLY, mails: 0 },
      yields: [KIND],
      run: (lane: Lane) => run(lane, { model, way, talk, victim, attacker }),
    } as const;
    return { cells: [cell], leftOut: [] };
  },
};

interface Way {
  readonly stop: Operation;
  readonly resource: Resource;
  /** Shows replies while they are being made. */
  readonly list: Operation;
}

interface Scene {
  readonly model: Model;
  readonly way: Way;
  readonly talk: Chat;
  readonly victim: Person;
  readonly attacker: Person;
}

const STOPS = /\/(?:stop|cancel|abort|interrupt|halt)$/i;

/** `POST /streams/{id}/stop`, where a list shows the streams there are. */
function wayToStop(model: Model): Way | undefined {
  for (const stop of model.operations) {
    if (stop.method === 'GET' || !STOPS.test(stop.path)) continue;
    const [object, ...more] = routeOf(model, stop).objects;
    const list = object?.resource.list;
    if (object !== undefined && more.length === 0 && list !== undefined && !list.path.includes('{'))
      return { stop, resource: object.resource, list };
  }
  return undefined;
}

function left({ target }: PlanContext, canBeStopped: boolean) {
  if (canBeStopped && target.chat === undefined)
    return {
      kind: KIND,
      what: 'replies in the making',
      because: 'the file does not say how to talk to the bot',
      add: 'chat: { send: POST /api/chat, body: { message: "{{prompt}}" }, reply: $.reply }',
    };
  if (canBeStopped)
    return {
      kind: KIND,
      what: 'replies in the making',
      because: 'two customers are needed: one who asks, and one who stops',
      add: 'identities: { ana: { tenant: acme, … }, bea: { tenant: globex, … } }',
    };
  return {
    kind: KIND,
    what: 'replies in the making',
    because: 'no operation is known that stops a reply, with a list that shows which are being made',
    add: 'absent: { stop: "replies cannot be stopped" }',
  };
}

async function run(lane: Lane, scene: Scene): Promise<CellResult> {
  const { way, victim, attacker } = scene;
  const { durationMs, ...whole } = await attempt(lane.fork('whole'), scene);
  const stopped = async (name: string, by: Person): Promise<StopAttempt> => {
    const afterMs = Math.min(FIRST_WORDS_MS, durationMs * EARLY);
    const { durationMs: _, ...one } = await attempt(lane.fork(name), scene, { by, afterMs });
    return one;
  };
  const own = await stopped('own', victim);
  const attack = await stopped('attack', attacker);
  const isShort = attack.stop !== undefined && attack.letters < whole.letters;
  const again = isShort ? await stopped('again', attacker) : undefined;
  return gathered(
    StoppedReply.of({
      operation: way.stop.id,
      victim,
      attacker,
      whole,
      own,
      attack,
      ...(again === undefined ? {} : { again }),
    }),
  );
}

/** Who stops a reply, and how long after it was seen to be made. */
interface Stopping {
  readonly by: Person;
  readonly afterMs: number;
}

type TimedAttempt = StopAttempt & { readonly durationMs: number };

/** Asks as the victim, and meanwhile stops the reply as somebody. The question is the same but for one word. */
async function attempt(lane: Lane, scene: Scene, stopping?: Stopping): Promise<TimedAttempt> {
  const { talk } = scene;
  const word = lane.canary();
  const opened = await openConversation(lane, talk);
  if (opened.kind === 'failed') return { letters: 0, reply: see(opened.said.exchange), durationMs: 0 };
  const telling = lane.fork('told');
  const told = await patiently(telling, () =>
    sendMessage(telling, talk, opened.id, `The list of ${word} is ${MUCH}.`),
  );
  if (answerOf(told) === undefined) return { letters: 0, reply: see(told), durationMs: 0 };
  const asking = lane.fork('reply');
  let stop: Seen | undefined;
  const exchange = await patiently(asking, async () => {
    const reply = sendMessage(asking, talk, opened.id, `Say all you know of ${word}, at length.`);
    stop = stopping === undefined ? undefined : await stopWhileItLasts(lane, scene, word, stopping);
    return reply;
  });
  return {
    letters: lettersIn(exchange, talk),
    reply: see(exchange),
    durationMs: exchange.durationMs,
    ...(stop === undefined ? {} : { stop }),
  };
}

/** A reply that is over by then is stopped all the same, to no effect: that shows in its length. */
async function stopWhileItLasts(
  lane: Lane,
  { model, way, victim }: Scene,
  word: string,
  { by, afterMs }: Stopping,
) {
  const listing = requestFor(model, way.list, { person: victim, ids: new Map(), text: () => word });
  if (listing === undefined) return undefined;
  for (let look = 0; look < LOOKS; look += 1) {
    await lane.sleep(PAUSE_MS);
    const answer = answerOf(await lane.send({ ...listing, as: victim.name }));
    const id = answer === undefined ? undefined : idBeside(parseJson(answer.body), [word], way.resource);
    if (id === undefined) continue;
    await lane.sleep(afterMs);
    const ids = new Map([[way.resource.key, id]]);
    const ask = requestFor(model, way.stop, { person: by, ids, text: () => word });
    return ask === undefined ? undefined : see(await lane.send({ ...ask, as: by.name }));
  }
  return undefined;
}

function lettersIn(exchange: Exchange, { spec }: Chat): number {
  const answer = answerOf(exchange);
  if (answer === undefined) return 0;
  const reply = readReply(answer, spec);
  return reply.kind === 'unreadable' ? 0 : lettersOf(reply.text).text.length;
}
