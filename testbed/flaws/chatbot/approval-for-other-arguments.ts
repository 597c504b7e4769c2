import { defineFlaw } from '../define-flaw.ts';

/** An approval is for a tool, not for an act. */
export const approvalForOtherArguments = defineFlaw({
  id: 'approval-for-other-arguments',
  family: 'chatbot',
  breaks: 'Who has the approval for one refund refunds any other order with it.',
  lowers: ['arguments that an approval covers'],
  seenIn: 'CWE-367; approvals kept by the name of the tool',
  mustFail: ['tools/approval'],
  policies: () => ({
    tools: {
      covers: (approval, request) =>
        approval.tool === request.tool && approval.userId === request.actor.userId,
    },
  }),
});
