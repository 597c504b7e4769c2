import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Burst } from '../../evidence/limit-burst.ts';
import { callOf } from '../../evidence/response-call.ts';
import type { Lane } from '../../io/lane.ts';
import type { PlanContext } from '../../io/probe.ts';
import { doorRoute, type DoorRoute } from '../access/door-route.ts';
import { people } from '../access/people.ts';

/** Somebody who just uses the product while others hammer it. */
export interface Beside {
  readonly who: string;
  readonly route: DoorRoute;
  /** How fast the profile wants such a request to be answered. */
  readonly boundMs: number;
}

const BEFORE = 3;
/** Requests beside each wave of a burst. */
const EACH_WAVE = 3;
const MOST_WAVES = 20;

/** Requests of somebody beside a burst of fifty; a longer one has more waves. */
export const BESIDE_REQUESTS = BEFORE + EACH_WAVE * MOST_WAVES + 1;

/** Somebody else than the sender, and a plain read; undefined where nobody or no such read is known. */
export function besideOf(context: PlanContext, sender?: string): Beside | undefined {
  const { target, thresholds } = context;
  const route = doorRoute(context);
  const tenant = sender === undefined ? undefined : target.identities[sender]?.tenant;
  const others = people(target).filter((one) => one.name !== sender);
  // Of another customer, if there is one: that one must not feel the burst at all.
  const who = others.find((one) => one.tenant !== tenant) ?? others[0];
  if (route === undefined || who === undefined) return undefined;
  return { who: who.name, route, boundMs: thresholds.p95Ms };
}

interface Watch {
  /** Starts one round of requests, together with a wave. */
  readonly wave: () => Promise<void>;
  readonly finish: () => Promise<Pick<Burst, 'beside'>>;
}

/** Measures that person's requests before, beside and after a burst. */
export async function watchBeside(lane: Lane, beside: Beside | undefined): Promise<Watch> {
  if (beside === undefined) return { wave: () => Promise.resolve(), finish: () => Promise.resolve({}) };
  const { who, route, boundMs } = beside;
  const look = (when: string) => lane.send({ ...route.ask, as: who, label: `${who}, ${when}` });
  const before: Exchange[] = [];
  for (let count = 0; count < BEFORE; count += 1) before.push(await look('before the burst'));
  const last = before.at(-1);
  const meanwhile: Exchange[] = [];
  let waves = 0;
  return {
    wave: async () => {
      waves += 1;
      if (waves > MOST_WAVES) return;
      meanwhile.push(...(await Promise.all(Array.from({ length: EACH_WAVE }, () => look('meanwhile')))));
    },
    finish: async () => ({
      beside: {
        who,
        operation: route.operation,
        boundMs,
        ...(last === undefined ? {} : { before: callOf(last) }),
        beforeMs: durations(before),
        meanwhileMs: durations(meanwhile),
        after: callOf(await look('after the burst')),
      },
    }),
  };
}

/** Of those that were answered as they should be. */
function durations(exchanges: readonly Exchange[]): number[] {
  return exchanges.flatMap((one) => ((answerOf(one)?.status ?? 500) < 400 ? [one.durationMs] : []));
}
