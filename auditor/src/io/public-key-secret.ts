import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Json } from '../core/operation.ts';
import type { KeyForm } from './lane.ts';

type KeySecret =
  | { readonly kind: 'secret'; readonly secret: string | Buffer }
  /** The key cannot be read at all, or it has no such form. */
  | { readonly kind: 'no-key' | 'no-form' };

/** A published key as a verifier may have it in memory, to be taken for a shared secret. */
export function secretFromKey(jwk: Json, form: KeyForm): KeySecret {
  const key = publicKey(jwk);
  if (key === undefined) return { kind: 'no-key' };
  const secret = written(key, jwk, form);
  return secret === undefined ? { kind: 'no-form' } : { kind: 'secret', secret };
}

function written(key: KeyObject, jwk: Json, form: KeyForm): string | Buffer | undefined {
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  switch (form) {
    case 'pem':
      return pem;
    case 'trimmed pem':
      return pem.trim();
    case 'pkcs1 pem':
      return key.asymmetricKeyType === 'rsa'
        ? key.export({ type: 'pkcs1', format: 'pem' }).toString()
        : undefined;
    case 'certificate':
      return certificate(jwk);
    case 'der':
      return key.export({ type: 'spki', format: 'der' });
    case 'jwk':
      return JSON.stringify(jwk);
  }
}

function publicKey(jwk: Json): KeyObject | undefined {
  if (jwk === null || typeof jwk !== 'object') return undefined;
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** The first certificate of `x5c`, in lines of 64 (RFC 7468, 2). */
function certificate(jwk: Json): string | undefined {
  const chain = jwk !== null && typeof jwk === 'object' && 'x5c' in jwk ? jwk.x5c : undefined;
  const first: unknown = Array.isArray(chain) ? chain[0] : undefined;
  if (typeof first !== 'string') return undefined;
  const lines = first.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
