import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** One change asked for as another website would ask: with the customer's cookie and nothing that only your page knows. */
export const CrossSiteWrite = defineEvidence(
  'cross-site-write',
  z.object({
    operation: z.string(),
    identity: z.string(),
    /** The encoding, of those that a browser sends to another site without asking it first. */
    variant: z.enum(['text', 'form']),
    /** The customer's own change before: shows that the route and the session work. */
    control: CallSchema,
    attack: CallSchema,
    /** What the customer finds afterwards. */
    effect: z.enum(['made', 'none', 'unclear']),
    readBack: CallSchema.optional(),
    marks: z.array(z.string()),
  }),
);

export type CrossSiteWriteData = z.infer<typeof CrossSiteWrite.schema>;
