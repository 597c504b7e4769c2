import { LimitBurst, type Burst } from '../evidence/limit-burst.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type PlanContext, type Probe, type RunnableCell } from '../io/probe.ts';
import { owners } from './access/people.ts';
import { deliver, eventFor, tenantOf, type Hook } from './hooks/deliver.ts';
import { BESIDE_REQUESTS, besideOf } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';
import { sameForm } from './limits/sort.ts';

const KIND = LimitBurst.webhook.kind;
const MOST = 50;

/** Sends many events as the sender would; where nobody knows how it signs, as a stranger would. */
export const webhookLimit: Probe = {
  id: 'webhook-limit',
  yields: [KIND],
  plan(context) {
    const hooks = context.target.webhooks?.in ?? [];
    return {
      cells: hooks.map((hook) => cellFor(context, hook)),
      leftOut: hooks.length > 0 ? [] : [LEFT_OUT],
    };
  },
};

const LEFT_OUT = {
  kind: KIND,
  what: 'a burst of events',
  because: 'the file names no webhook that comes in',
  add: 'webhooks: { in: [{ post: /hooks/billing, dialect: stripe, secret: "${WEBHOOK_SECRET}" }] }',
};

function cellFor(context: PlanContext, hook: Hook): RunnableCell {
  const operation = `POST ${hook.post}`;
  const wanted = Math.min(MOST, context.thresholds.burst);
  return {
    id: `webhook-limit/${operation}`,
    probe: 'webhook-limit',
    title: `does ${operation} slow a sender down that has ${wanted} events at once?`,
    operation,
    identities: [],
    phase: 'bursts',
    effect: 'burst',
    cost: { requests: 2 * (wanted + BESIDE_REQUESTS), tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, context, { hook, operation, wanted }),
  };
}

interface Question {
  readonly hook: Hook;
  readonly operation: string;
  readonly wanted: number;
}

async function run(
  lane: Lane,
  context: PlanContext,
  { hook, operation, wanted }: Question,
): Promise<CellResult> {
  const { target } = context;
  const reader = hook.as ?? owners(target)[0]?.name;
  const tenant = reader === undefined ? undefined : tenantOf(target, reader);
  const isSigned = hook.dialect !== 'unknown';
  const { burst } = await sendBurst(lane, {
    beside: besideOf(context),
    operation,
    as: isSigned ? 'the sender' : 'nobody',
    wanted,
    mayRepeat: true,
    send: () => deliver(lane, hook, eventFor(lane, hook, tenant), isSigned ? {} : undefined),
    isSame: sameForm,
  });
  return gathered(LimitBurst.webhook.of({ ...burst, ...notTaken(burst, isSigned) }));
}

/** A stranger's event is to be refused, but not for want of a route. */
function notTaken(burst: Burst, isSigned: boolean): Pick<Burst, 'controlBecause'> {
  const { status, line } = burst.control;
  if (burst.throttle !== undefined || status === undefined || status < 300) return {};
  if (!isSigned && (status === 400 || status === 401 || status === 403)) return {};
  return { controlBecause: `an event is not taken to begin with: ${line}` };
}
