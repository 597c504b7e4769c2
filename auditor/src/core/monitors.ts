import * as z from 'zod';
import { DrillRecordSchema } from './watch/drill-record.ts';

/** One monitor of the product, whichever tool runs it. Holds no secret: channels are kinds, addresses end before their query. */
const MonitorSchema = z.object({
  name: z.string(),
  /** What it asks; absent when it is no web address, such as a ping. */
  url: z.string().exactOptional(),
  everyMs: z.number(),
  /** The longest time from the failure to the alert, as its settings have it. */
  noticedAfterMs: z.number(),
  /** Why it sees nothing at present: it is paused, or takes every answer for good. */
  blind: z.string().exactOptional(),
  /** Kinds of channel that its alerts take: `email`, `slack`. */
  channels: z.array(z.string()),
});

export type Monitor = z.infer<typeof MonitorSchema>;

/** What was read of the configuration of one tool. */
const MonitorFileSchema = z.object({
  /** Its files, as the target file names them. */
  files: z.array(z.string()),
  tool: z.string(),
  monitors: z.array(MonitorSchema),
});

export type MonitorFile = z.infer<typeof MonitorFileSchema>;

const UnreadFileSchema = z.object({ file: z.string(), because: z.string() });

export type UnreadFile = z.infer<typeof UnreadFileSchema>;

/** The record of the last drill, measured against today and the settings of today; or why it says nothing. */
export const DrillReadingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('read'),
    file: z.string(),
    record: DrillRecordSchema,
    ageDays: z.number(),
    maxAgeDays: z.number(),
    /** It tried what is watched and who is told now. */
    sameConfig: z.boolean(),
  }),
  z.object({ kind: z.literal('unread'), file: z.string(), because: z.string() }),
]);

export type DrillReading = z.infer<typeof DrillReadingSchema>;

/** All that watches the product, read before the run began. */
export const MonitorReadingSchema = z.object({
  read: z.array(MonitorFileSchema),
  unread: z.array(UnreadFileSchema),
  drill: DrillReadingSchema.exactOptional(),
});

export type MonitorReading = z.infer<typeof MonitorReadingSchema>;
