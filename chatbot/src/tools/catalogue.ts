import { z } from 'zod';
import type { ToolName } from '../policies/tools.ts';

/** What a tool is for and what it may be told: nothing free, no address, no query. */
export type ToolSpec = { readonly description: string; readonly arguments: z.ZodObject };

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line of text');

/** Every tool by name. */
export const TOOLS: Readonly<Record<ToolName, ToolSpec>> = {
  create_ticket: {
    description: 'Open a ticket for the team',
    arguments: z.strictObject({ subject: line(200) }),
  },
  refund: {
    description: 'Tell the payment system to refund an order',
    arguments: z.strictObject({
      order: z
        .string()
        .regex(/^[A-Za-z0-9-]{1,40}$/, 'must be an order number')
        .describe('Number of the order'),
    }),
  },
  send_email: {
    description: 'Send a message to a member of the workspace',
    arguments: z.strictObject({ to: z.email().max(254).toLowerCase(), text: line(1_000) }),
  },
};
