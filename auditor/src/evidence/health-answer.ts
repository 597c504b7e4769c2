import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** What an endpoint says of the product: by its status, and by words such as `{"status":"down"}`. */
const SaysSchema = z.enum(['well', 'unwell', 'nothing']);

/** What a health endpoint answers to a stranger, and what a path answers that nobody has written. */
export const HealthAnswer = defineEvidence(
  'health-answer',
  z.object({
    /** `GET /api/health`. */
    endpoint: z.string(),
    /** The target file names it; otherwise it only sounds like one. */
    named: z.boolean(),
    call: CallSchema,
    form: z.enum(['json', 'text', 'page', 'empty', 'other']),
    says: SaysSchema,
    /** The word of the body that says so. */
    word: z.string().exactOptional(),
    /** Where a redirect leads. */
    leadsTo: z.string().exactOptional(),
    /** The fastest of the tries. */
    durationMs: z.number(),
    /** The same path with a made-up ending. */
    unknown: CallSchema,
    /** Both answers are the same, but for the made-up ending. */
    sameAsUnknown: z.boolean(),
    /** Credentials in the answer, masked. */
    secrets: z.array(z.object({ title: z.string(), masked: z.string() })),
  }),
);

export type HealthAnswerData = z.infer<typeof HealthAnswer.schema>;
