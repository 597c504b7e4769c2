import { parseTags } from './tags.ts';

/** What a DKIM key record says (RFC 6376, 3.6.1; RFC 8301; RFC 8463). */
export type DkimKey =
  | { readonly kind: 'rsa'; readonly bits: number; readonly testing: boolean }
  | { readonly kind: 'ed25519'; readonly testing: boolean }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'unusable'; readonly because: string };

/** True for text that could be a key record: a `p` tag, and `v=DKIM1` where there is a version. */
export function looksLikeKey(text: string): boolean {
  return /(?:^|;)\s*p\s*=/.test(text) || /^\s*v\s*=\s*DKIM1/i.test(text);
}

export function readDkimKey(record: string): DkimKey {
  const tags = parseTags(record);
  if (tags === undefined) return { kind: 'unusable', because: 'it is not a list of tags' };
  const version = tags.get('v');
  // RFC 6376, 3.6.1: where it is given it must be the first tag and exactly this.
  if (version !== undefined && (version !== 'DKIM1' || [...tags.keys()][0] !== 'v'))
    return { kind: 'unusable', because: 'its version is not DKIM1, or does not stand first' };
  const key = tags.get('p')?.replaceAll(/\s/g, '');
  if (key === undefined) return { kind: 'unusable', because: 'it has no key (p=)' };
  if (key === '') return { kind: 'revoked' };
  const bytes = fromBase64(key);
  if (bytes === undefined) return { kind: 'unusable', because: 'its key is not base64' };
  const hashes = tags
    .get('h')
    ?.split(':')
    .map((one) => one.trim());
  if (hashes !== undefined && !hashes.includes('sha256'))
    return { kind: 'unusable', because: 'it allows SHA-1 only, which receivers no longer take (RFC 8301)' };
  const services = tags
    .get('s')
    ?.split(':')
    .map((one) => one.trim());
  if (services !== undefined && !services.includes('*') && !services.includes('email'))
    return { kind: 'unusable', because: `it is not for mail (s=${tags.get('s') ?? ''})` };
  const testing = (tags.get('t') ?? '').split(':').some((one) => one.trim() === 'y');
  const type = tags.get('k') ?? 'rsa';
  if (type === 'ed25519')
    return bytes.length === 32
      ? { kind: 'ed25519', testing }
      : { kind: 'unusable', because: 'its Ed25519 key does not have 32 bytes' };
  if (type !== 'rsa') return { kind: 'unusable', because: `there is no key type ${type}` };
  const bits = modulusBits(bytes);
  return bits === undefined
    ? { kind: 'unusable', because: 'its key is no RSA key' }
    : { kind: 'rsa', bits, testing };
}

function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A SubjectPublicKeyInfo, or a bare RSAPublicKey as some senders publish it (RFC 6376, 3.6.1, erratum 3017). */
function modulusBits(bytes: Uint8Array): number | undefined {
  const outer = element(bytes, 0);
  if (outer?.tag !== 0x30) return undefined;
  const first = element(bytes, outer.start);
  if (first?.tag === 0x02) return bitsOf(bytes, first);
  if (first?.tag !== 0x30) return undefined;
  const bits = element(bytes, first.end);
  if (bits?.tag !== 0x03) return undefined;
  const inner = element(bytes, bits.start + 1);
  const modulus = inner?.tag === 0x30 ? element(bytes, inner.start) : undefined;
  return modulus?.tag === 0x02 ? bitsOf(bytes, modulus) : undefined;
}

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function element(bytes: Uint8Array, at: number): Element | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return within(bytes, { tag, start: at + 2, end: at + 2 + first });
  const count = first & 0x7f;
  if (count === 0 || count > 3) return undefined;
  let size = 0;
  for (let index = 0; index < count; index += 1) size = size * 256 + (bytes[at + 2 + index] ?? 0);
  return within(bytes, { tag, start: at + 2 + count, end: at + 2 + count + size });
}

function within(bytes: Uint8Array, found: Element): Element | undefined {
  return found.end <= bytes.length ? found : undefined;
}

function bitsOf(bytes: Uint8Array, { start, end }: Element): number {
  let at = start;
  while (at < end && bytes[at] === 0) at += 1;
  const first = bytes[at] ?? 0;
  return at === end ? 0 : (end - at - 1) * 8 + (32 - Math.clz32(first));
}
