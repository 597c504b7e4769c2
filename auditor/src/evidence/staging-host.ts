import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

/** Hosts of the product whose names say that they are not for customers, and what they answer to a stranger. */
export const StagingHosts = defineEvidence(
  'staging-hosts',
  z.object({
    /** Names that were known: of the target file and of certificates. */
    known: z.number().int(),
    hosts: z.array(
      z.object({
        host: z.string(),
        /** Where the name was learnt. */
        from: z.string(),
        exchange: z.string(),
        status: z.number().int().exactOptional(),
        again: z.object({ exchange: z.string(), status: z.number().int().exactOptional() }),
      }),
    ),
  }),
);
