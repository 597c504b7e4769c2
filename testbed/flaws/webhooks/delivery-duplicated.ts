import { defineFlaw } from '../define-flaw.ts';

/** Only one way of saying yes is understood. */
export const deliveryDuplicated = defineFlaw({
  id: 'delivery-duplicated',
  family: 'webhooks',
  breaks: 'A receiver that answers 204 gets every event several times.',
  lowers: ['any 2xx as received'],
  seenIn: 'Senders that know 200 only',
  mustFail: ['webhooks/delivery'],
  policies: () => ({ hooks: { isReceived: (status) => status === '200' } }),
});
