import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

/** Routes whose whole body goes into the record, and the queries that write it. */
const BOUND = new Map([
  ['createConversation', 'conversations.create'],
  ['createCollection', 'collections.create'],
  ['createMemory', 'memories.create'],
]);
const QUERIES = new Set<string>(BOUND.values());

const SentSchema = z.object({ createdAt: z.coerce.date() });

/** The body is spread over the new record: not its owner, but the rest. */
export const unknownFieldsStored = defineFlaw({
  id: 'unknown-fields-stored',
  family: 'input',
  breaks: 'A client says when a conversation began, and everybody believes it.',
  lowers: ['list of accepted fields', 'dates of new records from the clock'],
  seenIn: 'OWASP API3:2023; marketplace-onboarding',
  mustFail: ['input/unknown-fields'],
  policies: (product) => ({
    input: { keepsUnknownFields: (route) => BOUND.has(route.id) || product.input.keepsUnknownFields(route) },
    scope: {
      newOwner: (query, actor, body) => {
        const owner = product.scope.newOwner(query, actor, body);
        const sent = QUERIES.has(query) ? SentSchema.safeParse(body).data : undefined;
        return { ...owner, ...sent };
      },
    },
  }),
});
