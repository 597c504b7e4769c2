import type { LeftOut } from '../core/cell.ts';
import type { IdentitySpec, Target } from '../core/target.ts';
import { SessionAfterLogout } from '../evidence/revoked-session.ts';
import { gathered, unanswered, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorRoute, type DoorRoute } from './access/door-route.ts';
import { inTurn } from './access/turns.ts';
import { ADD_DISPOSABLE, ADD_WHOAMI, disposable } from './accounts/disposable.ts';
import { REVOCATION_REQUESTS, watchRevocation } from './accounts/revocation.ts';

/** Logs a disposable identity out and uses the same credential, and its refresh token, again. */
export const sessionAfterLogout: Probe = {
  id: 'session-after-logout',
  yields: [SessionAfterLogout.kind],
  plan: (context) => {
    const route = doorRoute(context);
    const names = disposable(context.target);
    const logOuts = logOutsOf(context.target, names);
    const missing = [
      ...(route === undefined ? [left('no route shows whether a session lives', ADD_WHOAMI)] : []),
      ...(names.length === 0 ? [left('no disposable identity can log in', ADD_DISPOSABLE)] : []),
      ...(names.length > 0 && logOuts.length === 0
        ? [left('the file does not say how to log out', ADD_LOGOUT)]
        : []),
    ];
    if (route === undefined || missing.length > 0) return { cells: [], leftOut: missing };
    return { cells: logOuts.map((one) => cellFor(route, one)), leftOut: [] };
  },
};

interface LogOut {
  readonly name: string;
  readonly spec: IdentitySpec;
  readonly how: NonNullable<Target['logout']>;
}

function cellFor(route: DoorRoute, { name, spec, how }: LogOut): RunnableCell {
  return {
    id: `session-after-logout/${route.operation}/${name}`,
    probe: 'session-after-logout',
    title: `does ${name}'s session end with its log-out?`,
    operation: route.operation,
    identities: [name],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: REVOCATION_REQUESTS + 1, tokens: 0, mails: 0 },
    yields: [SessionAfterLogout.kind],
    run: (lane) =>
      inTurn(lane, name, async () => {
        const watched = await watchRevocation(lane, {
          name,
          spec,
          route,
          event: 'log-out',
          revoke: (session) =>
            lane.send({
              method: 'POST',
              path: how.post,
              as: session,
              secretsOf: session,
              label: `${name}, logging out`,
              ...(how.json === undefined ? {} : { body: { kind: 'json', json: how.json.template } }),
            }),
        });
        return watched.kind === 'watched'
          ? gathered(SessionAfterLogout.of(watched.data))
          : unanswered(watched.because, watched.add);
      }),
  };
}

function logOutsOf(target: Target, names: readonly string[]): readonly LogOut[] {
  return names.flatMap((name) => {
    const spec = target.identities[name];
    const how = spec?.logout ?? target.logout;
    return spec === undefined || how === undefined ? [] : [{ name, spec, how }];
  });
}

function left(because: string, add: string): LeftOut {
  return { kind: SessionAfterLogout.kind, what: 'whether a session ends with its log-out', because, add };
}

const ADD_LOGOUT = 'logout: { post: /api/auth/logout }';
