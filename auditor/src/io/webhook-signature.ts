import { createHash, createHmac } from 'node:crypto';

/** Ways in which senders sign what they deliver. */
export type Dialect =
  | 'stripe'
  | 'github'
  | 'slack'
  | 'standard'
  | 'svix'
  | 'shopify'
  | 'twilio'
  | 'hmac'
  | 'unknown';

/** One delivery, and what it is signed with. */
export interface ToSign {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  /** The text that the signature is made over: the body, unless a wrong one is wanted. */
  readonly body: string;
  readonly key: string;
  /** The whole address that is called. */
  readonly url: string;
  /** The header, where the dialect leaves it open. */
  readonly header?: string;
}

type Headers = Readonly<Record<string, string>>;

/** The headers of a genuine delivery, each as its vendor documents it. */
export const SIGNERS: Readonly<Record<Exclude<Dialect, 'unknown'>, (one: ToSign) => Headers>> = {
  // https://www.standardwebhooks.com, and Svix, whom it comes from.
  standard: (one) => standard('webhook', one),
  svix: (one) => standard('svix', one),
  // https://docs.stripe.com/webhooks#verify-manually
  stripe: ({ timestamp, body, key }) => ({
    'stripe-signature': `t=${timestamp},v1=${hmac(key, `${timestamp}.${body}`, 'hex')}`,
  }),
  // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
  github: ({ id, body, key }) => ({
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${hmac(key, body, 'hex')}`,
  }),
  // https://docs.slack.dev/authentication/verifying-requests-from-slack
  slack: ({ timestamp, body, key }) => ({
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hmac(key, `v0:${timestamp}:${body}`, 'hex')}`,
  }),
  // https://shopify.dev/docs/apps/build/webhooks
  shopify: ({ id, body, key }) => ({
    'x-shopify-webhook-id': id,
    'x-shopify-hmac-sha256': hmac(key, body, 'base64'),
  }),
  // https://www.twilio.com/docs/usage/webhooks/webhooks-security: the address, then the fields in order of their names.
  twilio: ({ url, body, key }) => ({
    'x-twilio-signature': createHmac('sha1', key)
      .update(url + fieldsInOrder(body))
      .digest('base64'),
  }),
  hmac: ({ body, key, header }) => ({ [(header ?? 'X-Signature').toLowerCase()]: hmac(key, body, 'hex') }),
};

function standard(prefix: string, { id, timestamp, body, key }: ToSign): Headers {
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  return {
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: timestamp,
    [`${prefix}-signature`]: `v1,${hmac(bytes, `${id}.${timestamp}.${body}`, 'base64')}`,
  };
}

function hmac(key: string | Buffer, text: string, encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', key).update(text).digest(encoding);
}

function fieldsInOrder(form: string): string {
  return [...new URLSearchParams(form)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat()
    .join('');
}

/** A key of the same kind that is not the right one. */
export function wrongKey(key: string): string {
  const other = createHash('sha256').update(`not ${key}`).digest('base64');
  return key.startsWith('whsec_') ? `whsec_${other}` : other;
}
