import type { Json } from '../core/operation.ts';
import { AS_BEARER, type TokenAs } from '../core/target/identity.ts';
import { leavesOf } from '../intake/discovery/leaves.ts';
import { parseJson } from '../intake/recording/body.ts';
import type { Pairs, RawExchange } from '../intake/recording/recorded.ts';
import { liveHttp } from './http.ts';
import { fromOwnPage } from './own-page.ts';
import { cookiesSet } from './material.ts';
import { version } from './version.ts';

/** What one request came back with. */
export interface Visited {
  /** 0 when no answer came. */
  readonly status: number;
  readonly json: Json | undefined;
  readonly text: string;
  /** Why no answer came. */
  readonly because?: string;
}

/** Somebody who uses the product's own interface while a target file is written: cookies and token are kept, as a browser does. */
export interface Visitor {
  get(path: string): Promise<Visited>;
  /** @param headers only of this request */
  post(path: string, body: Json, as: 'json' | 'form', headers?: Headers): Promise<Visited>;
  /** All that was asked and answered; holds secrets, so it goes to a recorder and nowhere else. */
  readonly exchanges: readonly RawExchange[];
  close(): Promise<void>;
}

type Headers = { readonly [name: string]: string };

const TIMEOUT_MS = 15_000;
const TOKEN = /^(?:access_?token|token|jwt|id_?token|auth_?token|session_?token|bearer)$/i;

/** What the product expects beside cookies. */
export interface Manners {
  /** Headers of every request. */
  readonly headers: Headers;
  readonly tokenAs?: TokenAs;
  /** Address of the pages, when it is another one. */
  readonly app?: string;
}

/** @param api address that paths are below */
export function openVisitor(
  api: string,
  { headers: always, tokenAs = AS_BEARER, app = api }: Manners,
): Visitor {
  const http = liveHttp({ hosts: {}, concurrency: 1 });
  const { origin, pathname } = new URL(api);
  const prefix = pathname.replace(/\/+$/, '');
  const exchanges: RawExchange[] = [];
  let cookies: Record<string, string> = {};
  let token: string | undefined;

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    body?: { readonly text: string; readonly type: string },
    own: Headers = {},
  ): Promise<Visited> {
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const headers: Record<string, string> = {
      'user-agent': `launch-ready/${version()}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': body.type }),
      ...fromOwnPage({ app, origin, method }),
      ...always,
      ...own,
      ...(cookie === '' ? {} : { cookie }),
      ...(token === undefined ? {} : { [tokenAs.header]: `${tokenAs.before}${token}` }),
    };
    const sent = { method, origin, path: `${prefix}${path}`, headers, timeoutMs: TIMEOUT_MS };
    const outcome = await http.send(body === undefined ? sent : { ...sent, body: body.text });
    if (outcome.kind === 'no-answer')
      return { status: 0, json: undefined, text: '', because: outcome.message };
    const text = outcome.body.toString('utf8');
    const json = parseJson(text);
    cookies = { ...cookies, ...cookiesSet(outcome.headers['set-cookie']) };
    if (outcome.status < 300) token = leavesOf(json).find((one) => TOKEN.test(one.name))?.value ?? token;
    exchanges.push({
      method,
      url: `${origin}${prefix}${path}`,
      headers: Object.entries(headers),
      ...(body === undefined ? {} : { body: { contentType: body.type, text: body.text } }),
      answer: {
        status: outcome.status,
        contentType: outcome.headers['content-type'] ?? '',
        headers: pairs(outcome.headers),
        text,
      },
    });
    return { status: outcome.status, json, text };
  }

  return {
    exchanges,
    get: (path) => ask('GET', path),
    post: (path, body, as, headers) => ask('POST', path, encoded(body, as), headers),
    close: () => http.close(),
  };
}

function pairs(headers: { readonly [name: string]: string }): Pairs {
  return Object.entries(headers);
}

function encoded(body: Json, as: 'json' | 'form'): { readonly text: string; readonly type: string } {
  if (as === 'json') return { text: JSON.stringify(body), type: 'application/json' };
  const fields = leavesOf(body).map((one): [string, string] => [one.name, one.value]);
  return { text: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}
