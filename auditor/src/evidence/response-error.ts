import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** What an operation answered to requests that are wrong on purpose. */
export const ResponseError = defineEvidence(
  'response-error',
  z.object({
    operation: z.string(),
    identity: z.string(),
    tries: z.array(
      z.object({
        /** Stable name of what is wrong: `malformed-json`, `oversized-id`. */
        variant: z.string(),
        call: CallSchema,
        body: z.enum(['json', 'html', 'text', 'empty', 'none']),
      }),
    ),
  }),
);

export type ResponseErrorData = z.infer<typeof ResponseError.schema>;
