import { randomBytes } from 'node:crypto';
import type { Offer } from '../core/handshake.ts';

/** What a server should no longer take, by offer; `usual` is Node's own business. */
export type OldOffer = Exclude<Offer, 'usual'>;

interface Proposal {
  /** As on the wire: 0x0300 is SSL 3, 0x0303 is TLS 1.2. */
  readonly version: number;
  readonly ciphers: readonly number[];
}

/** Common ciphers of all times, so that only the version decides (IANA TLS Cipher Suites). */
const COMMON = [
  0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca8, 0xcca9, 0xc009, 0xc013, 0xc00a, 0xc014, 0x0033, 0x0039, 0x002f,
  0x0035, 0x009c, 0x009d, 0x000a, 0x0005, 0x0004,
];

const PROPOSALS: { readonly [offer in OldOffer]: Proposal } = {
  'ssl-3': { version: 0x0300, ciphers: COMMON },
  'tls-1.0': { version: 0x0301, ciphers: COMMON },
  'tls-1.1': { version: 0x0302, ciphers: COMMON },
  rc4: { version: 0x0303, ciphers: [0xc007, 0xc011, 0x0005, 0x0004] },
  '3des': { version: 0x0303, ciphers: [0xc008, 0xc012, 0x0016, 0x000a] },
  export: { version: 0x0303, ciphers: [0x0003, 0x0006, 0x0008, 0x0014, 0x0011, 0x0062, 0x0064] },
  null: { version: 0x0303, ciphers: [0x0001, 0x0002, 0x003b, 0xc006, 0xc010] },
  anonymous: { version: 0x0303, ciphers: [0x0018, 0x001b, 0x0034, 0x003a, 0x006c, 0x00a6, 0xc018, 0xc019] },
  'no-forward-secrecy': { version: 0x0303, ciphers: [0x009c, 0x009d, 0x003c, 0x003d, 0x002f, 0x0035] },
};

const VERSIONS: { readonly [code: number]: string } = {
  0x0300: 'SSLv3',
  0x0301: 'TLSv1.0',
  0x0302: 'TLSv1.1',
  0x0303: 'TLSv1.2',
};

/** What a server said to a ClientHello. */
export type ServerWord =
  | { readonly kind: 'accepted'; readonly version: string; readonly cipher: string }
  | { readonly kind: 'refused'; readonly how: string }
  /** More has to be read. */
  | { readonly kind: 'more' }
  | { readonly kind: 'unreadable' };

/** A ClientHello that offers that one thing (RFC 5246, 7.4.1.2): today's libraries can no longer speak it. */
export function clientHello(offer: OldOffer, host: string): Buffer {
  const { version, ciphers } = PROPOSALS[offer];
  const named = /[a-z]/i.test(host) && !host.includes(':');
  const extensions = Buffer.concat([
    ...(named
      ? [extension(0, vector(2, Buffer.concat([Buffer.from([0]), vector(2, Buffer.from(host))])))]
      : []),
    // Groups x25519, P-256, P-384 and point format, without which no elliptic curve is chosen (RFC 8422, 5.1).
    extension(10, vector(2, numbers([0x001d, 0x0017, 0x0018]))),
    extension(11, vector(1, Buffer.from([0]))),
    // Signature algorithms exist since TLS 1.2 (RFC 5246, 7.4.1.4.1).
    ...(version < 0x0303
      ? []
      : [
          extension(
            13,
            vector(2, numbers([0x0403, 0x0503, 0x0804, 0x0401, 0x0501, 0x0805, 0x0601, 0x0201, 0x0203])),
          ),
        ]),
    // Secure renegotiation (RFC 5746), which careful servers insist on.
    extension(0xff01, Buffer.from([0])),
  ]);
  const body = Buffer.concat([
    numbers([version]),
    randomBytes(32),
    vector(1, Buffer.alloc(0)),
    vector(2, numbers([...ciphers, 0x00ff])),
    vector(1, Buffer.from([0])),
    vector(2, extensions),
  ]);
  const message = Buffer.concat([Buffer.from([1]), length(3, body.length), body]);
  // The record says SSL 3 or TLS 1.0, whatever is offered inside (RFC 5246, E.1).
  return Buffer.concat([Buffer.from([22]), numbers([Math.min(version, 0x0301)]), vector(2, message)]);
}

/** Reads the first record that a server sent. */
export function serverWord(bytes: Buffer, offer: OldOffer): ServerWord {
  if (bytes.length < 5) return { kind: 'more' };
  const [type, size] = [bytes[0], bytes.readUInt16BE(3)];
  if (type === 21) {
    if (bytes.length < 7) return { kind: 'more' };
    return { kind: 'refused', how: `alert ${bytes[6] ?? 0}` };
  }
  if (type !== 22) return { kind: 'unreadable' };
  if (bytes.length < Math.min(5 + size, 5 + 4 + 34 + 1 + 32 + 2)) return { kind: 'more' };
  if (bytes[5] !== 2 || bytes.length < 46) return { kind: 'unreadable' };
  const version = bytes.readUInt16BE(9);
  const session = bytes[43] ?? 0;
  if (bytes.length < 44 + session + 2) return { kind: 'more' };
  const cipher = bytes.readUInt16BE(44 + session);
  const proposal = PROPOSALS[offer];
  // A server that answers in another version or with a cipher that was not offered has taken nothing of it.
  if (version !== proposal.version || !proposal.ciphers.includes(cipher)) {
    return {
      kind: 'refused',
      how: `answered ${VERSIONS[version] ?? hex(version)} with cipher ${hex(cipher)} instead`,
    };
  }
  return { kind: 'accepted', version: VERSIONS[version] ?? hex(version), cipher: hex(cipher) };
}

function hex(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`;
}

function extension(type: number, content: Buffer): Buffer {
  return Buffer.concat([numbers([type]), vector(2, content)]);
}

/** Bytes with their length before them, in that many bytes. */
function vector(bytes: 1 | 2, content: Buffer): Buffer {
  return Buffer.concat([length(bytes, content.length), content]);
}

function length(bytes: number, value: number): Buffer {
  const made = Buffer.alloc(bytes);
  made.writeUIntBE(value, 0, bytes);
  return made;
}

function numbers(values: readonly number[]): Buffer {
  return Buffer.concat(values.map((value) => length(2, value)));
}
