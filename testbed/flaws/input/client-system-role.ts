import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

const SentSchema = z.object({ role: z.literal('assistant') });

/** The role of a message is the one that the client names. */
export const clientSystemRole = defineFlaw({
  id: 'client-system-role',
  family: 'input',
  breaks: 'A client puts words into the assistant’s mouth, and the conversation keeps them as such.',
  lowers: ['list of accepted fields', 'author of a message from the session'],
  seenIn: 'Chat routes that take the messages of the client with their roles',
  mustFail: ['input/unknown-fields'],
  policies: (product) => ({
    input: {
      keepsUnknownFields: (route) => route.id === 'sendMessage' || product.input.keepsUnknownFields(route),
      author: (body) => (SentSchema.safeParse(body).success ? 'assistant' : product.input.author(body)),
    },
  }),
});
