import { answerOf, describeExchange } from '../core/exchange.ts';
import { AddressWithToken } from '../evidence/token-in-url.ts';
import type { Observer } from '../io/probe.ts';

/** Cookies that let somebody in; a form token is one that the page itself reads. */
const OTHER_COOKIE = /csrf|xsrf|nonce|state$|consent/i;
const PLACEHOLDER = /~secret\.[a-z0-9-]+\.[0-9a-f]{10}~/g;
/** A query parameter in any text: `?token=…`, also where `&` is written for HTML or JSON. */
const IN_QUERY = /(?:\?|&(?:amp;)?|\\u0026)([A-Za-z][\w.-]{0,39})=(~secret\.[a-z0-9-]+\.[0-9a-f]{10}~)/g;

/**
 * Looks for addresses in answers that hold the credential of whoever asked: a download link, a socket's address, a redirect.
 * Tokens made for one address, as signed links are, are other values and none of its business.
 */
export const addressWithToken: Observer = {
  id: 'address-with-token',
  yields: [AddressWithToken.kind],
  traffic: ['token-in-url', 'session-carrier'],
  see({ exchange, operation }) {
    const answer = answerOf(exchange);
    const { url, headers, method } = exchange.request;
    if (answer === undefined) return [];
    const own = credentialsIn(headers);
    // What was sent in an address comes back in many an answer that merely repeats it.
    const sent = new Set(url.match(PLACEHOLDER) ?? []);
    const places = [
      ['Location header', answer.headers['location'] ?? ''],
      ['body', answer.body],
    ] as const;
    return places.flatMap(([place, text]) =>
      [...text.matchAll(IN_QUERY)].flatMap(([excerpt, parameter = '', value = '']) => {
        if (!own.has(value) || sent.has(value)) return [];
        const where = operation ?? `${method} ${URL.canParse(url) ? new URL(url).pathname : url}`;
        const data = {
          where,
          exchange: exchange.id,
          line: describeExchange(exchange),
          parameter,
          place,
          excerpt,
        };
        return [{ key: `${where} ${place} ${parameter}`, draft: AddressWithToken.of(data) }];
      }),
    );
  },
};

/** Placeholders of what made the request somebody's. */
function credentialsIn(headers: { readonly [name: string]: string }): ReadonlySet<string> {
  const cookies = (headers['cookie'] ?? '')
    .split(/;\s*/)
    .filter((pair) => !OTHER_COOKIE.test(pair.slice(0, pair.indexOf('='))));
  const texts = [headers['authorization'] ?? '', headers['x-api-key'] ?? '', ...cookies];
  return new Set(texts.flatMap((text) => text.match(PLACEHOLDER) ?? []));
}
