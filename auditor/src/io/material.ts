/** What makes a request somebody's: headers and cookies, with placeholders where secrets go. */
export interface Material {
  readonly headers: { readonly [name: string]: string };
  readonly cookies: { readonly [name: string]: string };
  /** Query parameters of every request: a credential where none belongs. */
  readonly query?: { readonly [name: string]: string };
  /** Placeholder of the bearer token, when there is one. */
  readonly token?: string;
  readonly refreshToken?: string;
  /** Header to add to requests that change something, with its value. */
  readonly csrf?: { readonly header: string; readonly value: string };
  /** The account's id, where a hosted backend told it at the log-in. */
  readonly user?: string;
  readonly kind: 'bearer' | 'cookie' | 'api-key' | 'basic' | 'none';
}

/** Material of nobody. */
export const ANONYMOUS: Material = { headers: {}, cookies: {}, kind: 'none' };

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
