import { randomBytes } from 'node:crypto';

/** A key in the shape of a model vendor's, which opens nothing. */
export function madeUpKey(): string {
  return `sk-proj-${randomBytes(36).toString('base64url')}`;
}
