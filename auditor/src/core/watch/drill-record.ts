import * as z from 'zod';

/** How it is known that an alert arrived: read in a mailbox, or its code typed by whoever got it. */
const ProofSchema = z.enum(['read', 'typed', 'accepted', 'none']);

const ChannelResultSchema = z.object({
  channel: z.enum(['mail', 'webhook']),
  /** `declared`: where real alerts go. `local`: a sink that the drill itself opened. */
  via: z.enum(['declared', 'local']),
  proof: ProofSchema,
  /** From the break to the proof. */
  afterMs: z.number().exactOptional(),
  because: z.string().exactOptional(),
});

export type ChannelResult = z.infer<typeof ChannelResultSchema>;

/** What `launch-ready monitor drill` writes down. Holds no secret. */
export const DrillRecordSchema = z.object({
  schema: z.literal(1),
  drill: z.literal('monitor'),
  at: z.iso.datetime(),
  version: z.string(),
  /** SHA-256 of the watch and the alerts that were tried: another configuration was not. */
  config: z.string(),
  channels: z.array(ChannelResultSchema),
  stages: z.array(z.object({ name: z.string(), afterMs: z.number() })),
  /** What was shortened for the drill, which a real failure would take in addition. */
  shortenedMs: z.number(),
  /** The channels that were told when the stand-in worked again. */
  recovered: z.array(z.string()),
  /** SHA-256 of all the rest, so that a slip of an editor shows. */
  seal: z.string(),
});

export type DrillRecord = z.infer<typeof DrillRecordSchema>;
