import { defineFlaw } from '../define-flaw.ts';

/** What was approved once stays approved. */
export const approvalReplayed = defineFlaw({
  id: 'approval-replayed',
  family: 'chatbot',
  breaks: 'One approval refunds the same order again and again.',
  lowers: ['single use of approvals'],
  seenIn: 'CWE-294',
  mustFail: ['tools/approval'],
  policies: () => ({
    tools: { isUsable: ({ state, expiresAt }, now) => /approved|used/.test(state) && expiresAt > now },
  }),
});
