import { createHash, createPublicKey, verify } from 'node:crypto';

/** A signature that was made with the key which the signer's domain publishes. */
export interface Signed {
  readonly domain: string;
  readonly selector: string;
}

/** TXT records of a name. */
export type LookUp = (name: string) => readonly string[];

/**
 * Verifies the signature of a mail as a receiver does (RFC 6376, 6.1), for the one way in which our sender signs: RSA and SHA-256,
 * relaxed headers and body. Undefined when there is none or it does not fit.
 */
export function verifyDkim(raw: string, lookUp: LookUp): Signed | undefined {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.split(/\r\n(?![ \t])/);
  const own = headers.findLast((line) => /^dkim-signature:/i.test(line));
  if (own === undefined) return undefined;
  const tags = tagsOf(own.slice(own.indexOf(':') + 1));
  const [domain, selector] = [tags.get('d') ?? '', tags.get('s') ?? ''];
  if (tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed') return undefined;
  const body = createHash('sha256')
    .update(relaxedBody(rest.join('\r\n\r\n')), 'latin1')
    .digest('base64');
  if (body !== tags.get('bh')) return undefined;
  const published = tagsOf(lookUp(`${selector}._domainkey.${domain}`)[0] ?? '').get('p');
  if (published === undefined) return undefined;
  const key = createPublicKey({ key: Buffer.from(published, 'base64'), format: 'der', type: 'spki' });
  const signed = `${chosen(headers, tags.get('h') ?? '')}${relaxedHeader(own.replace(/(\bb=)[^;]*$/, '$1'))}`;
  const fits = verify(
    'sha256',
    Buffer.from(signed, 'latin1'),
    key,
    Buffer.from(tags.get('b') ?? '', 'base64'),
  );
  return fits ? { domain, selector } : undefined;
}

function tagsOf(list: string): ReadonlyMap<string, string> {
  const parts = list.split(';').map((part) => part.trim());
  return new Map(
    parts.flatMap((part) => {
      const at = part.indexOf('=');
      return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).replaceAll(/\s/g, '')] as const];
    }),
  );
}

/** The signed headers in the order of the list; of several of one name, the lowest first (RFC 6376, 5.4.2). */
function chosen(headers: readonly string[], list: string): string {
  const left = headers.toReversed();
  return list
    .split(':')
    .flatMap((name) => {
      const index = left.findIndex((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
      return index === -1 ? [] : left.splice(index, 1);
    })
    .map((line) => `${relaxedHeader(line)}\r\n`)
    .join('');
}

/** RFC 6376, 3.4.2. */
function relaxedHeader(line: string): string {
  const at = line.indexOf(':');
  const value = line
    .slice(at + 1)
    .replaceAll(/\r\n/g, '')
    .replaceAll(/[ \t]+/g, ' ');
  return `${line.slice(0, at).trim().toLowerCase()}:${value.trim()}`;
}

/** RFC 6376, 3.4.4. */
function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd());
  return lines.join('\r\n').replace(/(?:\r\n)*$/, '\r\n');
}
