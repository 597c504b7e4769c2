import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** What the server says of where its time went (W3C Server Timing), as far as its words are known. */
export const CAUSES = ['database', 'model', 'other services', 'itself'] as const;

const CausesSchema = z.partialRecord(z.enum(CAUSES), z.number());

export type Causes = z.infer<typeof CausesSchema>;

const RouteTimesSchema = z.object({
  operation: z.string(),
  /** Milliseconds from request to whole answer, time in the model taken off where the server names it. */
  samplesMs: z.array(z.number()),
  /** The slowest answer. */
  slowest: CallSchema,
  /** Length of an answer. */
  bytes: z.number().int(),
  /** Middle time of each cause. */
  causes: CausesSchema,
});

export type RouteTimes = z.infer<typeof RouteTimesSchema>;

/** What common requests take while nothing else is asked. */
export const CoreLatency = defineEvidence(
  'latency-core',
  z.object({
    as: z.string(),
    boundMs: z.number(),
    /** The quickest answer of all: no request can be quicker than the way there and back. */
    roundTripMs: z.number(),
    /** How late this machine itself was, typically, when it was to wake up. */
    lagMs: z.number(),
    routes: z.array(RouteTimesSchema),
    /** Routes that did not answer well enough to be timed. */
    untimed: z.array(CallSchema),
  }),
);

export type CoreTimes = z.infer<typeof CoreLatency.schema>;

/** What answers of the bot take. */
export const ChatLatency = defineEvidence(
  'latency-chat',
  z.object({
    operation: z.string(),
    firstBoundMs: z.number(),
    wholeBoundMs: z.number(),
    turns: z.array(
      z.object({
        call: CallSchema,
        /** Why there is no answer to time. */
        because: z.string().exactOptional(),
        wholeMs: z.number(),
        /** When the first word came; absent where the answer came in one piece. */
        firstMs: z.number().exactOptional(),
        causes: CausesSchema,
      }),
    ),
  }),
);

export type ChatTimes = z.infer<typeof ChatLatency.schema>;
