import { createHash, randomBytes } from 'node:crypto';

/** Twelve hexadecimal digits: short enough to type, and far from colliding among the findings of one product. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** A run's name: when it began, and four letters so that two runs of one second differ. */
export function newRunId(now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${stamp}-${randomBytes(2).toString('hex')}`;
}
