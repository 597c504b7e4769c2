import { defineFlaw } from '../define-flaw.ts';

const ENTRANCES: readonly string[] = ['runTool', 'sendMessage'];

/** The page asks "are you sure?", and the server believes what the page says. */
export const approvalClaimedByClient = defineFlaw({
  id: 'approval-claimed-by-client',
  family: 'chatbot',
  breaks: 'A client that sends `approved: true` needs nobody’s approval.',
  lowers: ['approvals from our own records only', 'refusal of unknown fields'],
  seenIn: 'OWASP LLM06; confirmation dialogs in the browser',
  mustFail: ['tools/approval'],
  policies: (product) => ({
    tools: {
      believes: (sent) =>
        typeof sent === 'object' && sent !== null && 'approved' in sent && sent.approved === true,
    },
    input: {
      keepsUnknownFields: (route) => ENTRANCES.includes(route.id) || product.input.keepsUnknownFields(route),
    },
  }),
});
