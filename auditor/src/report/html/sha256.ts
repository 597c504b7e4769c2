/** The first 32 bits of the fractional parts of roots of primes: FIPS 180-4, 4.2.2 and 5.3.3. */
const PRIMES = primes(64);
const ROUND = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/**
 * SHA-256 in base64, as a content security policy names an inline script. Reports are pure and synchronous, so neither
 * `node:crypto` nor `crypto.subtle` is at hand; the texts are ours and short.
 */
export function sha256Base64(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  let state: readonly number[] = START;
  for (let at = 0; at < words.length; at += 16) state = compress(state, words.slice(at, at + 16));
  const bytes = state.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255));
  return btoa(String.fromCharCode(...bytes));
}

function compress(state: readonly number[], block: readonly number[]): readonly number[] {
  const w = [...block];
  for (let at = 16; at < 64; at += 1) {
    const [two, seven, fifteen, sixteen] = [w[at - 2] ?? 0, w[at - 7] ?? 0, w[at - 15] ?? 0, w[at - 16] ?? 0];
    const high = turn(two, 17) ^ turn(two, 19) ^ (two >>> 10);
    const low = turn(fifteen, 7) ^ turn(fifteen, 18) ^ (fifteen >>> 3);
    w.push((sixteen + low + seven + high) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at += 1) {
    const mix = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
    const one = (h + mix + (ROUND[at] ?? 0) + (w[at] ?? 0)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + (state[at] ?? 0)) | 0);
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** Message, a one bit, zeros, and the length in bits, as 32-bit words. */
function padded(bytes: Uint8Array): readonly number[] {
  const words: number[] = Array.from({ length: (((bytes.length + 8) >> 6) + 1) * 16 }, () => 0);
  const put = (byte: number, at: number) => {
    words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - (at % 4) * 8));
  };
  for (const [at, byte] of bytes.entries()) put(byte, at);
  put(0x80, bytes.length);
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 4_294_967_296) | 0;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
}
