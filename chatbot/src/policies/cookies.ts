/** The cookie that carries a signed-in browser's session. */
export const SESSION_COOKIE = 'chatbot_session';

/** The cookie that ties a form to the browser it was served to, before anyone is signed in. */
export const FORM_COOKIE = 'chatbot_form';

/** The attributes of a cookie that keep scripts, eavesdroppers and other sites away from it. */
export type CookieAttributes = {
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: 'Strict' | 'Lax' | 'None';
};

/** Which attributes cookies get. */
export type CookiesPolicy = {
  readonly attributes: (name: string, connection: { readonly secure: boolean }) => CookieAttributes;
};

/** OWASP Session Management: HttpOnly, SameSite, and Secure wherever TLS is spoken. */
export const defaultCookies: CookiesPolicy = {
  attributes: (_name, { secure }) => ({ httpOnly: true, secure, sameSite: 'Lax' }),
};

/** Reads one cookie of a request. */
export function cookieFrom(headers: Headers, name: string): string | undefined {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const [key, ...rest] = pair.trim().split('=');
    if (key === name) return rest.join('=') || undefined;
  }
  return undefined;
}

/** Writes a Set-Cookie header value; `seconds: 0` removes the cookie. */
export function cookieHeader(
  name: string,
  value: string,
  options: { readonly attributes: CookieAttributes; readonly seconds: number },
): string {
  const { httpOnly, secure, sameSite } = options.attributes;
  const parts = [`${name}=${value}`, 'Path=/', `Max-Age=${options.seconds}`, `SameSite=${sameSite}`];
  if (httpOnly) parts.push('HttpOnly');
  if (secure) parts.push('Secure');
  return parts.join('; ');
}
