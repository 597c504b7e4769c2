import type { LeftOut } from '../core/cell.ts';
import type { IdentitySpec } from '../core/target.ts';
import { SessionAfterPasswordChange } from '../evidence/revoked-session.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorRoute, type DoorRoute } from './access/door-route.ts';
import { inTurn } from './access/turns.ts';
import { CHANGE_REQUESTS, changedPassword } from './accounts/changed-password.ts';
import { ADD_DISPOSABLE, ADD_WHOAMI, disposable } from './accounts/disposable.ts';
import type { AccountRequest } from './accounts/request.ts';
import { REVOCATION_REQUESTS, watchRevocation } from './accounts/revocation.ts';

const KIND = SessionAfterPasswordChange.kind;

/** Changes the password of a disposable identity in one session, tries another one, and changes it back. */
export const sessionAfterPasswordChange: Probe = {
  id: 'session-after-password-change',
  yields: [KIND],
  plan: (context) => {
    const route = doorRoute(context);
    const { target } = context;
    const names = disposable(target);
    const change = target.password?.change;
    if (route === undefined) return nothing('no route shows whether a session lives', ADD_WHOAMI);
    if (names.length === 0) return nothing('no disposable identity can log in', ADD_DISPOSABLE);
    if (change === undefined) return nothing('the file does not say how a password is changed', ADD_CHANGE);
    const cells = names.flatMap((name) => {
      const spec = target.identities[name];
      return spec === undefined ? [] : [cellFor({ name, spec, route, change })];
    });
    return { cells, leftOut: [] };
  },
};

interface Question {
  readonly name: string;
  readonly spec: IdentitySpec;
  readonly route: DoorRoute;
  readonly change: AccountRequest;
}

function cellFor(question: Question): RunnableCell {
  const { name, route } = question;
  return {
    id: `session-after-password-change/${route.operation}/${name}`,
    probe: 'session-after-password-change',
    title: `does ${name}'s other session end when the password changes?`,
    operation: route.operation,
    identities: [name],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: REVOCATION_REQUESTS + CHANGE_REQUESTS, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => inTurn(lane, name, () => run(lane, question)),
  };
}

async function run(lane: Lane, { name, spec, route, change }: Question): Promise<CellResult> {
  const password = changedPassword(lane, name, change);
  const watched = await watchRevocation(lane, {
    name,
    spec,
    route,
    event: 'change of the password',
    revoke: () => password.change(),
    restore: () => password.changeBack(),
  });
  return watched.kind === 'watched'
    ? gathered(SessionAfterPasswordChange.of(watched.data))
    : unanswered(watched.because, watched.add);
}

function nothing(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  const what = 'whether other sessions end when the password changes';
  return { cells: [], leftOut: [{ kind: KIND, what, because, add }] };
}

const ADD_CHANGE =
  'password: { change: { post: /api/me/password, json: { current: "{{password}}", password: "{{newPassword}}" } } }';
