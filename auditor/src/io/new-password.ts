import { randomBytes } from 'node:crypto';

/** A password that nobody knows, with what the usual rules ask for: both cases, a digit and a sign. */
export function newPassword(): string {
  return `Lr9-${randomBytes(12).toString('hex')}`;
}
