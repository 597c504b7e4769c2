/**
 * Canaries: random words planted as one identity and looked for everywhere else.
 *
 * All canaries share a four-letter prefix, so that one pass over an answer finds any of them in any encoding:
 * the cost does not grow with the number of canaries planted.
 */
export const CANARY_PREFIX = 'lrqz';
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const TAIL = 16;

/** Letters of a whole canary. 16 letters of 5 bits each are 80 random bits; 64 are the floor. */
export const CANARY_LENGTH = CANARY_PREFIX.length + TAIL;

/** Makes a canary from at least 16 random bytes. */
export function canaryFrom(bytes: Uint8Array): string {
  if (bytes.length < TAIL) throw new RangeError(`a canary needs ${TAIL} random bytes, got ${bytes.length}`);
  let word = CANARY_PREFIX;
  for (const byte of bytes.subarray(0, TAIL)) word += ALPHABET.charAt(byte % ALPHABET.length);
  return word;
}

/** True for a word that {@link canaryFrom} could have made. */
export function isCanary(word: string): boolean {
  return new RegExp(`^${CANARY_PREFIX}[${ALPHABET}]{${TAIL}}$`).test(word);
}
