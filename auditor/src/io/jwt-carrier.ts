import { decodeJwt, type DecodedJwt } from './jwt.ts';
import { bearing, type Material } from './material.ts';
import type { Vault } from './vault.ts';

/** A JSON Web Token that a credential carries, and how to carry another one in its place. */
export interface CarriedJwt {
  readonly jwt: DecodedJwt;
  readonly put: (token: string, label: string) => Material;
}

/**
 * Finds the token of a credential: as a bearer token, in a header of its own, or in a cookie. Cookies that are too long for one are
 * cut into `name.0`, `name.1` by Auth.js and Supabase; Supabase keeps the token inside JSON, mostly in base64.
 */
export function jwtIn(material: Material, vault: Vault): CarriedJwt | undefined {
  if (material.token !== undefined) {
    const jwt = decodeJwt(vault.reveal(material.token));
    return jwt && { jwt, put: (token, label) => bearing(material, vault.keep(token, label)) };
  }
  return inHeader(material, vault) ?? inCookie(material, vault);
}

function inHeader(material: Material, vault: Vault): CarriedJwt | undefined {
  for (const [name, value] of Object.entries(material.headers)) {
    const [, scheme = '', text = ''] = /^(\w+ +)?(\S+)$/.exec(vault.reveal(value)) ?? [];
    const jwt = decodeJwt(text);
    if (jwt === undefined) continue;
    return {
      jwt,
      put: (token, label) => ({
        ...material,
        headers: { ...material.headers, [name]: `${scheme}${vault.keep(token, label)}` },
      }),
    };
  }
  return undefined;
}

function inCookie(material: Material, vault: Vault): CarriedJwt | undefined {
  for (const { name, pieces } of cookieGroups(material.cookies)) {
    const whole = pieces.map((piece) => vault.reveal(piece.value)).join('');
    const found = unwrapped(whole);
    if (found === undefined) continue;
    const size = vault.reveal(pieces[0]?.value ?? '').length;
    return {
      jwt: found.jwt,
      put(token, label) {
        const kept = Object.entries(material.cookies).filter(
          ([one]) => !pieces.some((piece) => piece.name === one),
        );
        const parts = inParts(found.wrap(token), pieces.length === 1 ? Infinity : size);
        const names = pieces.length === 1 ? [name] : parts.map((_, index) => `${name}.${index}`);
        const made = parts.map((part, index) => [names[index] ?? name, vault.keep(part, label)] as const);
        return { ...material, cookies: Object.fromEntries([...kept, ...made]) };
      },
    };
  }
  return undefined;
}

interface CookieGroup {
  readonly name: string;
  readonly pieces: readonly { readonly name: string; readonly value: string }[];
}

/** Cookies by name, with the pieces of one that was cut put together in order. */
function cookieGroups(cookies: Material['cookies']): readonly CookieGroup[] {
  const pieceOf = (name: string) => /^(.+)\.(\d{1,2})$/.exec(name);
  return Object.entries(cookies).flatMap(([name, value]): readonly CookieGroup[] => {
    const [, stem, index] = pieceOf(name) ?? [];
    if (stem === undefined || cookies[`${stem}.0`] === undefined)
      return [{ name, pieces: [{ name, value }] }];
    if (index !== '0') return [];
    const pieces = Object.entries(cookies)
      .filter(([one]) => pieceOf(one)?.[1] === stem)
      .map(([one, text]) => ({ name: one, value: text, at: Number(pieceOf(one)?.[2]) }))
      .sort((a, b) => a.at - b.at);
    return [{ name: stem, pieces }];
  });
}

interface Unwrapped {
  readonly jwt: DecodedJwt;
  readonly wrap: (token: string) => string;
}

const SUPABASE = 'base64-';

/** The token of a cookie's value: as it is, or as `access_token` of JSON, which is percent-encoded or in base64. */
function unwrapped(value: string): Unwrapped | undefined {
  const plain = decodeJwt(value);
  if (plain !== undefined) return { jwt: plain, wrap: (token) => token };
  const isBase64 = value.startsWith(SUPABASE);
  const text = isBase64
    ? Buffer.from(value.slice(SUPABASE.length), 'base64url').toString('utf8')
    : percentDecoded(value);
  const inside = tokenInJson(text);
  const jwt = inside === undefined ? undefined : decodeJwt(inside);
  if (inside === undefined || jwt === undefined) return undefined;
  const encode = (one: string) =>
    isBase64 ? SUPABASE + Buffer.from(one).toString('base64url') : encodeURIComponent(one);
  return { jwt, wrap: (token) => encode(text.replace(inside, token)) };
}

function tokenInJson(text: string): string | undefined {
  return /"access_token"\s*:\s*"([^"]+)"|^\["([^"]+)"/.exec(text)?.slice(1).find(Boolean);
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function inParts(text: string, size: number): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size));
  return parts;
}
