import type { LeftOut } from '../core/cell.ts';
import type { Target } from '../core/target.ts';
import { SessionAfterLogout } from '../evidence/revoked-session.ts';
import type { Credential, Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { personOf } from './access/people.ts';
import { doorRoute, type DoorRoute } from './access/door-route.ts';
import { doorOf } from './access/door.ts';
import { see } from './access/see.ts';
import { inTurn } from './access/turns.ts';

const EVENT = 'log-out';

/** Logs a disposable identity out and uses the same credential again. */
export const sessionAfterLogout: Probe = {
  id: 'session-after-logout',
  yields: [SessionAfterLogout.kind],
  plan: (context) => {
    const route = doorRoute(context);
    const names = disposable(context.target);
    const missing = [
      ...(route === undefined ? [left('no route shows whether a session lives', ADD_WHOAMI)] : []),
      ...(names.length === 0 ? [left('no disposable identity can log in', ADD_DISPOSABLE)] : []),
      ...(names.length > 0 && logOutsOf(context.target, names).length === 0
        ? [left('the file does not say how to log out', ADD_LOGOUT)]
        : []),
    ];
    if (route === undefined || missing.length > 0) return { cells: [], leftOut: missing };
    const cells = logOutsOf(context.target, names).map(({ name, path, plain }) =>
      cellFor(context, route, { name, path, plain }),
    );
    return { cells, leftOut: [] };
  },
};

interface LogOut {
  readonly name: string;
  readonly path: string;
  /** The body holds no secret that only io could fill in. */
  readonly plain: boolean;
}

function cellFor({ target }: PlanContext, route: DoorRoute, logOut: LogOut): RunnableCell {
  const { name } = logOut;
  return {
    id: `session-after-logout/${route.operation}/${name}`,
    probe: 'session-after-logout',
    title: `does ${name}'s session end with its log-out?`,
    operation: route.operation,
    identities: [name],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: 16, tokens: 0, mails: 0 },
    yields: [SessionAfterLogout.kind],
    run: (lane) => inTurn(lane, name, () => run(lane, target, route, logOut)),
  };
}

async function run(
  lane: Lane,
  target: Target,
  route: DoorRoute,
  { name, path, plain }: LogOut,
): Promise<CellResult> {
  if (!plain) return unanswered('the log-out needs a refresh token in its body, which a probe never holds');
  const session = await lane.login(name);
  if (session.kind === 'failed') return unanswered(`${name} could not log in: ${session.because}`);
  const ask = (as: Credential) => lane.send({ ...route.ask, as });
  const before = await ask(session.credential);
  const forged = await lane.forge(name, { kind: 'garbage' });
  if (forged.kind === 'impossible') return unanswered(forged.because, forged.add);
  const garbage = await ask(forged.credential);
  const revoke = await lane.send({
    method: 'POST',
    path,
    as: session.credential,
    label: `${name}, logging out`,
  });
  const after = doorOf(await ask(session.credential), before);
  const again = after.state === 'open' ? doorOf(await ask(session.credential), before) : undefined;
  const renewed = await lane.login(name);
  const fresh = renewed.kind === 'failed' ? undefined : see(await ask(renewed.credential));
  return gathered(
    SessionAfterLogout.of({
      person: personOf(name, target.identities[name] ?? {}),
      operation: route.operation,
      event: EVENT,
      before: see(before),
      garbage: doorOf(garbage, before),
      revoke: see(revoke),
      after,
      ...(again === undefined ? {} : { again }),
      ...(fresh === undefined ? {} : { fresh }),
      ...(renewed.kind === 'failed' ? { freshBecause: renewed.because } : {}),
    }),
  );
}

/** Names of accounts that may be logged out and can come back by themselves. */
export function disposable(target: Target): readonly string[] {
  return Object.entries(target.identities).flatMap(([name, one]) =>
    one.disposable && one.credential.kind === 'login' ? [name] : [],
  );
}

function logOutsOf(target: Target, names: readonly string[]): readonly LogOut[] {
  return names.flatMap((name) => {
    const spec = target.identities[name]?.logout ?? target.logout;
    return spec === undefined ? [] : [{ name, path: spec.post, plain: spec.json === undefined }];
  });
}

function left(because: string, add: string): LeftOut {
  return { kind: SessionAfterLogout.kind, what: 'whether a session ends with its log-out', because, add };
}

export const ADD_WHOAMI = 'whoami: { get: /api/me, user: $.email, role: $.role }';
export const ADD_DISPOSABLE = `identities:
  tom: { tenant: acme, role: member, disposable: true, login: { post: /api/auth/login, json: { email: tom@acme.test, password: "\${TOM_PASSWORD}" }, token: $.token } }`;
const ADD_LOGOUT = 'logout: { post: /api/auth/logout }';
