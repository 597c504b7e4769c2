import { defineFlaw } from '../define-flaw.ts';

/** The body goes through a parser before its signature is checked. */
export const webhookReparsedBody = defineFlaw({
  id: 'webhook-reparsed-body',
  family: 'webhooks',
  breaks: 'Genuine events get lost as soon as the sender writes them with a space more.',
  lowers: ['signature over the bytes that came'],
  seenIn: 'express.json() in front of a webhook; the first entry of most vendors’ troubleshooting pages',
  mustFail: ['webhooks/signature'],
  policies: (product) => ({
    hooks: { problem: (facts) => product.hooks.problem({ ...facts, raw: rewritten(facts.raw) }) },
  }),
});

function rewritten(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw));
  } catch {
    return raw;
  }
}
