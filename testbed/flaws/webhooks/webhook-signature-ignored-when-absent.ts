import { defineFlaw } from '../define-flaw.ts';

/** What is not there is not checked. */
export const webhookSignatureIgnoredWhenAbsent = defineFlaw({
  id: 'webhook-signature-ignored-when-absent',
  family: 'webhooks',
  breaks: 'An event without any signature is taken; only a wrong one is refused.',
  lowers: ['refusal of unsigned billing events'],
  seenIn: 'CWE-347; a check inside `if (signature)`',
  mustFail: ['webhooks/signature'],
  policies: (product) => ({
    hooks: {
      problem: (facts) => (facts.headers.has('webhook-signature') ? product.hooks.problem(facts) : undefined),
    },
  }),
});
