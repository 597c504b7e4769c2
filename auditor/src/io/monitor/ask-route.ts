import type { WatchedRoute } from '../../core/target/monitoring.ts';
import type { Http, WireOutcome } from '../http.ts';
import type { Secrets } from '../secrets.ts';
import { version } from '../version.ts';
import type { Vault } from '../vault.ts';

/** One try at one route. */
export interface Try {
  /** What was wrong; holds nothing that the product answered. */
  readonly trouble?: string;
  readonly durationMs: number;
}

interface AskOptions {
  readonly http: Http;
  readonly vault: Vault;
  readonly secrets: Secrets;
}

/** Asks a route once, at an address that is known to be the product's. */
export async function askRoute(
  { http, vault, secrets }: AskOptions,
  route: WatchedRoute,
  base: string,
): Promise<Try> {
  const { ask, headers, json, withinMs } = route;
  const address = new URL(base);
  const body = json === undefined ? undefined : vault.reveal(JSON.stringify(secrets.json(json)), inJson);
  const own = headers === undefined ? {} : secrets.fields(headers);
  const started = performance.now();
  const outcome = await http.send({
    method: ask.method,
    origin: address.origin,
    path: address.pathname.replace(/\/$/, '') + ask.path,
    headers: {
      accept: '*/*',
      'user-agent': `launch-ready-monitor/${version()}`,
      'cache-control': 'no-cache',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, vault.reveal(value)])),
    },
    ...(body === undefined ? {} : { body }),
    timeoutMs: withinMs,
  });
  const durationMs = performance.now() - started;
  const trouble = troubleOf(outcome, route);
  return trouble === undefined ? { durationMs } : { durationMs, trouble: vault.redact(trouble) };
}

const inJson = (value: string) => JSON.stringify(value).slice(1, -1);

function troubleOf(
  outcome: WireOutcome,
  { ask, status, contains, withinMs }: WatchedRoute,
): string | undefined {
  const asked = `${ask.method} ${ask.path}`;
  if (outcome.kind === 'no-answer') return `${asked} got no answer: ${outcome.message}`;
  if (outcome.cut === 'time') return `${asked} did not end its answer within ${withinMs / 1_000} s`;
  const isWanted = status === undefined ? outcome.status < 400 : status.includes(outcome.status);
  if (!isWanted)
    return `${asked} answered ${outcome.status}, expected ${status?.join(' or ') ?? 'below 400'}`;
  if (contains === undefined || outcome.body.includes(contains)) return undefined;
  return `${asked} answered ${outcome.status} without the text that a working answer holds`;
}
