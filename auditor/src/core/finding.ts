import * as z from 'zod';

/** How an exchange serves a proof. */
const ExhibitSchema = z.object({
  exchange: z.string(),
  /** What the exchange shows: `ana's own call`, `bea's attack`, `the same again`. */
  role: z.string(),
  /** Strings in the answer that carry the proof; reports highlight them. */
  marks: z.array(z.string()),
});

export const FindingSchema = z.object({
  /** Stable between runs: the check, the place and the kind of break; never a random value. */
  fingerprint: z.string(),
  check: z.string(),
  /** The operation, file or host. */
  where: z.string(),
  /** One plain sentence: who could do what. */
  what: z.string(),
  exhibits: z.array(ExhibitSchema),
  certainty: z.enum(['proven', 'probable']),
  /** Only `proven` and `fail` together fail a check. */
  level: z.enum(['fail', 'advice']),
  /** The cell that shows it again. */
  cell: z.string(),
  /** Places in the source that may be the reason; no proof. */
  because: z.array(z.object({ file: z.string(), line: z.number().int(), what: z.string() })).exactOptional(),
  /** Who answers for it until when. It counts as soon as it has expired. */
  waived: z
    .object({ owner: z.string(), reason: z.string(), expires: z.string(), expired: z.boolean() })
    .exactOptional(),
});

export type Finding = z.infer<typeof FindingSchema>;
export type Exhibit = z.infer<typeof ExhibitSchema>;
