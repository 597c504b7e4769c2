import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** What an answer lets a page of some origin do, as its CORS headers say (WHATWG Fetch, 3.3). */
const GrantSchema = z.object({
  call: CallSchema,
  allowOrigin: z.string().optional(),
  allowCredentials: z.boolean(),
  /** Of a preflight: the request headers that it allows, lower case. */
  allowHeaders: z.array(z.string()).optional(),
});

export type Grant = z.infer<typeof GrantSchema>;

/** How a foreign origin was made up, which says what kind of comparison lets it in. */
const ORIGIN_TRICKS = [
  'stranger',
  'null',
  'host-as-prefix',
  'host-as-suffix',
  'sub-domain',
  'shared-hosting',
  'plain-http',
  'developer-machine',
  'own-app',
] as const;

export type OriginTrick = (typeof ORIGIN_TRICKS)[number];

/** One reading operation, asked as a signed-in customer's browser would ask it on a page of some origin. */
export const CorsAnswer = defineEvidence(
  'cors-answer',
  z.object({
    operation: z.string(),
    public: z.boolean(),
    identity: z.string(),
    /** How the customer's browser proves who they are: a cookie goes along by itself, a header needs a preflight. */
    carries: z.enum(['cookie', 'header', 'nothing']),
    /** The header that carries the credential, lower case; `authorization` or that of an API key. */
    credentialHeader: z.string().optional(),
    trick: z.enum(ORIGIN_TRICKS),
    origin: z.string(),
    /** The same call without an origin: shows that the route and the credential live. */
    control: CallSchema,
    answer: GrantSchema,
    /** What the browser asks first when the credential travels in a header. */
    preflight: GrantSchema.optional(),
  }),
);

export type CorsAnswerData = z.infer<typeof CorsAnswer.schema>;
