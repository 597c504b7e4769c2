import { cookieFrom, SESSION_COOKIE } from './cookies.ts';
import type { KeyScope, RequestFacts } from './facts.ts';

/** The header an API key came in. */
export type KeyHeader = 'authorization' | 'x-api-key';

/** What the request shows, before anything is verified. */
export type Presented =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'api-key'; readonly key: string; readonly header: KeyHeader }
  | { readonly kind: 'cookie'; readonly value: string }
  /** A user id vouched for by someone else. Nothing produces it by default. */
  | { readonly kind: 'asserted'; readonly userId: string };

/** Where credentials are looked for, and what an API key may do. */
export type CredentialsPolicy = {
  readonly read: (request: RequestFacts) => Presented;
  /** The scopes that count for a key that came in this header. */
  readonly keyScopes: (granted: readonly KeyScope[], header: KeyHeader) => readonly KeyScope[];
};

/** How every API key begins, so that scanners and people recognise one. */
export const KEY_PREFIX = 'lrk_';

/** Credentials travel in headers and in the session cookie; never in the address (RFC 6750 section 5.3). */
export const defaultCredentials: CredentialsPolicy = {
  read: readHeaders,
  keyScopes: (granted) => granted,
};

function readHeaders({ headers }: RequestFacts): Presented {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer?.startsWith(KEY_PREFIX)) return { kind: 'api-key', key: bearer, header: 'authorization' };
  if (bearer) return { kind: 'token', token: bearer };

  const key = headers.get('x-api-key');
  if (key) return { kind: 'api-key', key, header: 'x-api-key' };

  const value = cookieFrom(headers, SESSION_COOKIE);
  return value ? { kind: 'cookie', value } : { kind: 'none' };
}
