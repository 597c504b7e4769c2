import { createHmac } from 'node:crypto';

/**
 * Random bytes that depend on the run's seed and the lane alone, so that running cells at the same time, or again from a
 * tape, gives each lane the same words.
 */
export interface Randomness {
  bytes(count: number): Uint8Array;
}

/** Randomness of one lane. HMAC-SHA-256 in counter mode over the lane's id. */
export function laneRandomness(seed: string, lane: string): Randomness {
  let counter = 0;
  return {
    bytes(count) {
      const blocks: Buffer[] = [];
      for (let length = 0; length < count; length += 32) {
        blocks.push(createHmac('sha256', seed).update(`${lane}\n${counter}`).digest());
        counter += 1;
      }
      return Buffer.concat(blocks).subarray(0, count);
    },
  };
}
