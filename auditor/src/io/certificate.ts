import type { X509Certificate } from 'node:crypto';
import type { Certificate } from '../core/handshake.ts';
import { own } from '../core/own.ts';

/** Signature algorithms by OID (RFC 8017 A.2.4, RFC 5758, RFC 8410). */
const SIGNATURES: { readonly [oid: string]: string } = {
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'ed25519',
};

/** A certificate in our words. */
export function describeCertificate(certificate: X509Certificate): Certificate {
  const { publicKey } = certificate;
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  const organisation = /^O=(.*)$/m.exec(certificate.issuer)?.[1];
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    ...(organisation === undefined ? {} : { issuerOrganisation: organisation }),
    names: namesIn(certificate.subjectAltName),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    signature: signatureOf(certificate.raw),
    key: [publicKey.asymmetricKeyType, modulusLength ?? namedCurve].filter(Boolean).join(' '),
    ...(modulusLength === undefined ? {} : { rsaBits: modulusLength }),
    ca: certificate.ca,
    selfSigned: certificate.subject === certificate.issuer && verifies(certificate),
    fingerprint: certificate.fingerprint256,
  };
}

function verifies(certificate: X509Certificate): boolean {
  try {
    return certificate.verify(certificate.publicKey);
  } catch {
    return false;
  }
}

function oneLine(distinguished: string | undefined): string {
  return (distinguished ?? '').split('\n').join(', ');
}

/** Node quotes a name with a comma or quote in it (CVE-2021-44532); such a name matches no host. */
function namesIn(alternative: string | undefined): string[] {
  return alternative === undefined || alternative.includes('"') ? [] : alternative.split(', ');
}

/** The outer `signatureAlgorithm` of a certificate (RFC 5280, 4.1.1.2): Node does not tell it in every version that we run on. */
function signatureOf(der: Buffer): string {
  const certificate = element(der, 0);
  const signed = element(der, certificate.start);
  const algorithm = element(der, signed.end);
  const oid = element(der, algorithm.start);
  const text = dotted(der.subarray(oid.start, oid.end));
  return own(SIGNATURES, text) ?? text;
}

/** Where the content of a DER element begins and ends (X.690, 8.1). */
function element(der: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const bytes = first & 0x7f;
  const length = der.readUIntBE(at + 2, bytes);
  return { start: at + 2 + bytes, end: at + 2 + bytes + length };
}

function dotted(bytes: Buffer): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (parts.length > 0) parts.push(value);
    else parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    value = 0;
  }
  return parts.join('.');
}
