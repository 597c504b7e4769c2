import { join } from 'node:path';
import type { ConfigInput } from '@launch-ready/chatbot';
import type { Flaw } from '../flaws/define-flaw.ts';
import { OUTAGES } from './outages.ts';

/**
 * As many chats, uploads, acts, events, reads and writes as in production, in much less time: a run that uses them up waits less, and even a slow machine sends
 * more than that within the window when it tries to.
 */
export const TIGHT = {
  chat: { limit: 30, seconds: 15 },
  upload: { limit: 20, seconds: 30 },
  tool: { limit: 30, seconds: 30 },
  webhook: { limit: 40, seconds: 30 },
  write: { limit: 600, seconds: 20 },
  read: { limit: 3_000, seconds: 20 },
  // Everything happens from one address: those who are prepared, who are tried on and who go the way of a new customer.
  signup: { limit: 40, seconds: 3_600 },
};

/** Hashing is not what is tested; at full strength it would be most of a run. */
export const CHEAP_PASSWORDS = { memoryKiB: 8, passes: 1, cheap: true };

/** Between two words of a reply. */
const SLOW_MS = 25;

interface ModelOptions {
  readonly flaws: readonly Flaw[];
  /** Folder in which a file takes the model away. */
  readonly directory: string;
  /** Between two words, where no flaw asks for more. */
  readonly paceMs?: number;
}

/** A model that obeys its instructions to the letter, at the pace that the flaws need to show. */
export function modelFor({ flaws, directory, paceMs = 0 }: ModelOptions): ConfigInput['model'] {
  return {
    kind: 'simulated',
    outageFile: join(directory, OUTAGES.model),
    pauseMs: flaws.some((flaw) => flaw.slowModel === true) ? SLOW_MS : paceMs,
  };
}
