import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import type { Services } from '../services.ts';

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
  const found = await lookup(url.hostname.replaceAll(/[[\]]/g, ''), { all: true }).catch(() => []);
  const addresses = found.map(({ address }) => address);
  if (!policies.outbound.permits({ url, addresses, allowedHosts: config.webhookHosts })) return 'refused';
  const timestamp = Math.floor(Date.now() / 1_000);
  const signed = `${delivery.id}.${timestamp}.${delivery.payload}`;
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
        'webhook-timestamp': String(timestamp),
        'webhook-signature': `v1,${createHmac('sha256', delivery.secret).update(signed).digest('base64')}`,
      },
    });
    await response.body?.cancel();
    return `${response.status}`;
  } catch {
    return 'failed';
  }
}
