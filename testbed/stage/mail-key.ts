import { generateKeyPairSync } from 'node:crypto';

/** The key that the product signs its mails with, and what its domain publishes of it. */
interface MailKey {
  readonly privateKey: string;
  readonly record: string;
}

/** RFC 8301, 3.2: signers should use 2048 bits. */
const BITS = 2048;

/** Makes the key of a launch. */
export function makeMailKey(): MailKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: BITS });
  const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: `v=DKIM1; k=rsa; p=${published}`,
  };
}
