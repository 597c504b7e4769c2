import { createHmac, timingSafeEqual } from 'node:crypto';

export interface DecodedJwt {
  readonly header: { readonly [name: string]: unknown };
  readonly claims: { readonly [name: string]: unknown };
  readonly parts: readonly [string, string, string];
}

/** Reads a JSON Web Token (RFC 7519) without checking it; undefined for anything else. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const decodedHeader = decodePart(header);
  const claims = decodePart(payload);
  if (decodedHeader === undefined || claims === undefined || !('alg' in decodedHeader)) return undefined;
  return { header: decodedHeader, claims, parts: [header, payload, signature] };
}

/** When it expires, in milliseconds since 1970; undefined for a token that does not say. */
export function expiryOf(jwt: DecodedJwt): number | undefined {
  const { exp } = jwt.claims;
  return typeof exp === 'number' ? exp * 1000 : undefined;
}

export function encodePart(value: { readonly [name: string]: unknown }): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const HASHES: { readonly [alg: string]: string } = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };

/** HMAC signature over header and payload (RFC 7518, 3.2); undefined for another algorithm. */
export function hmacSignature(alg: unknown, signed: string, secret: string | Buffer): string | undefined {
  const hash = typeof alg === 'string' ? HASHES[alg] : undefined;
  return hash === undefined ? undefined : createHmac(hash, secret).update(signed).digest('base64url');
}

/** True when the token's own signature verifies under the secret. */
export function signedWith({ header, parts }: DecodedJwt, secret: string): boolean {
  const made = hmacSignature(header['alg'], `${parts[0]}.${parts[1]}`, secret);
  if (made === undefined || made.length !== parts[2].length) return false;
  return timingSafeEqual(Buffer.from(made), Buffer.from(parts[2]));
}

function decodePart(part: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
