import type { WatchedRoute, WatchSpec } from '../../core/target/monitoring.ts';
import type { Alert } from '../../core/watch/alert.ts';
import { settle, type Incident, type Observation, type WatchState } from '../../core/watch/incidents.ts';
import { p95, remembered } from '../../core/watch/percentile.ts';
import type { Http } from '../http.ts';
import type { Secrets } from '../secrets.ts';
import type { Tls } from '../tls.ts';
import type { Vault } from '../vault.ts';
import { askRoute } from './ask-route.ts';
import { lookAtCertificates } from './certificates.ts';
import type { Channel } from './channels.ts';
import { confirmed, type Confirmed } from './confirm.ts';

interface WatchOptions {
  readonly product: string;
  readonly watch: WatchSpec;
  /** The address that a route's path is below: of the product, or of the stand-in of a drill. */
  readonly baseOf: (route: WatchedRoute) => string;
  readonly channels: readonly Channel[];
  readonly http: Http;
  readonly tls: Tls;
  readonly vault: Vault;
  readonly secrets: Secrets;
  readonly sleep: (ms: number) => Promise<void>;
  readonly state: WatchState;
  /** Keeps what must survive a restart; undefined when it was kept, otherwise why not. */
  readonly keep: (state: WatchState) => string | undefined;
  readonly code?: string;
}

/** A message that a channel was given. */
export interface Told {
  readonly channel: Channel['name'];
  readonly kind: Alert['kind'];
  /** Why it was not taken. */
  readonly because?: string;
}

/** What one round came to. */
export interface Round {
  readonly at: string;
  readonly routes: readonly (Confirmed & { readonly name: string })[];
  /** Everything that is wrong now, and what has just come right. */
  readonly incidents: readonly Incident[];
  readonly ended: readonly Incident[];
  readonly told: readonly Told[];
  /** Why the state could not be kept. */
  readonly unkept?: string;
}

export interface Watch {
  /** Asks every route once, confirms what failed, and tells whoever has to know. */
  round(): Promise<Round>;
}

/** Certificates last for weeks; a handshake every six hours is enough. */
const CERTIFICATES_EVERY_MS = 6 * 3_600_000;

export function createWatch(options: WatchOptions): Watch {
  const { watch, product, baseOf, channels, keep } = options;
  let { state } = options;

  async function ask(route: WatchedRoute): Promise<Confirmed & { readonly name: string }> {
    const wasDown = state.incidents[`route:${route.name}`] !== undefined;
    const { sleep } = options;
    const once = () => askRoute(options, route, baseOf(route));
    return { name: route.name, ...(await confirmed({ confirm: watch.confirm, wasDown, ask: once, sleep })) };
  }

  async function certificates(now: number): Promise<readonly Observation[]> {
    const last = state.certificatesAt === undefined ? 0 : Date.parse(state.certificatesAt);
    if (!watch.certificate || now - last < CERTIFICATES_EVERY_MS) return [];
    state = { ...state, certificatesAt: new Date(now).toISOString() };
    return lookAtCertificates(options.tls, watch.routes.map(originOf), now);
  }

  const originOf = (route: WatchedRoute) => new URL(baseOf(route)).origin;

  /** What is no longer watched is no longer down. */
  const isWatched = (subject: string) =>
    subject.startsWith('certificate:') || watch.routes.some(({ name }) => subject.endsWith(`:${name}`));

  async function tell(ended: readonly Incident[], at: string): Promise<readonly Told[]> {
    const told: Told[] = [];
    for (const channel of channels) {
      const send = async (kind: Alert['kind'], incidents: readonly Incident[]) => {
        if (incidents.length === 0) return false;
        const shown = incidents.map(({ told: _, ...shown }) => shown);
        const code = options.code === undefined ? {} : { code: options.code };
        const because = await channel.send({ kind, product, incidents: shown, at, ...code });
        told.push({ channel: channel.name, kind, ...(because === undefined ? {} : { because }) });
        return because === undefined;
      };
      await send(
        'up',
        ended.filter((one) => one.told.includes(channel.name)),
      );
      const fresh = Object.values(state.incidents).filter((one) => !one.told.includes(channel.name));
      if (await send('down', fresh)) state = withTold(state, channel.name);
    }
    return told;
  }

  return {
    async round() {
      const now = Date.now();
      const at = new Date(now).toISOString();
      const routes = await Promise.all(watch.routes.map(ask));
      const recentMs = recentOf(state, routes);
      const seen = [
        ...routes.map(whetherDown),
        ...(watch.p95Ms === undefined ? [] : slowness(recentMs, watch.p95Ms)),
        ...(await certificates(now)),
      ];
      const known = Object.fromEntries(Object.entries(state.incidents).filter(([one]) => isWatched(one)));
      const { incidents, ended } = settle(known, seen, at);
      state = { ...state, incidents, recentMs };
      // Before anybody is told, so that a crash repeats an alert rather than loses it.
      keep(state);
      const told = await tell(ended, at);
      const unkept = keep(state);
      return {
        at,
        routes,
        incidents: Object.values(state.incidents),
        ended,
        told,
        ...(unkept === undefined ? {} : { unkept }),
      };
    },
  };
}

function whetherDown({ name, trouble }: Confirmed & { readonly name: string }): Observation {
  return {
    subject: `route:${name}`,
    name,
    state: 'is down',
    ...(trouble === undefined ? {} : { trouble }),
  };
}

/** Only answers that worked say how fast the product is. */
function recentOf({ recentMs }: WatchState, routes: Round['routes']): WatchState['recentMs'] {
  return Object.fromEntries(
    routes.map(({ name, trouble, durationMs }) => {
      const before = recentMs[name] ?? [];
      return [name, trouble === undefined ? remembered(before, durationMs) : before];
    }),
  );
}

function slowness(recentMs: WatchState['recentMs'], boundMs: number): readonly Observation[] {
  return Object.entries(recentMs).map(([name, times]) => {
    const observation = { subject: `speed:${name}`, name, state: 'is slow' } as const;
    const slow = p95(times);
    if (slow === undefined || slow <= boundMs) return observation;
    return {
      ...observation,
      trouble: `one of twenty answers takes ${slow} ms or longer; the bound is ${boundMs} ms`,
    };
  });
}

function withTold(state: WatchState, channel: string): WatchState {
  const incidents = Object.entries(state.incidents).map(([subject, one]) => [
    subject,
    one.told.includes(channel) ? one : { ...one, told: [...one.told, channel] },
  ]);
  return { ...state, incidents: Object.fromEntries(incidents) };
}
