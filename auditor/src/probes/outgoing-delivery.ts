import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Target } from '../core/target.ts';
import { Outgoing, type OutgoingDelivery } from '../evidence/outgoing-delivery.ts';
import { callOf, succeeded, told } from '../evidence/response-call.ts';
import { fillTemplate } from '../intake/fill-template.ts';
import { readPath } from '../intake/json-path.ts';
import { fillPath, pathParams } from '../intake/path-template.ts';
import type { Lane, Undo } from '../io/lane.ts';
import type { ListenOrder } from '../io/listener.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { owners } from './access/people.ts';
import { patiently } from './access/patient.ts';
import { parseJson } from './access/see.ts';
import { readList } from './tools/ledger.ts';

const KIND = Outgoing.kind;
const LOOKS = 10;

type Out = NonNullable<NonNullable<Target['webhooks']>['out']>;

const ADD = `webhooks:
  out:
    register: POST /api/webhooks
    remove: /api/webhooks/{id}
    listen: 127.0.0.1:9099      # where launch-ready listens; allow your product to call it
    trigger: { send: "POST /api/webhooks/{id}/test", json: { note: "{{text}}" } }
    retryWithin: 10s
    dead: GET /api/deliveries/dead`;

/** Listens as a customer's server that fails first, and as one that never works. */
export const outgoingDelivery: Probe = {
  id: 'outgoing-delivery',
  yields: [KIND],
  plan({ target }) {
    const out = target.webhooks?.out;
    const identity = out?.as ?? owners(target)[0]?.name;
    const because =
      out === undefined
        ? 'the file names no webhooks that go out'
        : out.listen === undefined || out.trigger === undefined
          ? 'the file does not say where to listen for webhooks, or how to make one go out'
          : identity === undefined
            ? 'no identity is known that could register a webhook'
            : undefined;
    if (out === undefined || identity === undefined || because !== undefined) {
      return {
        cells: [],
        leftOut: [{ kind: KIND, what: 'webhooks that go out', because: because ?? '', add: ADD }],
      };
    }
    return { cells: [cellFor(out, identity, target.limits.patienceMs)], leftOut: [] };
  },
};

interface Order {
  readonly out: Out;
  readonly as: string;
  readonly operation: string;
  readonly withinMs: number;
}

function cellFor(out: Out, as: string, patienceMs: number): RunnableCell {
  const operation = nameOf(out.trigger?.send ?? out.register);
  return {
    id: `outgoing-delivery/${operation}/${as}`,
    probe: 'outgoing-delivery',
    title: 'are webhooks sent again when a customer’s server fails, and kept when it never works?',
    operation,
    identities: [as],
    phase: 'writes',
    effect: 'write',
    waits: true,
    cost: { requests: 2 * (4 + LOOKS), tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, { out, as, operation, withinMs: out.retryWithin ?? patienceMs }),
  };
}

async function run(lane: Lane, { out, as, operation, withinMs }: Order): Promise<CellResult> {
  const recovering = await subscribe(lane, out, as, { answers: [503, 204], ...wordFor(lane, out) });
  if ('because' in recovering) return unanswered(recovering.because);
  const failing = await subscribe(lane, out, as, { answers: [500], ...wordFor(lane, out) });
  if ('because' in failing) return unanswered(failing.because);

  const trigger = callOf(await makeEvent(lane, out, as, recovering));
  const failingTrigger = callOf(await makeEvent(lane, out, as, failing));
  const received = async () => {
    const wait = { withinMs, secret: recovering.secret };
    const first = await lane.heard(recovering.path, { ...wait, atLeast: 2 });
    // Time for one more, which must not come: it was received.
    return first.length < 2 ? first : lane.heard(recovering.path, { ...wait, atLeast: 3 });
  };
  // Looked for at once: a list that shows the newest soon shows others.
  const givenUp = async () => {
    const refused = await lane.heard(failing.path, { withinMs, secret: failing.secret, atLeast: 2 });
    const words = [failing.word, ...refused.map(({ id }) => id)].filter((word) => word !== undefined);
    return { refused, letters: await deadLetter(lane.fork('dead'), out, as, words) };
  };
  const [all, { refused, letters }] = await Promise.all([received(), givenUp()]);
  const data: OutgoingDelivery = {
    operation,
    retryWithinMs: withinMs,
    promised: out.retryWithin !== undefined,
    register: callOf(recovering.exchange),
    trigger,
    recovering: [...all],
    failing: [...refused],
    failingTrigger,
    ...letters,
  };
  return gathered(Outgoing.of(data));
}

/** A word to know the event by, where the request that makes it has a place for one. */
function wordFor(lane: Lane, { trigger }: Out): Pick<ListenOrder, 'word'> {
  return JSON.stringify(trigger?.json ?? {}).includes('{{text}}') ? { word: lane.canary() } : {};
}

interface Subscribed {
  readonly path: string;
  readonly word: string | undefined;
  readonly id: string | undefined;
  readonly secret: string | undefined;
  readonly exchange: Exchange;
}

async function subscribe(
  lane: Lane,
  out: Out,
  as: string,
  order: ListenOrder,
): Promise<Subscribed | { readonly because: string }> {
  const path = `/${lane.word()}${lane.word()}`;
  const listening = await lane.listen(path, order);
  if (listening.kind === 'failed') return { because: listening.because };
  const { method, path: register } = out.register;
  const ask = {
    method,
    path: register,
    operation: nameOf(out.register),
    as,
    body: { kind: 'json', json: fillTemplate(out.json, { url: listening.url }) },
  } as const;
  const exchange = await patiently(lane, () => lane.create(ask, (made) => undoOf(made, out, as)));
  const call = callOf(exchange);
  if (!succeeded(call)) return { because: `our listener could not be registered: ${told(call)}` };
  return {
    path,
    exchange,
    word: order.word,
    id: textAt(exchange, out.id),
    secret: textAt(exchange, out.secret),
  };
}

function undoOf(made: Exchange, out: Out, as: string): Undo | undefined {
  if (!succeeded(callOf(made))) return undefined;
  const id = textAt(made, out.id);
  const what = `webhook ${id ?? 'of unknown id'} of ${as}`;
  if (id === undefined || out.remove === undefined) return { what };
  return { what, ask: { method: 'DELETE', path: withId(out.remove, id), as } };
}

function makeEvent(lane: Lane, out: Out, as: string, { id, word = '' }: Subscribed): Promise<Exchange> {
  const { send, json } = out.trigger ?? { send: out.register, json: {} };
  return patiently(lane, () =>
    lane.send({
      method: send.method,
      path: withId(send.path, id ?? ''),
      operation: nameOf(send),
      as,
      body: { kind: 'json', json: fillTemplate(json, { text: word }) },
    }),
  );
}

/** Looks for the event among those that were given up, until it stands there or time is up. */
async function deadLetter(lane: Lane, out: Out, as: string, words: readonly string[]) {
  const { dead, deadWithin } = out;
  if (dead === undefined) return undefined;
  for (let count = 1; ; count += 1) {
    const list = await readList(lane, dead, as);
    const found = words.map((word) => list.with(word));
    if (found.some((entries) => entries === undefined)) return { dead: list.call };
    const kept = found.some((entries) => (entries ?? []).length > 0);
    if (kept || count === LOOKS) return { dead: list.call, kept, others: list.length };
    await lane.sleep(deadWithin / (LOOKS - 1));
  }
}

function textAt(exchange: Exchange, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const value = readPath(parseJson(answerOf(exchange)?.body ?? ''), path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function withId(path: string, id: string): string {
  return fillPath(path, Object.fromEntries(pathParams(path).map((name) => [name, id]))) ?? path;
}

function nameOf({ method, path }: Out['register']): string {
  return `${method} ${path}`;
}
