import { randomUUID } from 'node:crypto';
import { defineFlaw } from '../define-flaw.ts';

/** Nobody remembers which events were there already. */
export const webhookReplay = defineFlaw({
  id: 'webhook-replay',
  family: 'webhooks',
  breaks: 'An event that is delivered twice grants its credits twice.',
  lowers: ['memory of billing events'],
  seenIn: 'CWE-294; senders that repeat what they think was lost',
  mustFail: ['webhooks/replay'],
  policies: () => ({ hooks: { memoryOf: () => randomUUID() } }),
});
