import { scanForCanaries } from '../core/canary-scan.ts';
import type { Exchange, NoAnswer, RecordedRequest } from '../core/exchange.ts';
import { serviceAt } from '../core/hosted.ts';
import type { Target } from '../core/target.ts';
import { encodeBody } from './body.ts';
import type { Guard } from './guard.ts';
import { presented } from './hosted.ts';
import type { Http, WireOutcome } from './http.ts';
import { readJsonAt } from './json-at.ts';
import type { Ask } from './lane.ts';
import { headersOf, type Material } from './material.ts';
import { fromOwnPage, isOfBrowser } from './own-page.ts';
import type { Pace } from './pace.ts';
import type { Scope } from './scope.ts';
import type { SignDelivery } from './sign-delivery.ts';
import { harvestSecrets } from './secret-harvest.ts';
import type { Vault } from './vault.ts';

/** Characters of one answer that are kept. Canaries are looked for in all that was read, which is up to 16 MiB. */
const KEEP = 512 * 1024;

/** A request with everything decided but the secrets. */
interface Order {
  readonly id: string;
  readonly lane: string;
  /** What the circuit breaker counts together. */
  readonly family: string;
  readonly ask: Ask;
  readonly as: string;
  readonly material: Material;
  /** The tenant's key and host, where the request names one. */
  readonly tenant?: { readonly id: string; readonly host?: string };
}

export interface Transmission {
  readonly exchange: Exchange;
  /** The answer before redaction, for observers; never stored. */
  readonly rawBody: string;
}

export interface TransmitOptions {
  readonly http: Http;
  readonly scope: Scope;
  readonly guard: Guard;
  readonly pace: Pace;
  readonly vault: Vault;
  readonly sign: SignDelivery;
  readonly target: Target;
  readonly base: string;
  readonly userAgent: string;
  readonly runId: string;
  /** Canaries planted so far; grows while the run goes on. */
  readonly canaries: ReadonlySet<string>;
  /** Milliseconds since the run began. */
  readonly now: () => number;
}

export type Transmit = (order: Order) => Promise<Transmission>;

/** The one way out: every request passes scope, budget and pace here, and every answer is redacted here. */
export function createTransmit(options: TransmitOptions): Transmit {
  const { http, scope, guard, pace, vault, target, canaries, now } = options;
  return async (order) => {
    const { ask, material } = order;
    const service = serviceAt(target, ask.base);
    const own =
      service === undefined
        ? {
            headers: {
              ...lowerCase(target.headers),
              ...headersOf(material, ask.method),
              ...tenantHeader(order, target),
            },
            query: {},
          }
        : presented(service, material, ask.method);
    const url = addressOf(order, ask.base ?? options.base, target, own.query);
    const encoded =
      ask.body === undefined
        ? undefined
        : encodeBody(ask.body, boundaryOf(order), (text) => vault.reveal(text));
    const sender =
      ask.sign === undefined
        ? {}
        : options.sign(ask.sign, { body: encoded?.sent ?? '', url: url.origin + url.path });
    const headers: Record<string, string> = {
      accept: 'application/json, text/plain;q=0.9, */*;q=0.8',
      'accept-encoding': 'identity',
      'user-agent': options.userAgent,
      'x-launch-ready-run': options.runId,
      ...(encoded === undefined ? {} : { 'content-type': encoded.contentType }),
      ...(service === undefined ? pageHeaders(order, own.headers, url.origin, target) : {}),
      ...own.headers,
      ...ask.headers,
      ...sender,
    };
    const request: RecordedRequest = {
      method: ask.method,
      url: url.origin + url.path,
      headers: redactAll(headers, vault),
      ...(encoded === undefined ? {} : { body: vault.redact(encoded.recorded) }),
    };
    const refused = scope.refuses(new URL(url.origin));
    const held: NoAnswer | undefined =
      refused === undefined
        ? guard.before(order.family)
        : { kind: 'no-answer', reason: 'out-of-scope', message: refused };
    let startedMs = now();
    const outcome =
      held ??
      (await pace.run(() => {
        startedMs = now();
        return http.send({
          method: ask.method,
          origin: url.origin,
          path: revealInPath(url.path, vault),
          headers: revealAll(headers, vault),
          timeoutMs: ask.timeoutMs ?? target.limits.timeoutMs,
          ...(encoded === undefined ? {} : { body: encoded.sent }),
        });
      }));
    const durationMs = round(now() - startedMs);
    if (held === undefined) guard.after(order.family, isBad(outcome) ? 'badly' : 'well');
    keepIssuedKey(outcome, ask, target, vault);
    keepIssuedTokens(outcome, order, target, vault);
    const { rawBody, recorded } = record(outcome, vault, canaries);
    const { id, lane, as } = order;
    return {
      exchange: { id, lane, as, request, outcome: recorded, startedMs: round(startedMs), durationMs },
      rawBody,
    };
  };
}

/** The gateway in front says that what is behind it is in trouble (RFC 9110, 15.6.3 to 15.6.5). */
function isBad(outcome: WireOutcome): boolean {
  return outcome.kind === 'no-answer' || (outcome.status >= 502 && outcome.status <= 504);
}

/** The key of an answer that issues one, whatever its field is called. */
function keepIssuedKey(outcome: WireOutcome, ask: Ask, { apiKeys }: Target, vault: Vault): void {
  if (outcome.kind === 'no-answer' || ask.method !== 'POST' || ask.path !== apiKeys?.create.post) return;
  const key = readJsonAt(outcome.body.toString('utf8'), apiKeys.key);
  if (key !== undefined && !key.includes('~secret.')) vault.keep(key, 'api-key');
}

/** The tokens of a login or a refresh, whatever their fields are called: the file says where they stand. */
function keepIssuedTokens(
  outcome: WireOutcome,
  { ask, as }: Pick<Order, 'ask' | 'as'>,
  { identities }: Target,
  vault: Vault,
): void {
  if (outcome.kind === 'no-answer' || ask.method !== 'POST') return;
  const body = outcome.body.toString('utf8');
  for (const path of tokenPaths(identities, ask.path)) {
    const token = readJsonAt(body, path);
    if (token !== undefined && token !== '') vault.keep(token, `${as}-token`);
  }
}

function tokenPaths(identities: Target['identities'], path: string): ReadonlySet<string> {
  const answers = Object.values(identities).flatMap(({ credential, refresh }) => [
    ...(credential.kind === 'login' && credential.login.kind === 'json' ? [credential.login] : []),
    ...(refresh === undefined ? [] : [refresh]),
  ]);
  return new Set(
    answers
      .filter(({ post }) => post === path)
      .flatMap(({ token, refreshToken }) => [token ?? [], refreshToken ?? []].flat()),
  );
}

function record(outcome: WireOutcome, vault: Vault, canaries: ReadonlySet<string>) {
  if (outcome.kind === 'no-answer') {
    return { rawBody: '', recorded: { ...outcome, message: vault.redact(outcome.message) } };
  }
  const rawBody = outcome.body.toString('utf8');
  for (const secret of harvestSecrets(rawBody.slice(0, KEEP), outcome.headers['set-cookie'])) {
    vault.keep(secret.value, secret.label);
  }
  const everything = `${Object.values(outcome.headers).join('\n')}\n${rawBody}`;
  const recorded: Exchange['outcome'] = {
    kind: 'answer',
    status: outcome.status,
    headers: redactAll(outcome.headers, vault),
    body: vault.redact(rawBody.slice(0, KEEP)),
    bytes: outcome.body.length,
    truncated: outcome.cut !== undefined || rawBody.length > KEEP,
    ...(outcome.arrivals === undefined ? {} : { arrivals: [...outcome.arrivals] }),
    ...(outcome.cut === undefined ? {} : { cut: outcome.cut }),
    canaries: [...scanForCanaries(everything, canaries)],
  };
  return { rawBody, recorded };
}

function redactAll(headers: { readonly [name: string]: string }, vault: Vault): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, vault.redact(value)]));
}

/** A value goes into an address encoded, unless it was taken from one and is encoded already. */
function revealInPath(path: string, vault: Vault): string {
  return vault.reveal(path, (value) => (/%[0-9a-f]{2}/i.test(value) ? value : encodeURIComponent(value)));
}

/** Header values may not hold line ends or characters beyond Latin-1 (RFC 9110, 5.5). */
function revealAll(headers: { readonly [name: string]: string }, vault: Vault): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      vault.reveal(value).replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?'),
    ]),
  );
}

/** Builds the address by hand: the URL class would tidy up the very spellings that a probe wants to send. */
function addressOf(
  order: Order,
  base: string,
  target: Target,
  credential: { readonly [name: string]: string },
): { origin: string; path: string } {
  const { ask, tenant } = order;
  const parsed = new URL(base);
  const prefix = parsed.pathname.replace(/\/$/, '');
  const { by, name } = target.tenancy ?? {};
  if (by === 'subdomain' && tenant !== undefined)
    parsed.hostname = `${tenant.host ?? tenant.id}.${parsed.hostname}`;
  let path = ask.path;
  if (by === 'path' && tenant !== undefined) path = path.replace(`{${name}}`, encodeURIComponent(tenant.id));
  const query = {
    ...(by === 'query' && name !== undefined && tenant !== undefined ? { [name]: tenant.id } : {}),
    ...order.material.query,
    ...ask.query,
    ...credential,
  };
  const pairs = Object.entries(query).map(
    ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
  );
  const search = pairs.length === 0 ? '' : `${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
  return { origin: parsed.origin, path: printable(prefix + path + search) };
}

/** What may not stand in a request line at all is percent-encoded; everything else goes out as written. */
function printable(path: string): string {
  return path.replaceAll(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character.toWellFormed()));
}

/** Unless the question is about where a request comes from. */
function pageHeaders(
  { ask }: Order,
  own: { readonly [name: string]: string },
  origin: string,
  { app }: Target,
): Record<string, string> {
  const sent = { ...own, ...lowerCase(ask.headers ?? {}) };
  if (sent['origin'] !== undefined || !isOfBrowser(sent, ask.body)) return {};
  return fromOwnPage({ app, origin, method: ask.method });
}

function tenantHeader({ tenant }: Order, target: Target): Record<string, string> {
  const { by, name } = target.tenancy ?? {};
  if (by !== 'header' || name === undefined || tenant === undefined) return {};
  return { [name.toLowerCase()]: tenant.id };
}

function lowerCase(headers: Target['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function boundaryOf(order: Order): string {
  return `launch-ready-${order.id.replaceAll(/[^A-Za-z0-9]/g, '').slice(-40)}`;
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
