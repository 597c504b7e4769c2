import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';

/** A cookie that an answer set, when its name says that it carries a session. Its value is not kept. */
export const ResponseCookie = defineEvidence(
  'response-cookie',
  z.object({
    name: z.string(),
    exchange: z.string(),
    line: z.string(),
    /** True when it was set over TLS. */
    https: z.boolean(),
    host: z.string(),
    httpOnly: z.boolean(),
    secure: z.boolean(),
    sameSite: z.enum(['strict', 'lax', 'none']).optional(),
    /** Attributes as they were set, without the value. */
    attributes: z.string(),
  }),
);

export type ResponseCookieData = z.infer<typeof ResponseCookie.schema>;
