import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

const HopSchema = z.object({ exchange: z.string(), url: z.string(), status: z.number().int() });

/** Where one typed address leads, redirect by redirect. */
const StartSchema = z.object({
  start: z.string(),
  /** The domain itself or its www, which must lead to one address; or another host in use. */
  role: z.enum(['apex', 'host']),
  hops: z.array(HopSchema),
  end: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('page'), url: z.string(), status: z.number().int() }),
    z.object({ kind: z.literal('loop'), url: z.string() }),
    z.object({ kind: z.literal('too-many') }),
    /** A host that is not the product's: it was not contacted. */
    z.object({ kind: z.literal('foreign'), url: z.string() }),
    z.object({ kind: z.literal('nowhere'), url: z.string(), reason: z.string(), because: z.string() }),
  ]),
});

export type Start = z.infer<typeof StartSchema>;

/** Where all addresses lead by which people and search engines come to the product. */
export const WebStarts = defineEvidence(
  'web-starts',
  z.object({ starts: z.array(StartSchema), canonical: z.string().exactOptional() }),
);

export type WebStartsData = z.infer<typeof WebStarts.schema>;
