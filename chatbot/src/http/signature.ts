import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Standard Webhooks, https://www.standardwebhooks.com: id, timestamp and body are signed together. */
export type Signed = {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly body: string;
};

const PREFIX = 'whsec_';
const VERSION = 'v1,';

/** The recommended 24 to 64 bytes. */
const SECRET_BYTES = 32;

export const newSigningSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/** The value of the `webhook-signature` header. */
export function signatureOf({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return VERSION + createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}

/** Whether one of the signatures in the header is right; a sender that changes its secret sends two. */
export function isSignedWith(signed: Signed, header: string, secret: string): boolean {
  const expected = Buffer.from(signatureOf(signed, secret));
  return header
    .split(' ')
    .map((one) => Buffer.from(one))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}
