import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

/** Whether one sort of API answer carries an id by which its log line can be found. */
export const ResponseId = defineEvidence(
  'response-id',
  z.object({
    operation: z.string(),
    exchange: z.string(),
    line: z.string(),
    status: z.number().int(),
    /** Header or JSON field that carries it; absent when there is none. */
    where: z.string().optional(),
    id: z.string().optional(),
  }),
);

export type ResponseIdData = z.infer<typeof ResponseId.schema>;
