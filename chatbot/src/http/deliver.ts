import type { Services } from '../services.ts';
import { addressesOf } from './resolve.ts';
import { signatureOf } from './signature.ts';

/** A call to a customer's server. */
export type Delivery = {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly payload: string;
};

/** How a delivery ended: the status, or why there is none. */
export type DeliveryStatus = 'refused' | 'failed' | `${number}`;

const PATIENCE_MS = 5_000;

/** Sends one signed call (Standard Webhooks: id, timestamp and body are signed together). */
export async function deliver(delivery: Delivery, { policies, config }: Services): Promise<DeliveryStatus> {
  const url = new URL(delivery.url);
  const addresses = await addressesOf(url.hostname.replaceAll(/[[\]]/g, ''), config.nameServers);
  if (!policies.outbound.permits({ url, addresses, allowedHosts: config.webhookHosts })) return 'refused';
  // Each attempt has a time of its own, or a late one would be refused as old.
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signed = { id: delivery.id, timestamp, body: delivery.payload };
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: delivery.payload,
      // A redirect would lead past the check above.
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'content-type': 'application/json',
        'webhook-id': delivery.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(signed, delivery.secret),
      },
    });
    await response.body?.cancel();
    return `${response.status}`;
  } catch {
    return 'failed';
  }
}
