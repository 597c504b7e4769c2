import * as z from 'zod';
import { defineEvidence, type EvidenceKind } from '../core/evidence.ts';
import { AnnouncedLimitSchema } from './limit-headers.ts';
import { CallSchema } from './response-call.ts';

/** By which sign a limiter was recognised. Only 429 has that meaning by itself (RFC 6585, 4). */
const THROTTLE_SIGNS = ['status', 'retry-after', 'words', 'changed'] as const;

const BurstSchema = z.object({
  operation: z.string(),
  /** Who sent it: `anonymous` or an identity's name. */
  as: z.string(),
  /** How many were to be sent, and within which time they went out. */
  wanted: z.number().int(),
  durationMs: z.number(),
  /** Answers of each sort. `processed`: as the first one was, so the product did the work. */
  counts: z.object({
    processed: z.number().int(),
    throttled: z.number().int(),
    failed: z.number().int(),
    other: z.number().int(),
    unanswered: z.number().int(),
  }),
  /** What the product says to one such request before the burst. */
  control: CallSchema,
  /** Why the control is no ordinary answer of a working route, when it is not. */
  controlBecause: z.string().optional(),
  first: CallSchema.optional(),
  last: CallSchema.optional(),
  throttle: z
    .object({
      call: CallSchema,
      /** How many requests had been sent when it showed; 1 is the first of the burst. */
      position: z.number().int(),
      sign: z.enum(THROTTLE_SIGNS),
      retryAfterMs: z.number().optional(),
      marks: z.array(z.string()),
    })
    .optional(),
  announced: AnnouncedLimitSchema.optional(),
  /** What shows, apart from the answers, that the work is done: a mail that came, before the burst and after it. */
  effect: z.object({ what: z.string(), before: z.boolean(), after: z.boolean() }).optional(),
  /** Somebody who just used the product before, beside and after the burst; milliseconds of what was answered. */
  beside: z
    .object({
      who: z.string(),
      operation: z.string(),
      boundMs: z.number(),
      before: CallSchema.optional(),
      beforeMs: z.array(z.number()),
      meanwhileMs: z.array(z.number()),
      after: CallSchema,
    })
    .optional(),
  /** A legitimate user of the same route right after the burst, from the same address. */
  bystander: z
    .object({
      who: z.string(),
      outcome: z.enum(['served', 'throttled', 'failed']),
      because: z.string().optional(),
    })
    .optional(),
});

export type Burst = z.infer<typeof BurstSchema>;

/** What many rapid requests to one route met. Each route has its own kind, so that what is missing for one leaves the others alone. */
export const LimitBurst = {
  login: burst('login'),
  signup: burst('signup'),
  reset: burst('reset'),
  resend: burst('resend'),
  chat: burst('chat'),
  upload: burst('upload'),
  tool: burst('tool'),
  webhook: burst('webhook'),
};

function burst(route: string): EvidenceKind<Burst> {
  return defineEvidence(`limit-burst-${route}`, BurstSchema);
}
