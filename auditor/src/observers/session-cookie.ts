import { answerOf, describeExchange } from '../core/exchange.ts';
import { ResponseCookie, type ResponseCookieData } from '../evidence/response-cookie.ts';
import type { Observer } from '../io/probe.ts';

/** Names of cookies that let somebody in: those of the common frameworks, and the words that products choose. */
const SESSION = /sess|(?:^|[_.-])sid$|auth|token|jwt|remember|identity|logged|passport/i;
/** Made to be read by the page, or about something else: a double-submit token is no session. */
const OTHER = /csrf|xsrf|nonce|state$|pkce|verifier|callback|analytics|consent|uat$/i;

/** Reads the attributes of session cookies wherever one is set. */
export const sessionCookie: Observer = {
  id: 'session-cookie',
  yields: [ResponseCookie.kind],
  traffic: ['session-carrier'],
  see({ exchange }) {
    const answer = answerOf(exchange);
    const lines = answer?.headers['set-cookie']?.split('\n') ?? [];
    const url = URL.canParse(exchange.request.url) ? new URL(exchange.request.url) : undefined;
    return lines.flatMap((line) => {
      const cookie = parse(line);
      if (cookie === undefined || url === undefined) return [];
      const data: ResponseCookieData = {
        ...cookie,
        exchange: exchange.id,
        line: describeExchange(exchange),
        https: url.protocol === 'https:',
        host: url.hostname,
      };
      const { name, httpOnly, secure, sameSite } = cookie;
      const key = [url.host, name, httpOnly, secure, sameSite ?? 'unset'].join(' ');
      return [{ key, draft: ResponseCookie.of(data) }];
    });
  },
};

type Cookie = Omit<ResponseCookieData, 'exchange' | 'line' | 'https' | 'host'>;

/** One `Set-Cookie` line (RFC 6265bis, 5.6); undefined for one that is deleted or carries no session. */
function parse(line: string): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const name = pair.slice(0, Math.max(0, pair.indexOf('='))).trim();
  const value = pair.slice(pair.indexOf('=') + 1).trim();
  if (name === '' || value === '' || !SESSION.test(name) || OTHER.test(name)) return undefined;
  const lower = attributes.map((one) => one.toLowerCase());
  // A flag holds whatever is written behind it: `HttpOnly=true` is what some frameworks send.
  const names = new Set(lower.map((one) => one.split('=', 1)[0]?.trim()));
  if (lower.some((one) => /^max-age=(?:0|-\d+)$/.test(one) || /^expires=.*\b1970\b/.test(one)))
    return undefined;
  const sameSite = lower.find((one) => one.startsWith('samesite='))?.slice('samesite='.length);
  return {
    name,
    httpOnly: names.has('httponly'),
    secure: names.has('secure'),
    attributes: attributes.join('; '),
    ...(sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none' ? { sameSite } : {}),
  };
}
