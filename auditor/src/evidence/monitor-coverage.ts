import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CORE_ROUTES } from '../core/target/monitoring.ts';

/** A monitor that looks at the route, or would if it were awake. */
const WatcherSchema = z.object({
  tool: z.string(),
  /** Where its configuration stands. */
  files: z.array(z.string()),
  name: z.string(),
  everyMs: z.number(),
  noticedAfterMs: z.number(),
  blind: z.string().exactOptional(),
  channels: z.array(z.string()),
});

export type Watcher = z.infer<typeof WatcherSchema>;

/** Who watches one of the routes that matter, by the configuration of the product's monitors. */
export const MonitorCoverage = defineEvidence(
  'monitor-coverage',
  z.object({
    route: z.enum(CORE_ROUTES),
    /** `the login`. */
    title: z.string(),
    /** Paths that stand for it. */
    paths: z.array(z.string()),
    watchers: z.array(WatcherSchema),
    /** Paths of the product that are watched under a name that sounds like it. */
    likely: z.array(z.string()),
    /** Hosts that are watched, when none of them is the product's. */
    elsewhere: z.array(z.string()),
    /** `Gatus (gatus.yaml: 7)`. */
    read: z.array(z.string()),
    /** Files that could not be read: a monitor may stand there. */
    unread: z.array(z.string()),
    alertMinutes: z.number(),
  }),
);

export type MonitorCoverageData = z.infer<typeof MonitorCoverage.schema>;
