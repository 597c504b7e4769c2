import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

/** How an identity's requests show who it is, as seen after it logged in. */
export const ResponseSession = defineEvidence(
  'response-session',
  z.object({
    identity: z.string(),
    carriedBy: z.enum(['cookie', 'header']),
    /** False when the cookie was given ready-made in the target file, so that nobody saw it being set. */
    loggedIn: z.boolean(),
  }),
);

export type ResponseSessionData = z.infer<typeof ResponseSession.schema>;
