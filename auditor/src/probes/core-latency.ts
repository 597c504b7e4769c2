import { answerOf, type Answer, type Exchange } from '../core/exchange.ts';
import { median, quantileInterval } from '../core/quantile.ts';
import { CAUSES, CoreLatency, type Causes, type RouteTimes } from '../evidence/latency.ts';
import { callOf, type Call } from '../evidence/response-call.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe } from '../io/probe.ts';
import { patiently } from './access/patient.ts';
import { coreRoutes, type CoreRoute } from './latency/core-routes.ts';
import { readServerTiming } from './latency/server-timing.ts';

const KIND = CoreLatency.kind;
const MOST_ROUTES = 8;
/** Connections, caches and compilers are cold at first. */
const WARM_UP = 2;
/** Enough to bound a 95th percentile from above, which takes 72. */
const ENOUGH = 104;
/** More do not help where the truth lies on the bound itself. */
const MOST_SAMPLES = 416;
/** All samples together may take this long. */
const MOST_MS = 40_000;
const PAUSE_MS = 5;

/** Times what customers ask all the time, one request after the other, while nothing else is going on. */
export const coreLatency: Probe = {
  id: 'core-latency',
  yields: [KIND],
  plan(context) {
    const { p95Ms } = context.thresholds;
    const routes = coreRoutes(context, MOST_ROUTES);
    const [first] = routes;
    if (first === undefined) {
      const because =
        'no identity and no read without an object’s id is known, so there is no common request to time';
      return {
        cells: [],
        leftOut: [
          {
            kind: KIND,
            what: 'common requests',
            because,
            add: 'routes:\n  list: [GET /api/me, GET /api/projects]\n  core: [GET /api/me]',
          },
        ],
      };
    }
    const { as } = first.ask;
    const cell = {
      id: `core-latency/${as}`,
      probe: 'core-latency',
      title: `do ${routes.length} common requests of ${as} answer within ${p95Ms} ms?`,
      identities: [as],
      phase: 'quiet',
      effect: 'read',
      cost: { requests: MOST_SAMPLES + (2 * WARM_UP + 1) * MOST_ROUTES, tokens: 0, mails: 0 },
      yields: [KIND],
      run: (lane: Lane) => run(lane, { routes, boundMs: p95Ms, as }),
    } as const;
    return { cells: [cell], leftOut: [] };
  },
};

interface Timing {
  readonly routes: readonly CoreRoute[];
  readonly boundMs: number;
  readonly as: string;
}

interface Track {
  readonly route: CoreRoute;
  readonly answers: {
    readonly ms: number;
    readonly call: Call;
    readonly answer: Answer;
    readonly causes: Causes;
  }[];
}

async function run(lane: Lane, { routes, boundMs, as }: Timing): Promise<CellResult> {
  const tracks: Track[] = [];
  const untimed: Call[] = [];
  for (const route of routes) {
    const last = await warmUp(lane, route);
    if (usable(last) === undefined) untimed.push(callOf(last));
    else tracks.push({ route, answers: [] });
  }
  if (tracks.length === 0) return unanswered(`no common request was answered: ${untimed[0]?.line ?? ''}`);
  const lagsMs = await sample(lane, tracks, boundMs);
  const all = tracks.flatMap(({ answers }) => answers.map(({ ms }) => ms));
  if (all.length === 0) return unanswered('no common request was answered twice');
  return gathered(
    CoreLatency.of({
      as,
      boundMs,
      roundTripMs: Math.min(...all),
      lagMs: median(lagsMs),
      routes: tracks.flatMap(timesOf),
      untimed,
    }),
  );
}

async function warmUp(lane: Lane, { ask }: CoreRoute): Promise<Exchange> {
  let last = await patiently(lane, () => lane.send(ask));
  for (let time = 1; time < WARM_UP && usable(last) !== undefined; time += 1) last = await lane.send(ask);
  return last;
}

/** Asks all routes in turn until their 95th percentile is known well enough. Says how late we ourselves were. */
async function sample(lane: Lane, tracks: readonly Track[], boundMs: number): Promise<readonly number[]> {
  const lagsMs: number[] = [];
  let spentMs = 0;
  let before: Exchange | undefined;
  for (let sent = 0; sent + tracks.length <= MOST_SAMPLES && spentMs < MOST_MS;) {
    await lane.sleep(PAUSE_MS);
    for (const [index, { route, answers }] of tracks.entries()) {
      const exchange = await lane.send(route.ask);
      sent += 1;
      spentMs += exchange.durationMs;
      if (index === 0 && before !== undefined) lagsMs.push(lag(before, exchange));
      before = exchange;
      const answer = usable(exchange);
      if (answer?.status === undefined) continue;
      const causes = readServerTiming(answer.headers['server-timing']);
      const ms = Math.max(0, exchange.durationMs - (causes.model ?? 0));
      answers.push({ ms, call: callOf(exchange), answer, causes });
    }
    if (sent >= ENOUGH && isSettled(tracks, boundMs)) break;
  }
  return lagsMs;
}

function isSettled(tracks: readonly Track[], boundMs: number): boolean {
  const interval = quantileInterval(
    tracks.flatMap(({ answers }) => answers.map(({ ms }) => ms)),
    0.95,
  );
  if (interval === undefined) return false;
  return interval.low > boundMs || (interval.high !== undefined && interval.high <= boundMs);
}

/** Between two requests there is nothing but a short pause: what is more is this machine's own doing. */
function lag(before: Exchange, next: Exchange): number {
  return Math.max(0, next.startedMs - before.startedMs - before.durationMs - PAUSE_MS);
}

function timesOf({ route, answers }: Track): readonly RouteTimes[] {
  const slowest = answers.toSorted((one, other) => other.ms - one.ms)[0];
  if (slowest === undefined) return [];
  const causes: Causes = {};
  for (const cause of CAUSES) {
    const known = answers.flatMap((one) => one.causes[cause] ?? []);
    if (known.length > 0) causes[cause] = Math.round(median(known));
  }
  const { operation } = route;
  return [
    {
      operation,
      samplesMs: answers.map(({ ms }) => ms),
      slowest: slowest.call,
      bytes: slowest.answer.bytes,
      causes,
    },
  ];
}

function usable(exchange: Exchange): Answer | undefined {
  const answer = answerOf(exchange);
  return answer !== undefined && answer.status >= 200 && answer.status < 300 && answer.cut === undefined
    ? answer
    : undefined;
}
