import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

/** An answer that shows the inside of the product: a stack trace, a database error, a debug page. */
export const ResponseTrace = defineEvidence(
  'response-trace',
  z.object({
    /** The operation, or method and path. */
    where: z.string(),
    exchange: z.string(),
    line: z.string(),
    status: z.number().int(),
    /** `a Node.js stack trace`. */
    what: z.string(),
    /** The first line of it, as answered. */
    excerpt: z.string(),
  }),
);

export type ResponseTraceData = z.infer<typeof ResponseTrace.schema>;
