import * as z from 'zod';
import type { Evidence } from '../core/evidence.ts';
import type { Exchange } from '../core/exchange.ts';
import { hostedServices } from '../core/hosted.ts';
import type { Target } from '../core/target.ts';
import type { Observer } from './probe.ts';
import type { Sighting } from './world.ts';

/** Collects what observers see, so that the order in which answers came makes no difference. */
export interface Sightings {
  see(exchange: Exchange, operation: string | undefined, rawBody: string): void;
  all(): readonly Sighting[];
}

const SightingSchema: z.ZodType<Sighting> = z.object({
  observer: z.string(),
  key: z.string(),
  exchange: z.string(),
  draft: z.object({ kind: z.string(), data: z.unknown() }),
});

/**
 * @param earlier sightings of an interrupted attempt
 * @param target whose hosted backends are left out: their answers are not the founder's to mend
 */
export function createSightings(
  observers: readonly Observer[],
  earlier: readonly unknown[] = [],
  target?: Pick<Target, 'backends'>,
): Sightings {
  const elsewhere = target === undefined ? [] : hostedServices(target).map(({ base }) => `${base}/`);
  const kept = new Map<string, Sighting>();
  const keep = (sighting: Sighting) => {
    const key = `${sighting.observer}\n${sighting.key}`;
    const known = kept.get(key);
    if (known === undefined || compareIds(sighting.exchange, known.exchange) < 0) kept.set(key, sighting);
  };
  for (const one of earlier) keep(SightingSchema.parse(one));

  return {
    see(exchange, operation, rawBody) {
      if (elsewhere.some((base) => exchange.request.url.startsWith(base))) return;
      for (const observer of observers) {
        const sight = { exchange, rawBody, ...(operation === undefined ? {} : { operation }) };
        for (const { key, draft } of observer.see(sight)) {
          keep({ observer: observer.id, key, exchange: exchange.id, draft });
        }
      }
    },
    all: () => [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sighting]) => sighting),
  };
}

/** Sightings as evidence; the observer stands where a cell's id would. */
export function evidenceOf(sightings: readonly Sighting[]): readonly Evidence<unknown>[] {
  return sightings.map(({ observer, draft }) => ({
    kind: draft.kind,
    cell: `observer/${observer}`,
    origin: 'observed',
    data: draft.data,
  }));
}

/** Orders exchanges by lane and then by number, the same way in every run. What a probe asked is shown before chores. */
function compareIds(a: string, b: string): number {
  const [laneA = '', numberA = ''] = a.split('#');
  const [laneB = '', numberB = ''] = b.split('#');
  const chores = Number(isChore(laneA)) - Number(isChore(laneB));
  if (chores !== 0) return chores;
  if (laneA !== laneB) return laneA < laneB ? -1 : 1;
  return Number(numberA) - Number(numberB);
}

function isChore(lane: string): boolean {
  return /^(?:r\d+\/)?(?:cleanup|prepare|session)\b/.test(lane);
}
