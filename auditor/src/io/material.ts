import { AS_BEARER, type TokenAs } from '../core/target/identity.ts';

/** What makes a request somebody's: headers and cookies, with placeholders where secrets go. */
export interface Material {
  readonly headers: { readonly [name: string]: string };
  readonly cookies: { readonly [name: string]: string };
  /** Query parameters of every request: a credential where none belongs. */
  readonly query?: { readonly [name: string]: string };
  /** Placeholder of the bearer token, when there is one. */
  readonly token?: string;
  /** The header that carries it, when that is not `Authorization: Bearer`. */
  readonly tokenAs?: TokenAs;
  readonly refreshToken?: string;
  /** Header to add to requests that change something, with its value. */
  readonly csrf?: { readonly header: string; readonly value: string };
  /** The account's id, where a hosted backend told it at the log-in. */
  readonly user?: string;
  readonly kind: 'bearer' | 'cookie' | 'api-key' | 'basic' | 'none';
}

/** Material of nobody. */
export const ANONYMOUS: Material = { headers: {}, cookies: {}, kind: 'none' };

/** The same person with another token, in the header where theirs goes. */
export function bearing<Bare extends Pick<Material, 'headers' | 'cookies' | 'tokenAs'>>(
  bare: Bare,
  token: string,
) {
  const { header, before } = bare.tokenAs ?? AS_BEARER;
  const headers = { ...bare.headers, [header]: `${before}${token}` };
  return { ...bare, headers, token, kind: 'bearer' as const };
}

/** Without the token: as somebody whose token has ended. */
export function withoutToken(material: Material): Material {
  const { [(material.tokenAs ?? AS_BEARER).header]: _, ...headers } = material.headers;
  return { ...material, headers };
}

/** Headers of a request made with this material. */
export function headersOf(material: Material, method: string): Record<string, string> {
  const cookies = Object.entries(material.cookies).map(([name, value]) => `${name}=${value}`);
  return {
    ...material.headers,
    ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
    ...(material.csrf === undefined || SAFE.has(method)
      ? {}
      : { [material.csrf.header]: material.csrf.value }),
  };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Cookies that an answer sets; one that is being deleted is left out. */
export function cookiesSet(setCookie: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const line of setCookie?.split('\n') ?? []) {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1).trim();
    // A time to live that is over, or a date that is long past (RFC 6265, 4.1.2.1 and 4.1.2.2).
    const expired = attributes.some((one) =>
      /^\s*(?:max-age=(?:0|-\d+)|expires=.*\b19[67]\d\b.*)\s*$/i.test(one),
    );
    if (at > 0 && value !== '' && !expired) cookies[pair.slice(0, at).trim()] = value;
  }
  return cookies;
}
