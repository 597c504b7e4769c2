import type { LeftOut } from '../core/cell.ts';
import type { Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import { RoleChange } from '../evidence/role.ts';
import type { Person } from '../evidence/seen.ts';
import type { PlanContext, Probe, RunnableCell } from '../io/probe.ts';
import { climb, type Climb, type RoleRoute } from './access/climb.ts';
import { personOf } from './access/people.ts';
import { inTurn } from './access/turns.ts';
import { ADD_DISPOSABLE, disposable } from './accounts/disposable.ts';

/** The most routes that are tried with one account. */
const ROUTES = 8;

/** A disposable account of a low role tries to raise itself, by every route that may write a role. */
export const roleChange: Probe = {
  id: 'role-change',
  yields: [RoleChange.kind],
  plan: (context) => {
    const { target } = context;
    const { whoami } = target;
    if (whoami?.role === undefined) return left('the file does not say where a role is read', ADD_ROLE);
    const person = disposable(target)
      .map((name) => personOf(name, target.identities[name] ?? {}))
      .find((one) => one.role !== undefined && !HIGH.test(one.role));
    const wanted = person === undefined ? undefined : higherRole(target, person);
    if (person === undefined || wanted === undefined) {
      return left('no disposable identity has a role below another', ADD_DISPOSABLE);
    }
    const routes = roleRoutes(context, whoami.get, wanted);
    if (routes.length === 0) return left('no route is known that could write a role', ADD_ROUTE);
    const witness = { get: whoami.get, role: whoami.role };
    return { cells: routes.map((route) => cellFor({ target, person, route, witness })), leftOut: [] };
  },
};

function cellFor(question: Climb): RunnableCell {
  const { person, route } = question;
  return {
    id: `role-change/${route.operation.id}/${person.name}`,
    probe: 'role-change',
    title: `can ${person.name} become ${route.wanted} by ${route.operation.id}?`,
    operation: route.operation.id,
    identities: [person.name],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: 40, tokens: 0, mails: 0 },
    yields: [RoleChange.kind],
    run: (lane) => inTurn(lane, person.name, () => climb(lane, question)),
  };
}

const HIGH = /owner|admin/i;

/** The role that it would like: an admin's before any other that a colleague has. */
export function higherRole(target: Target, person: Person): string | undefined {
  const roles = Object.values(target.identities).flatMap((other) =>
    other.disposable || other.tenant !== person.tenant || other.role === person.role
      ? []
      : (other.role ?? []),
  );
  return roles.find((role) => HIGH.test(role)) ?? roles[0];
}

const ROLE_FIELD = /^(?:role|roles|role_?name|member_?role|user_?role|access_?level|permission)$/i;
const ABOUT_PEOPLE =
  /\/(?:me|profile|account|self|whoami|members?(?:hips?)?|users?|team|people|staff)(?:\/\{[^}]+\})?(?:\/roles?)?$/i;

/** Routes that name a role in their body, and those that change a person at all, where an extra field may slip in. */
export function roleRoutes(
  { operations, target }: PlanContext,
  me: string,
  wanted: string,
): readonly RoleRoute[] {
  const last = target.whoami?.role?.split('.').at(-1) ?? 'role';
  const field = /^\w+$/.test(last) ? last : 'role';
  const writing = operations.filter(
    (one) =>
      (one.method === 'PATCH' || one.method === 'PUT') &&
      !one.destructive &&
      (one.path === me || ABOUT_PEOPLE.test(one.path)),
  );
  const routes = writing.map((operation): RoleRoute => {
    const named = Object.keys(operation.body?.schema?.properties ?? {}).find((name) => ROLE_FIELD.test(name));
    return named === undefined
      ? { operation, field, wanted, sort: 'personal' }
      : { operation, field: named, wanted: settable(operation, named, wanted), sort: 'membership' };
  });
  return routes.sort((one, other) => one.sort.localeCompare(other.sort)).slice(0, ROUTES);
}

/** The wanted role, or the highest that the description lets one set. */
function settable({ body }: Operation, field: string, wanted: string): string {
  const allowed = (body?.schema?.properties?.[field]?.enum ?? []).filter((one) => typeof one === 'string');
  if (allowed.length === 0 || allowed.includes(wanted)) return wanted;
  return allowed.find((one) => HIGH.test(one)) ?? wanted;
}

function left(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  const what = 'whether somebody can raise their own role';
  return { cells: [], leftOut: [{ kind: RoleChange.kind, what, because, add }] };
}

const ADD_ROLE = 'whoami: { get: /api/me, role: $.role }';
const ADD_ROUTE = 'routes: { list: [PATCH /api/me] }   # the route that changes a profile or a membership';
