import type { Exchange } from '../core/exchange.ts';
import type { LoginSpec } from '../core/target.ts';
import { readJsonAt } from './json-at.ts';
import type { Ask } from './lane.ts';
import { cookiesSet } from './material.ts';

/** Sends one request of a login, as nobody but with the cookies collected so far. */
export type SendLogin = (ask: Ask, cookies: Readonly<Record<string, string>>) => Promise<Exchange>;

/** How the target file says that a CSRF token is got and sent. */
export type CsrfSpec = Extract<LoginSpec, { kind: 'form' }>['csrf'];

type Csrf =
  | { readonly kind: 'out'; readonly because: string; readonly trouble: boolean }
  | {
      readonly kind: 'ready';
      readonly cookies: Record<string, string>;
      readonly field?: Record<string, string>;
      readonly headers: Record<string, string>;
    };

/** Asks for a fresh token, with the cookies that go with it. */
export async function fetchCsrf(
  spec: CsrfSpec,
  send: SendLogin,
  known: Readonly<Record<string, string>> = {},
): Promise<Csrf> {
  if (spec === undefined) return { kind: 'ready', cookies: { ...known }, headers: {} };
  const exchange = await send({ method: 'GET', path: spec.get }, known);
  const { outcome } = exchange;
  if (outcome.kind === 'no-answer')
    return { kind: 'out', trouble: true, because: `no CSRF token: ${outcome.message}` };
  const value =
    spec.from === 'html' ? hiddenField(outcome.body, spec.field) : readJsonAt(outcome.body, spec.from);
  if (value === undefined) {
    const place = spec.from === 'html' ? `a hidden field ${spec.field}` : spec.from;
    return {
      kind: 'out',
      trouble: outcome.status >= 500,
      because: `GET ${spec.get} answered ${outcome.status} without ${place}, so there is no CSRF token`,
    };
  }
  const cookies = { ...known, ...cookiesSet(outcome.headers['set-cookie']) };
  if (spec.header !== undefined)
    return { kind: 'ready', cookies, headers: { [spec.header.toLowerCase()]: value } };
  return { kind: 'ready', cookies, headers: {}, field: { [spec.field]: value } };
}

/** The value of a hidden input or a meta tag of this name. */
export function hiddenField(html: string, name: string): string | undefined {
  for (const [tag] of html.matchAll(/<input\b[^>]{0,2000}>/gi)) {
    if (attribute(tag, 'name') === name) return attribute(tag, 'value');
  }
  for (const [tag] of html.matchAll(/<meta\b[^>]{0,2000}>/gi)) {
    if (attribute(tag, 'name') === name) return attribute(tag, 'content');
  }
  return undefined;
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
