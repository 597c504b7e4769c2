import * as z from 'zod';

const IncidentSchema = z.object({
  /** `login`. */
  name: z.string(),
  state: z.enum(['is down', 'is slow', 'ends soon']),
  what: z.string(),
  /** ISO 8601. */
  since: z.string(),
  /** Channels that have been told. */
  told: z.array(z.string()),
});

/** Something that is wrong now. One alert per channel, however long it takes. */
export type Incident = z.infer<typeof IncidentSchema>;

/** What a monitor remembers between rounds and restarts. Holds no secret. */
export const WatchStateSchema = z.object({
  schema: z.literal(1),
  /** By what is wrong: `route:login`, `speed:login`, `certificate:app.example.com`. */
  incidents: z.record(z.string(), IncidentSchema),
  /** The last times of each route, for its 95th percentile. */
  recentMs: z.record(z.string(), z.array(z.number())),
  /** When certificates were looked at last. */
  certificatesAt: z.string().exactOptional(),
});

export type WatchState = z.infer<typeof WatchStateSchema>;

export const FRESH: WatchState = { schema: 1, incidents: {}, recentMs: {} };

/** What one round saw of one thing that is watched. */
export interface Observation {
  readonly subject: string;
  readonly name: string;
  readonly state: Incident['state'];
  /** What is wrong with it; absent when nothing is. */
  readonly trouble?: string;
}

interface Settled {
  readonly incidents: WatchState['incidents'];
  /** What was wrong and is well again. */
  readonly ended: readonly Incident[];
}

/** Lays what a round saw beside what was wrong before. What the round did not look at stays as it was. */
export function settle(before: WatchState['incidents'], seen: readonly Observation[], now: string): Settled {
  const incidents = new Map(Object.entries(before));
  const ended: Incident[] = [];
  for (const { subject, name, state, trouble } of seen) {
    const known = incidents.get(subject);
    if (trouble === undefined) {
      if (known !== undefined) ended.push(known);
      incidents.delete(subject);
    } else if (known === undefined) {
      incidents.set(subject, { name, state, what: trouble, since: now, told: [] });
    }
  }
  return { incidents: Object.fromEntries(incidents), ended };
}
