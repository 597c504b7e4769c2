import type { Burst } from '../../evidence/limit-burst.ts';

/** "200 prompts in a minute" (the articles): what lets that many through is no limit. */
const FLOOD_PER_MINUTE = 200;

/**
 * A bucket that refills with 30 a minute, the articles' own floor for chats, lets fifty through in 40 seconds. A burst that took
 * longer says nothing about it.
 */
const LONGEST_MS = 40_000;

/** Why a burst of which everything was processed does not show that a limit is missing; a slow machine must not accuse. */
export function paceProblem(burst: Burst): { readonly because: string; readonly add?: string } | undefined {
  const { wanted, durationMs } = burst;
  const took = `${wanted} requests took ${(durationMs / 1000).toFixed(1)} s`;
  if (durationMs > LONGEST_MS && perMinute(wanted, durationMs) < FLOOD_PER_MINUTE) {
    return {
      because: `${took}, too slow to exceed a limit per minute; allow more at once`,
      add: 'limits: { rps: 20, concurrency: 16 }',
    };
  }
  return isWithinAnnounced(burst)
    ? {
        because: `${took}, and a new window of the limit that its headers announce began meanwhile; run it again`,
      }
    : undefined;
}

/** Whether an announced limit that would do was perhaps never exceeded, since the burst fell into several of its windows. */
function isWithinAnnounced({ announced, wanted, durationMs }: Burst): boolean {
  const { limit, windowSeconds, renewed = false } = announced ?? {};
  if (limit === undefined || limit >= wanted) return false;
  if (windowSeconds === undefined) return renewed && 2 * limit >= wanted;
  const windowMs = windowSeconds * 1000;
  if (perMinute(limit, windowMs) >= FLOOD_PER_MINUTE) return false;
  const windows = renewed || durationMs >= windowMs ? Math.floor(durationMs / windowMs) + 2 : 1;
  return windows * limit >= wanted;
}

function perMinute(count: number, ms: number): number {
  return (count / ms) * 60_000;
}
