import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { SecretSightingSchema } from './secret-scan.ts';

/** A page, script or source map that the product hands to anybody, and whether it holds the shape of a credential. */
export const ServedFile = defineEvidence(
  'served-file',
  z.object({
    path: z.string(),
    exchange: z.string(),
    /** Absent when nothing was found. */
    sighting: SecretSightingSchema.exactOptional(),
  }),
);

export type ServedFileData = z.infer<typeof ServedFile.schema>;

/** How much of the front end was asked for. */
export const ServedBundle = defineEvidence(
  'served-bundle',
  z.object({
    pages: z.number().int(),
    scripts: z.number().int(),
    /** Source maps that anybody can have, with the exchanges that brought them. */
    maps: z.array(z.object({ path: z.string(), exchange: z.string() })),
    /** Why not everything was read. */
    cut: z.string().exactOptional(),
    /** Why nothing could be read. */
    because: z.string().exactOptional(),
  }),
);

export type ServedBundleData = z.infer<typeof ServedBundle.schema>;
