import type { LeftOut } from '../core/cell.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Target } from '../core/target.ts';
import {
  WebhookReplay,
  WebhookSignature,
  type HookDelivery,
  type Tried,
} from '../evidence/webhook-delivery.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { owners } from './access/people.ts';
import { deliver, eventFor, tenantOf, type Event, type Hook, type SignOptions } from './hooks/deliver.ts';
import { REQUESTS_PER_EVENT, watch, type Effect, type Watch } from './hooks/effect.ts';

const KINDS = [WebhookSignature.kind, WebhookReplay.kind] as const;

/** Older than any tolerance: five minutes is what vendors recommend. */
const OLD_SECONDS = 3_600;

/** Senders whose signature covers a time. */
const DATED: readonly Hook['dialect'][] = ['stripe', 'slack', 'standard', 'svix'];

const EVENTS = 10;

/** Delivers events as the sender would, and as others would, and looks at what they did. */
export const webhookDelivery: Probe = {
  id: 'webhook-delivery',
  yields: [...KINDS],
  plan({ target }) {
    const hooks = target.webhooks?.in ?? [];
    if (hooks.length === 0)
      return { cells: [], leftOut: leftOut('the file names no webhook that comes in', ADD) };
    const known = hooks.filter(({ dialect }) => dialect !== 'unknown');
    const unknown = hooks.filter(({ dialect }) => dialect === 'unknown');
    return {
      cells: known.map((hook) => cellFor(target, hook)),
      leftOut: unknown.flatMap(({ post }) =>
        leftOut(
          `how deliveries to ${post} are signed is not known, so no genuine one can be sent`,
          'webhooks: { in: [{ dialect: hmac, header: X-Signature, … }] }',
        ),
      ),
    };
  },
};

const ADD = `webhooks:
  in: [{ post: /hooks/billing, dialect: stripe, secret: "\${WEBHOOK_SECRET}", body: { type: invoice.paid }, effect: GET /api/billing }]`;

function leftOut(because: string, add: string): readonly LeftOut[] {
  return KINDS.map((kind) => ({ kind, what: 'deliveries of webhooks', because, add }));
}

function cellFor(target: Target, hook: Hook): RunnableCell {
  const operation = `POST ${hook.post}`;
  const reader = hook.as ?? owners(target)[0]?.name;
  return {
    id: `webhook-delivery/${operation}`,
    probe: 'webhook-delivery',
    title: `does ${operation} take events that its sender did not send?`,
    operation,
    identities: reader === undefined ? [] : [reader],
    phase: 'writes',
    effect: 'write',
    // Each may be asked once more when the target says to wait.
    cost: { requests: 2 * (2 + EVENTS * REQUESTS_PER_EVENT), tokens: 0, mails: 0 },
    yields: KINDS,
    run: (lane) => run(lane, { target, hook, reader }),
  };
}

interface Delivery {
  readonly target: Target;
  readonly hook: Hook;
  readonly reader: string | undefined;
}

async function run(lane: Lane, { target, hook, reader }: Delivery): Promise<CellResult> {
  const operation = `POST ${hook.post}`;
  const effect = effectOf(hook, reader);
  const watching = await watch(lane, effect);
  const tenant = reader === undefined ? undefined : tenantOf(target, reader);
  const fresh = () => eventFor(lane, hook, tenant);
  const send: Send = (event, sign) => () => deliver(lane, hook, event(), sign);

  const genuine = fresh();
  const control = await watching.genuine(
    send(() => genuine, {}),
    { name: 'genuine', says: 'that was genuine' },
  );
  const again = await watching.forbidden(
    send(() => genuine, {}),
    SAID.again,
  );
  const attempts: Tried[] = [];
  for (const { sign, ...what } of FORGERIES) attempts.push(await watching.forbidden(send(fresh, sign), what));
  const old = DATED.includes(hook.dialect)
    ? [await watching.forbidden(send(fresh, { ageSeconds: OLD_SECONDS }), SAID.old)]
    : [];
  const spaced = hook.dialect === 'twilio' ? undefined : await trySpaced(watching, fresh, send);
  const last = await watching.genuine(send(fresh, {}), { name: 'genuine', says: 'that was genuine' });
  const base: Omit<HookDelivery, 'attempts'> = {
    operation,
    dialect: hook.dialect,
    control,
    last,
    ...(effect === undefined ? {} : { effect: `${effect.method} ${effect.path}` }),
  };
  return gathered(
    WebhookSignature.of({ ...base, attempts, ...(spaced === undefined ? {} : { spaced }) }),
    WebhookReplay.of({ ...base, attempts: [again, ...old] }),
  );
}

type Send = (event: () => Event, sign?: SignOptions) => () => Promise<Exchange>;

const SAID = {
  again: { name: 'again', says: 'that had been delivered before' },
  old: { name: 'old', says: 'that was signed an hour ago' },
} as const;

/** Never the text of what is sent, however little the events of a file differ. */
const OTHER_EVENT = '{"another":"event"}';

const FORGERIES = [
  { name: 'unsigned', says: 'without a signature', sign: undefined },
  { name: 'empty', says: 'with an empty signature', sign: { key: 'empty' } },
  { name: 'wrong-key', says: 'signed with another secret', sign: { key: 'wrong' } },
  { name: 'other-body', says: 'with the signature of another event', sign: { over: OTHER_EVENT } },
] as const;

/** Same content, other bytes: a receiver that rewrites a body before it checks cannot tell them apart. */
async function trySpaced(watching: Watch, fresh: () => Event, send: Send) {
  const genuine = await watching.genuine(
    send(() => spacedOut(fresh()), {}),
    { name: 'spaced', says: 'that was genuine, written with spaces' },
  );
  const compact = fresh();
  const rewritten = await watching.forbidden(
    send(() => spacedOut(compact), { over: compact.text }),
    { name: 'rewritten', says: 'whose signature is of a rewritten body' },
  );
  return { genuine, rewritten };
}

function spacedOut(event: Event): Event {
  return { ...event, text: JSON.stringify(event.json, null, 2) };
}

function effectOf(hook: Hook, reader: string | undefined): Effect | undefined {
  if (hook.effect === undefined || reader === undefined) return undefined;
  const { method, path } = hook.effect;
  return { method, path, as: reader, withinMs: hook.within };
}
