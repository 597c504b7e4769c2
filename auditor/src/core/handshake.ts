import * as z from 'zod';

/**
 * What is offered in a handshake. `usual` is what a client of today offers; each of the others offers one thing alone that
 * a server should no longer take: an old version (RFC 7568, RFC 8996), RC4 (RFC 7465), 3DES (RFC 9325, 4.2), EXPORT and NULL
 * ciphers, anonymous ones, or only ciphers without forward secrecy.
 */
export const OFFERS = [
  'usual',
  'ssl-3',
  'tls-1.0',
  'tls-1.1',
  'rc4',
  '3des',
  'export',
  'null',
  'anonymous',
  'no-forward-secrecy',
] as const;

export type Offer = (typeof OFFERS)[number];

/** One handshake with a host. */
export interface HandshakeOrder {
  readonly host: string;
  readonly port: number;
  readonly offer: Offer;
}

const CertificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** The organisation that issued it, as CAA records can be compared with. */
  issuerOrganisation: z.string().exactOptional(),
  /** Subject alternative names: `DNS:example.com`, `IP Address:192.0.2.1`. */
  names: z.array(z.string()),
  notBefore: z.string(),
  notAfter: z.string(),
  /** `sha256WithRSAEncryption`, or the OID where it is another one. */
  signature: z.string(),
  /** `rsa 2048`, `ec prime256v1`, `ed25519`. */
  key: z.string(),
  /** Bits of an RSA key. */
  rsaBits: z.number().int().exactOptional(),
  ca: z.boolean(),
  /** Signed with its own key. */
  selfSigned: z.boolean(),
  fingerprint: z.string(),
});

/** What a handshake showed: the body of a `TLS` exchange. */
export const HandshakeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('usual'),
    /** `TLSv1.3`. */
    version: z.string(),
    cipher: z.string(),
    /** Why the chain leads to no trusted authority, as OpenSSL calls it; absent when it does. Says nothing about names. */
    untrusted: z.string().exactOptional(),
    /** The server's own certificate first. */
    chain: z.array(CertificateSchema),
    /** When this was seen, as ISO 8601. */
    at: z.string(),
  }),
  z.object({ kind: z.literal('accepted'), offer: z.enum(OFFERS), version: z.string(), cipher: z.string() }),
  z.object({ kind: z.literal('refused'), offer: z.enum(OFFERS), how: z.string() }),
]);

export type Handshake = z.infer<typeof HandshakeSchema>;
export type UsualHandshake = Extract<Handshake, { kind: 'usual' }>;
export type Certificate = z.infer<typeof CertificateSchema>;
