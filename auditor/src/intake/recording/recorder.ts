import { METHODS, type Json } from '../../core/operation.ts';
import { isSecretName } from '../../core/target/secret.ts';
import { bareType, parseJson, readBody, readEvents } from './body.ts';
import type {
  Pairs,
  RawAnswer,
  RawExchange,
  Recorded,
  RecordedAnswer,
  RecordedBody,
  SeenCredential,
} from './recorded.ts';
import { isPage, relevanceOf, type Base, type Dropped } from './relevance.ts';
import { createSecretKeeper, isMark, sessionCookies, type SecretKeeper } from './secrets.ts';

/** What was left out, and what was seen elsewhere. */
export interface Counts {
  readonly all: number;
  readonly dropped: ReadonlyMap<Dropped, number>;
  readonly otherHosts: ReadonlyMap<string, number>;
  /** Exchanges beyond what is kept. */
  readonly tooMany: number;
}

/** Takes exchanges one at a time and keeps what concerns the product, without its secrets. */
export interface Recorder {
  /** True when it concerns the product. */
  add(exchange: RawExchange): boolean;
  end(): {
    readonly exchanges: readonly Recorded[];
    readonly pages: readonly string[];
    readonly credentials: readonly SeenCredential[];
    readonly sessions: readonly string[];
    readonly counts: Counts;
  };
}

/** More than a person clicks through; a recording of a load test needs no more either. */
const MOST_EXCHANGES = 10_000;
/** Most JSON that is kept of all answers together, in characters. */
const MOST_ANSWERS = 64 * 1024 * 1024;

/** @param owner name of the identity */
export function createRecorder(owner: string, base: Base): Recorder {
  const keeper = createSecretKeeper(owner);
  const exchanges: Recorded[] = [];
  const pages: Recorded[] = [];
  const dropped = new Map<Dropped, number>();
  const otherHosts = new Map<string, number>();
  const credentials = new Map<string, SeenCredential>();
  const sessions = new Set<string>();
  let all = 0;
  let tooMany = 0;
  let room = MOST_ANSWERS;
  return {
    add(raw) {
      all += 1;
      const relevance = relevanceOf(raw, base);
      if (!relevance.keep) {
        count(dropped, relevance.why);
        if (relevance.host !== undefined && otherHosts.size < 1_000) count(otherHosts, relevance.host);
        return false;
      }
      if (exchanges.length + pages.length >= MOST_EXCHANGES) {
        tooMany += 1;
        return true;
      }
      for (const one of credentialsIn(raw.headers)) credentials.set(JSON.stringify(one), one);
      for (const one of sessionsIn(raw.headers)) sessions.add(one);
      room -= raw.answer?.text?.length ?? 0;
      const recorded = record(keeper, raw, relevance, room > 0);
      if (recorded !== undefined) (isPage(raw) ? pages : exchanges).push(recorded);
      return recorded !== undefined;
    },
    end() {
      // Without any data the pages are the product; otherwise they only hold what was fetched.
      const isRendered = !exchanges.some((one) => one.answer?.json !== undefined);
      if (!isRendered && pages.length > 0) dropped.set('page', pages.length);
      const opened = new Set(isRendered ? [] : pages.map((one) => one.path));
      return {
        exchanges: isRendered ? [...exchanges, ...pages] : exchanges.filter((one) => !leadsTo(opened, one)),
        pages: [...opened],
        credentials: [...credentials.values()],
        sessions: [...sessions],
        counts: { all, dropped, otherHosts, tooMany },
      };
    },
  };
}

/** A redirect at the address of a page is no operation: a browser asks again where a page wants client hints. */
function leadsTo(pages: ReadonlySet<string>, { method, path, answer }: Recorded): boolean {
  const status = answer?.status ?? 0;
  return method === 'GET' && pages.has(path) && status >= 300 && status < 400;
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const LOGIN = /\/(?:log-?in|sign-?in|token|sessions?|auth|authenticate|credentials|password)(?:\/|$)/i;

function record(
  keeper: SecretKeeper,
  raw: RawExchange,
  { path, url }: { readonly path: string; readonly url: URL },
  withAnswer: boolean,
): Recorded | undefined {
  const method = METHODS.find((one) => one === raw.method);
  if (method === undefined) return undefined;
  const body = raw.body === undefined ? undefined : readBody(raw.body);
  const isStream = /event-stream|ndjson/.test(raw.answer?.contentType ?? '');
  const answered = withAnswer && !isStream ? parseJson(raw.answer?.text) : undefined;
  keeper.learn(raw, body?.json, answered);
  const isLogin = method === 'POST' && LOGIN.test(path);
  return {
    method,
    path: cleanPath(keeper, path),
    host: url.host,
    query: [...url.searchParams].map(
      ([name, value]) => [name, isSecretName(name) ? keeper.mark(value) : keeper.text(value)] as const,
    ),
    headers: neededHeaders(keeper, raw.headers),
    ...(body === undefined ? {} : { body: cleanBody(keeper, body, isLogin) }),
    ...(raw.answer === undefined ? {} : { answer: cleanAnswer(keeper, raw.answer, answered, url) }),
  };
}

function cleanPath(keeper: SecretKeeper, path: string): string {
  return path
    .split('/')
    .map((segment) => {
      const plain = decoded(segment);
      const clean = keeper.text(plain);
      return clean === plain && !isMark(plain) ? segment : clean;
    })
    .join('/');
}

function cleanBody(keeper: SecretKeeper, body: RecordedBody, isLogin: boolean): RecordedBody {
  if (body.json === undefined) return body;
  return { ...body, json: keeper.json(body.json, isLogin ? 'login' : 'request') };
}

function cleanAnswer(
  keeper: SecretKeeper,
  { status, contentType, headers, text }: RawAnswer,
  json: Json | undefined,
  url: URL,
): RecordedAnswer {
  const type = bareType(contentType);
  const location = headers.find(([name]) => name === 'location')?.[1];
  const isStream = /event-stream|ndjson/.test(type) && text !== undefined;
  const events = isStream ? readEvents(text, type) : [];
  const lines = headers.flatMap(([name, value]) => (name === 'set-cookie' ? value.split('\n') : []));
  const ended = lines.filter((line) => ENDS.test(line));
  return {
    status,
    contentType: type,
    cookies: cookieNames(lines.filter((line) => !ENDS.test(line))),
    ...(ended.length === 0 ? {} : { dropped: cookieNames(ended) }),
    ...(json === undefined ? {} : { json: keeper.json(json, 'answer') }),
    ...(events.length === 0
      ? {}
      : { events: events.map((one) => ({ ...one, json: keeper.json(one.json, 'answer') })) }),
    ...(location === undefined || !URL.canParse(location, url)
      ? {}
      : { location: cleanPath(keeper, new URL(location, url).pathname) }),
  };
}

/** A cookie ends when its time is over before it begins (RFC 6265, 4.1.2.1 and 4.1.2.2). */
const ENDS = /;\s*(?:max-age=(?:0|-\d+)|expires=[^;]*\b19[67]\d\b[^;]*)\s*(?:;|$)/i;

function cookieNames(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => /^\s*([^=;\s]+)\s*=/.exec(line)?.[1] ?? []);
}

/** What a browser or its tools send by themselves, and what only measures. */
const ORDINARY =
  /^(?::.*|accept(?:-.*)?|user-agent|sec-.*|referer|origin|host|connection|content-(?:length|type|encoding)|cache-control|pragma|dnt|te|upgrade.*|priority|if-.*|range|cookie|(?:proxy-)?authorization|x-forwarded-.*|traceparent|tracestate|baggage|sentry-trace|x-(?:request(?!ed)|correlation|amzn-trace|b3|datadog|vercel|newrelic).*|newrelic|b3|next-router-.*|next-url|rsc|x-nextjs-.*|keep-alive|transfer-encoding|purpose|x-client-data)$/;
const MOST_HEADERS = 20;

function neededHeaders(keeper: SecretKeeper, headers: Pairs): Record<string, string> {
  const needed = headers
    .filter(([name, value]) => !ORDINARY.test(name) && value.length <= 500)
    .slice(0, MOST_HEADERS);
  return Object.fromEntries(
    needed.map(([name, value]) => [name, isSecretName(name) ? keeper.mark(value) : keeper.text(value)]),
  );
}

function credentialsIn(headers: Pairs): readonly SeenCredential[] {
  return headers.flatMap(([name, value]): readonly SeenCredential[] => {
    if (name === 'authorization')
      return [{ kind: /^basic\s/i.test(value) ? 'basic' : 'bearer', names: [name] }];
    if (name === 'cookie')
      return [{ kind: 'cookie', names: value.split(';').map((one) => one.split('=')[0]?.trim() ?? '') }];
    return /api[-_]?key/.test(name) ? [{ kind: 'header', names: [name] }] : [];
  });
}

function sessionsIn(headers: Pairs): readonly string[] {
  return headers.flatMap(([name, value]) => {
    if (name === 'authorization') return [fingerprint(value)];
    return name === 'cookie' ? sessionCookies(value).map((one) => fingerprint(one)) : [];
  });
}

/** FNV-1a in 32 bits: enough to see that two sessions are one, too little to get back to the secret. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
