import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { IdentitySpec } from '../../core/target.ts';
import { tokenAsOf, type TokenAs } from '../../core/target/identity.ts';
import type { Door } from '../../evidence/seen.ts';
import { readJsonAt } from '../../io/json-at.ts';
import type { Credential, Lane } from '../../io/lane.ts';
import { doorOf } from '../access/door.ts';
import type { DoorRoute } from '../access/door-route.ts';
import { see } from '../access/see.ts';

/** How the access token is renewed, and where it stands in the answer. */
export interface RefreshRoute {
  readonly spec: NonNullable<IdentitySpec['refresh']>;
  readonly token: string;
  readonly tokenAs: TokenAs;
}

/** Requests of one try: the refresh, and the new token twice. */
export const REFRESH_REQUESTS = 3;

/** The way to refresh that the file names, where the log-in gives a token to do it with. */
export function refreshRoute({ refresh, credential }: IdentitySpec): RefreshRoute | undefined {
  if (refresh === undefined || credential.kind !== 'login' || credential.login.kind !== 'json')
    return undefined;
  const token = refresh.token ?? credential.login.token;
  const given = credential.login.refreshToken !== undefined;
  return token === undefined || !given ? undefined : { spec: refresh, token, tokenAs: tokenAsOf(credential) };
}

/** Tries a session's refresh token, and what it gives on a protected route: once, and again if it opened. */
export async function tryRefresh(
  lane: Lane,
  { spec, token, tokenAs: { header, before } }: RefreshRoute,
  {
    session,
    route,
    reference,
  }: { readonly session: Credential; readonly route: DoorRoute; readonly reference: Exchange },
): Promise<{ readonly door: Door; readonly again?: Door }> {
  const exchange = await lane.send({
    method: 'POST',
    path: spec.post,
    operation: `POST ${spec.post}`,
    secretsOf: session,
    label: `${session.label}, refreshing`,
    body: { kind: 'json', json: spec.json?.template ?? {} },
  });
  const seen = see(exchange);
  if (!seen.answered) {
    return {
      door: { seen, state: 'unclear', ...(seen.because === undefined ? {} : { because: seen.because }) },
    };
  }
  const fresh = readJsonAt(answerOf(exchange)?.body ?? '', token);
  if (fresh === undefined) return { door: { seen, state: 'shut' } };
  const use = async () =>
    doorOf(
      await lane.send({
        ...route.ask,
        headers: { [header]: `${before}${fresh}` },
        label: `${session.label}, refreshed`,
      }),
      reference,
    );
  const door = await use();
  return door.state === 'open' ? { door, again: await use() } : { door };
}
