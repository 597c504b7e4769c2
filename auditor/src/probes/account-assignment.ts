import type { LeftOut } from '../core/cell.ts';
import type { Operation } from '../core/operation.ts';
import { AccountAssignment } from '../evidence/assignment.ts';
import type { PlanContext, Probe, RunnableCell } from '../io/probe.ts';
import { personOf } from './access/people.ts';
import { promote, PROMOTING, type Promotion } from './access/promote.ts';
import { inTurn } from './access/turns.ts';
import { ADD_DISPOSABLE, disposable } from './accounts/disposable.ts';

const KIND = AccountAssignment.kind;
/** The most routes that are tried with one account. */
const ROUTES = 4;

/** A disposable account writes role, tier and flags into its own profile. */
export const accountAssignment: Probe = {
  id: 'account-assignment',
  yields: [KIND],
  plan: (context) => {
    const { target } = context;
    const { whoami } = target;
    if (whoami === undefined) return left('the file does not say where an account reads itself', ADD_WHOAMI);
    const candidates = disposable(target).map((name) => personOf(name, target.identities[name] ?? {}));
    const person = candidates.find((one) => !HIGH.test(one.role ?? '')) ?? candidates[0];
    if (person === undefined) return left('no identity is disposable', ADD_DISPOSABLE);
    const routes = profileRoutes(context, whoami.get);
    if (routes.length === 0) return left('no route is known by which an account changes itself', ADD_ROUTE);
    const cells = routes.map((operation) => cellFor({ target, person, operation, whoami: whoami.get }));
    return { cells, leftOut: [] };
  },
};

const HIGH = /owner|admin/i;
const PROFILE = /\/(?:me|profile|account|self|whoami|users?\/me)$/i;

function profileRoutes({ operations }: PlanContext, me: string): readonly Operation[] {
  return operations
    .filter(
      ({ method, path, destructive, mails }) =>
        (method === 'PATCH' || method === 'PUT' || method === 'POST') &&
        !destructive &&
        !mails &&
        !path.includes('{') &&
        (path === me || PROFILE.test(path)),
    )
    .slice(0, ROUTES);
}

function cellFor(question: Promotion): RunnableCell {
  const { person, operation } = question;
  return {
    id: `account-assignment/${operation.id}/${person.name}`,
    probe: 'account-assignment',
    title: `can ${person.name} raise itself by extra fields of ${operation.id}?`,
    operation: operation.id,
    identities: [person.name],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: PROMOTING, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => inTurn(lane, person.name, () => promote(lane, question)),
  };
}

function left(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  const what = 'whether an account can write privileges into its profile';
  return { cells: [], leftOut: [{ kind: KIND, what, because, add }] };
}

const ADD_WHOAMI = 'whoami: { get: /api/me, user: $.email, role: $.role, tier: $.tier }';
const ADD_ROUTE = 'routes: { list: [PATCH /api/me] }   # the route that changes a profile';
