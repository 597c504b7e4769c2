import { defineFlaw } from '../define-flaw.ts';
import { unscoped } from '../unscoped.ts';

/** One memory for all sessions: what somebody had it remember is brought up to whoever asks. */
export const crossSessionMemory = defineFlaw({
  id: 'cross-session-memory',
  family: 'chatbot',
  breaks: 'The bot tells one user what another had it remember.',
  lowers: ['query filter of memories that are recalled', 'row-level security'],
  seenIn: 'Shared memory stores keyed by agent instead of user; OWASP LLM02',
  mustFail: ['chatbot/foreign-data'],
  policies: (product) => unscoped(product, { queries: ['memories.recall'] }),
});
