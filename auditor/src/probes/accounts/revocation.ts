import type { Exchange } from '../../core/exchange.ts';
import type { IdentitySpec } from '../../core/target.ts';
import type { RevokedRefresh, RevokedSession } from '../../evidence/revoked-session.ts';
import type { Door } from '../../evidence/seen.ts';
import type { Credential, Lane } from '../../io/lane.ts';
import { doorOf } from '../access/door.ts';
import type { DoorRoute } from '../access/door-route.ts';
import { personOf } from '../access/people.ts';
import { see } from '../access/see.ts';
import { REFRESH_REQUESTS, refreshRoute, tryRefresh } from './refresh.ts';

/** Requests of one log-in at most: two for CSRF tokens and the log-in itself, and all again when it was told to wait. */
export const LOGIN_REQUESTS = 6;

/** Requests that `watchRevocation` sends at most, without the event itself. */
export const REVOCATION_REQUESTS = 3 * LOGIN_REQUESTS + 5 + 2 * REFRESH_REQUESTS;

interface Watch {
  readonly name: string;
  readonly spec: IdentitySpec;
  readonly route: DoorRoute;
  readonly event: string;
  /** Makes happen what must end the session. Comes back with the answer, or with why it could not be tried. */
  readonly revoke: (session: Credential) => Promise<Exchange | { readonly because: string }>;
  /** Puts the account back, so that a fresh log-in must work. */
  readonly restore?: () => Promise<void>;
}

/** What was seen of a session before and after, or why nothing was. */
export type Watched =
  | { readonly kind: 'watched'; readonly data: RevokedSession }
  | { readonly kind: 'unanswered'; readonly because: string; readonly add?: string };

/** Opens a session, lets the event happen, and tries the session and its refresh token again. */
export async function watchRevocation(lane: Lane, watch: Watch): Promise<Watched> {
  const { name, spec, route, event } = watch;
  const no = (because: string): Watched => ({ kind: 'unanswered', because });
  const session = await lane.login(name);
  if (session.kind === 'failed') return no(`${name} could not log in: ${session.because}`);
  const ask = (as: Credential) => lane.send({ ...route.ask, as });
  const before = await ask(session.credential);
  const forged = await lane.forge(name, { kind: 'garbage' });
  if (forged.kind === 'impossible') {
    return { ...no(forged.because), ...(forged.add === undefined ? {} : { add: forged.add }) };
  }
  const garbage = await ask(forged.credential);
  const refreshing = refreshRoute(spec);
  const control =
    refreshing === undefined
      ? undefined
      : await controlOf(lane, name, (other) =>
          tryRefresh(lane, refreshing, { session: other, route, reference: before }),
        );
  const revoke = await watch.revoke(session.credential);
  if ('because' in revoke) {
    await watch.restore?.();
    return no(revoke.because);
  }
  const after = doorOf(await ask(session.credential), before);
  const again = after.state === 'open' ? doorOf(await ask(session.credential), before) : undefined;
  let refresh: RevokedRefresh | undefined;
  if (refreshing !== undefined && control !== undefined) {
    const tried = await tryRefresh(lane, refreshing, {
      session: session.credential,
      route,
      reference: before,
    });
    refresh = { control, after: tried.door, ...(tried.again === undefined ? {} : { again: tried.again }) };
  }
  await watch.restore?.();
  const renewed = await lane.login(name);
  const fresh = renewed.kind === 'failed' ? undefined : see(await ask(renewed.credential));
  return {
    kind: 'watched',
    data: {
      person: personOf(name, spec),
      operation: route.operation,
      event,
      before: see(before),
      garbage: doorOf(garbage, before),
      revoke: see(revoke),
      after,
      ...(again === undefined ? {} : { again }),
      ...(refresh === undefined ? {} : { refresh }),
      ...(fresh === undefined ? {} : { fresh }),
      ...(renewed.kind === 'failed' ? { freshBecause: renewed.because } : {}),
    },
  };
}

/** A refresh token of a session that nothing has happened to. */
async function controlOf(
  lane: Lane,
  name: string,
  attempt: (other: Credential) => Promise<{ readonly door: Door }>,
): Promise<Door | undefined> {
  const other = await lane.login(name);
  return other.kind === 'failed' ? undefined : (await attempt(other.credential)).door;
}
