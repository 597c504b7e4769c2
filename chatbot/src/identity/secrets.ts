import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A bearer secret of 256 random bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a bearer secret. A fast hash is enough: the secret cannot be guessed. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** The form token that belongs to a session or to a form cookie. */
export const csrfToken = (key: string, seed: string): string =>
  createHmac('sha256', key).update(`csrf:${seed}`).digest('base64url');

/** The key that a browser carries to the data API; it identifies the product and opens nothing. */
export const publicKey = (key: string): string =>
  `pk_${createHmac('sha256', key).update('public-key').digest('base64url').slice(0, 24)}`;
