import { defineCheck, gate, step } from '../../core/check.ts';
import { median, quantileInterval } from '../../core/quantile.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { CoreLatency, type CoreTimes, type RouteTimes } from '../../evidence/latency.ts';

/** Later than this part of the bound, our own machine is too busy to time anything. */
const MOST_LAG = 0.1;
const NAMED = 3;

export const coreRoutes = defineCheck({
  id: 'latency/core-routes',
  decides: [gate('latency'), step('I4')],
  title: 'Common requests answer quickly',
  why: 'A product that makes people wait at every click loses them before the chatbot has said a word.',
  passes:
    'With 95 % confidence, 95 of 100 common requests, time in the model excluded, answer within the bound (500 ms).',
  sources: [{ article: 'internal-ops', step: 4 }],
  needs: { times: CoreLatency },
  judge: ({ times }) => decideEach(times, decide),
  fix: {
    minutes: 240,
    deliverable: 'performance',
    steps: [
      'Look at the slowest route first, and where its time goes: send a Server-Timing header with the time in the database, in other services and in the model.',
      'Add the index that its slowest query lacks, and load a list’s rows in one query rather than one each.',
      'Send less: page long lists, leave out what the page does not show. Cache what seldom changes.',
      'Move mails, webhooks and other calls out of the request into a queue.',
    ],
  },
});

function decide({ routes, boundMs, roundTripMs, lagMs, as }: CoreTimes): Decision {
  const all = routes.flatMap(({ samplesMs }) => samplesMs);
  const interval = quantileInterval(all, 0.95);
  if (interval === undefined) return undecided('no answer was timed');
  const { estimate, low, high } = interval;
  if (high !== undefined && high <= boundMs) return held;
  if (lagMs > boundMs * MOST_LAG)
    return undecided(
      `this machine itself was ${round(lagMs)} late between requests; run the audit where nothing else keeps it busy`,
    );
  const range = `between ${round(low)} and ${high === undefined ? 'more' : round(high)}`;
  if (low - roundTripMs <= boundMs)
    return undecided(
      `the 95th percentile of ${all.length} common requests lies ${range}, so it is not clear on which side of ${round(boundMs)}`,
    );
  const slowest = routes.toSorted((one, other) => middle(other) - middle(one)).slice(0, NAMED);
  return broken({
    where: slowest[0]?.operation ?? 'common requests',
    key: 'slow',
    what: `The 95th percentile of ${all.length} common requests of ${as} is ${round(estimate)} (with 95 % confidence ${range}; the bound is ${round(boundMs)}, the way there and back at most ${round(roundTripMs)}). The slowest: ${slowest.map(described).join('; ')}.`,
    exhibits: slowest.map(({ slowest: call, operation }) => ({
      exchange: call.exchange,
      role: `the slowest ${operation}`,
      marks: [],
    })),
  });
}

function middle({ samplesMs }: RouteTimes): number {
  return median(samplesMs);
}

/** `GET /api/notes typically 700 ms, of which database 650 ms (12 kB)`. */
function described(route: RouteTimes): string {
  const causes = Object.entries(route.causes)
    .filter(([cause]) => cause !== 'model')
    .map(([cause, ms]) => `${cause} ${round(ms)}`);
  const where = causes.length === 0 ? '' : `, of which ${causes.join(', ')}`;
  return `${route.operation} typically ${round(middle(route))}${where} (${Math.ceil(route.bytes / 1024)} kB)`;
}

function round(ms: number): string {
  return `${Math.round(ms)} ms`;
}
