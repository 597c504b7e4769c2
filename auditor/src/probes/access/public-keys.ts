import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import { isObject, listOf, objectOf, textOf } from '../../intake/json.ts';
import type { CredentialShape, Lane } from '../../io/lane.ts';
import { parseJson } from './see.ts';

/** Where products and their issuers publish the keys of their tokens (RFC 8414, 3; OpenID Connect Discovery, 4; common servers). */
const DISCOVERY = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];
const KEY_SETS = [
  '/.well-known/jwks.json',
  '/.well-known/jwks',
  '/api/auth/jwks',
  '/auth/v1/.well-known/jwks.json',
  '/api/.well-known/jwks.json',
  '/oauth2/jwks',
  '/oauth/jwks',
  '/jwks.json',
];

/** Keys that are tried; an issuer publishes one, or two while it changes them. */
export const MOST_KEYS = 2;

/** The most requests that looking for keys takes: every place at the API and at the issuer, and what discovery names. */
export const KEY_REQUESTS = 2 * (DISCOVERY.length * 2 + KEY_SETS.length);

/** Public keys of an identity's token, that of its `kid` first. Hosts outside the scope are not asked. */
export async function publishedKeys(lane: Lane, shape: CredentialShape): Promise<readonly Json[]> {
  const issuer = shape.issuer === undefined ? undefined : addressOf(shape.issuer);
  const found = await lane.shared(`public-keys/${issuer?.base ?? ''}${issuer?.path ?? ''}`, async (own) => {
    const here = await keysAt(own, undefined, '');
    if (here.length > 0 || issuer === undefined) return here;
    return keysAt(own, issuer.base, issuer.path);
  });
  const named = found.filter((key) => objectOf(key)['kid'] === shape.keyId);
  return [...new Set([...named, ...found])].slice(0, MOST_KEYS);
}

async function keysAt(lane: Lane, base: string | undefined, prefix: string): Promise<readonly Json[]> {
  const at = (place: string, path: string) => ({
    method: 'GET' as const,
    path,
    tenant: null,
    label: `nobody, looking for public keys ${place}`,
    ...(base === undefined ? {} : { base }),
  });
  for (const path of DISCOVERY) {
    const answer = await lane.send(at('by discovery', prefix + path));
    const uri = textOf(objectOf(jsonOf(answer))['jwks_uri']);
    const address = uri === undefined ? undefined : addressOf(uri);
    if (address === undefined) {
      if (isOutside(answer)) return [];
      continue;
    }
    const keys = keysIn(await lane.send({ ...at('where discovery says', address.path), base: address.base }));
    if (keys.length > 0) return keys;
  }
  for (const path of KEY_SETS) {
    const keys = keysIn(await lane.send(at('where they usually are', prefix + path)));
    if (keys.length > 0) return keys;
  }
  return [];
}

/** Keys for checking signatures. A page that answers every address with HTML has none. */
function keysIn(exchange: Exchange): readonly Json[] {
  const keys = listOf(objectOf(jsonOf(exchange))['keys']);
  return keys.filter((key) => {
    const { kty, use } = objectOf(key);
    return isObject(key) && ['RSA', 'EC', 'OKP'].some((one) => one === kty) && (use ?? 'sig') === 'sig';
  });
}

function jsonOf(exchange: Exchange): Json {
  const answer = answerOf(exchange);
  if (answer === undefined || answer.status !== 200) return null;
  const value = parseJson(answer.body);
  return isJson(value) ? value : null;
}

function isJson(value: unknown): value is Json {
  return value !== undefined;
}

function isOutside({ outcome }: Exchange): boolean {
  return outcome.kind === 'no-answer' && outcome.reason === 'out-of-scope';
}

function addressOf(text: string): { readonly base: string; readonly path: string } | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  return { base: origin, path: pathname.replace(/\/$/, '') };
}
