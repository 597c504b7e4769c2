import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** One message, and whether the bot answered it. */
const TurnSchema = z.object({ call: CallSchema, answered: z.boolean() });

/** What a product says of a budget: what was spent, and how much may be; null where nothing bounds it. */
const ReadingSchema = z.object({ call: CallSchema, spent: z.number(), limit: z.number().nullable() });

/** Messages to a bot whose model budget is used up. */
export const ChatBudget = defineEvidence(
  'chat-budget',
  z.object({
    operation: z.string(),
    /** Whose budget it is. */
    identity: z.string(),
    /** Whether the run lowered the budget, or found it used up. */
    lowered: z.boolean(),
    /** Somebody whose budget is not used up: the same account before, or another one. */
    before: TurnSchema,
    after: TurnSchema,
    /** The budget as the product shows it: used up, or not. */
    shown: ReadingSchema,
    turns: z.array(TurnSchema),
    /** The same after the messages. */
    afterwards: ReadingSchema,
    /** What was spent rose with an ordinary message; unknown where that was somebody else's. */
    counts: z.boolean().optional(),
  }),
);

export type ChatBudgetData = z.infer<typeof ChatBudget.schema>;
