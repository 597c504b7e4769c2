import type { LeftOut } from '../core/cell.ts';
import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Json, Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import { RoleChange } from '../evidence/role.ts';
import type { Person } from '../evidence/seen.ts';
import { readPath } from '../intake/json-path.ts';
import { objectOf } from '../intake/json.ts';
import { fillPath, pathParams } from '../intake/path-template.ts';
import type { Ask, Credential, Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { personOf } from './access/people.ts';
import { parseJson, see } from './access/see.ts';
import { ADD_DISPOSABLE, disposable } from './session-after-logout.ts';

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
    const climber = disposable(target)
      .map((name) => climberOf(target, name))
      .find((one) => one !== undefined);
    if (climber === undefined) return left('no disposable identity has a role below another', ADD_DISPOSABLE);
    const routes = roleRoutes(context, whoami.get);
    if (routes.length === 0) return left('no route is known that could write a role', ADD_ROUTE);
    const witness = { get: whoami.get, role: whoami.role };
    return { cells: routes.map((route) => cellFor({ target, climber, route, witness })), leftOut: [] };
  },
};

interface Climber {
  readonly person: Person;
  readonly wanted: string;
}

interface Route {
  readonly operation: Operation;
  /** The field that would carry the role. */
  readonly field: string;
}

interface Climb {
  readonly target: Target;
  readonly climber: Climber;
  readonly route: Route;
  readonly witness: { readonly get: string; readonly role: string };
}

function cellFor(climb: Climb): RunnableCell {
  const { climber, route } = climb;
  return {
    id: `role-change/${route.operation.id}/${climber.person.name}`,
    probe: 'role-change',
    title: `can ${climber.person.name} become ${climber.wanted} by ${route.operation.id}?`,
    operation: route.operation.id,
    identities: [climber.person.name],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: 16, tokens: 0, mails: 0 },
    yields: [RoleChange.kind],
    run: (lane) => run(lane, climb),
  };
}

async function run(lane: Lane, climb: Climb): Promise<CellResult> {
  const { climber, route, witness, target } = climb;
  const { person, wanted } = climber;
  const first = await freshRole(lane, climb);
  if (first.kind === 'failed') return unanswered(first.because);
  const paths = pathsFor(route.operation, first.exchange, target, person);
  if (paths.length === 0) {
    return unanswered(
      `${route.operation.id} needs a value that ${witness.get} does not show`,
      paramsFor(route),
    );
  }
  const variant = `${route.field}: ${wanted} in the body`;
  const attacks: Exchange[] = [];
  for (const path of paths) {
    const ask = rewrite(route, path, wanted);
    const back = first.role === undefined ? undefined : rewrite(route, path, first.role);
    attacks.push(
      await lane.create({ ...ask, as: first.credential }, (exchange) =>
        accepted(exchange) && back !== undefined
          ? { what: `role of ${person.name}`, ask: { ...back, as: person.name } }
          : undefined,
      ),
    );
  }
  const last = attacks.find(accepted) ?? attacks[0];
  const after = await freshRole(lane, climb);
  if (last === undefined || after.kind === 'failed')
    return unanswered(after.kind === 'failed' ? after.because : 'nothing was sent');
  const changed = after.role !== first.role;
  const again = changed ? await freshRole(lane, climb) : undefined;
  const restored = changed ? await restore(lane, climb, paths, first.role) : true;
  return gathered(
    RoleChange.of({
      person,
      operation: route.operation.id,
      variant,
      wanted,
      witness: `GET ${witness.get}`,
      before: see(first.exchange),
      ...(first.role === undefined ? {} : { roleBefore: first.role }),
      attack: see(last),
      after: see(after.exchange),
      ...(after.role === undefined ? {} : { roleAfter: after.role }),
      ...(again?.kind === 'read' ? { again: see(again.exchange) } : {}),
      ...(again?.kind === 'read' && again.role !== undefined ? { roleAgain: again.role } : {}),
      restored,
    }),
  );
}

type RoleRead =
  | {
      readonly kind: 'read';
      readonly credential: Credential;
      readonly exchange: Exchange;
      readonly role: string | undefined;
    }
  | { readonly kind: 'failed'; readonly because: string };

/** Reads the role in a new session: a token may carry the role that it was issued with. */
async function freshRole(lane: Lane, { climber, witness }: Climb): Promise<RoleRead> {
  const { name } = climber.person;
  const session = await lane.login(name);
  if (session.kind === 'failed')
    return { kind: 'failed', because: `${name} could not log in: ${session.because}` };
  const { credential } = session;
  const exchange = await lane.send({
    method: 'GET',
    path: witness.get,
    as: credential,
    operation: `GET ${witness.get}`,
  });
  const role = readPath(parseJson(answerOf(exchange)?.body ?? ''), witness.role);
  return { kind: 'read', credential, exchange, role: typeof role === 'string' ? role : undefined };
}

/** Puts the role back, by a colleague who may, and by the account itself. */
async function restore(
  lane: Lane,
  climb: Climb,
  paths: readonly string[],
  role: string | undefined,
): Promise<boolean> {
  if (role === undefined) return false;
  const { climber, route, target } = climb;
  const colleague = Object.entries(target.identities).find(
    ([, one]) => one.tenant === climber.person.tenant && one.role === climber.wanted && !one.disposable,
  )?.[0];
  for (const as of [colleague, climber.person.name]) {
    if (as === undefined) continue;
    for (const path of paths) await lane.send({ ...rewrite(route, path, role), as });
    const now = await freshRole(lane, climb);
    if (now.kind === 'read' && now.role === role) return true;
  }
  return false;
}

function rewrite({ operation, field }: Route, path: string, role: string): Omit<Ask, 'as'> {
  const given = operation.body?.example;
  const json: Json = { ...objectOf(given), [field]: role };
  return { method: operation.method, path, operation: operation.id, body: { kind: 'json', json } };
}

/** Fills the path with whatever the caller's own description offers: its id first, then its e-mail address. */
function pathsFor(operation: Operation, me: Exchange, target: Target, person: Person): readonly string[] {
  const tenant =
    person.tenant === undefined ? undefined : (target.tenants[person.tenant]?.id ?? person.tenant);
  const own = target.identities[person.name]?.user;
  const ids = [
    ...new Set([...idsIn(parseJson(answerOf(me)?.body ?? '')), ...(own === undefined ? [] : [own])]),
  ];
  const params = pathParams(operation.path);
  const tenantParam = target.tenancy?.by === 'path' ? target.tenancy.name : undefined;
  const candidates = params.some((name) => name !== tenantParam) ? ids.slice(0, 3) : [''];
  return candidates.flatMap((id) => {
    const values = Object.fromEntries(
      params.map((name) => [name, name === tenantParam && tenant !== undefined ? tenant : id]),
    );
    return fillPath(operation.path, values) ?? [];
  });
}

/** Values of fields that name an object: `id`, `userId`, `membership.id`. */
function idsIn(value: unknown, depth = 2): readonly string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (
      /^_?id$|id$|^(?:sub|slug|handle|username)$/i.test(key) &&
      (typeof item === 'string' || typeof item === 'number')
    ) {
      return [String(item)];
    }
    return depth > 0 ? idsIn(item, depth - 1) : [];
  });
}

function accepted(exchange: Exchange): boolean {
  const status = answerOf(exchange)?.status ?? 0;
  return status >= 200 && status < 300;
}

/** An account that can climb, and the role that it would like: an owner's or admin's before any other. */
function climberOf(target: Target, name: string): Climber | undefined {
  const one = target.identities[name];
  if (one?.role === undefined || HIGH.test(one.role)) return undefined;
  const roles = Object.values(target.identities).flatMap((other) =>
    other.disposable || other.tenant !== one.tenant || other.role === one.role ? [] : (other.role ?? []),
  );
  const wanted = roles.find((role) => HIGH.test(role)) ?? roles[0];
  return wanted === undefined ? undefined : { person: personOf(name, one), wanted };
}

const HIGH = /owner|admin/i;
const ROLE_FIELD = /^(?:role|roles|role_?name|member_?role|user_?role|access_?level|permission)$/i;
const ABOUT_PEOPLE =
  /\/(?:me|profile|account|self|members?(?:hips?)?|users?|team)(?:\/\{[^}]+\})?(?:\/roles?)?$/i;

/** Routes that name a role in their body, and those that change a person at all, where an extra field may slip in. */
function roleRoutes({ operations, target }: PlanContext, me: string): readonly Route[] {
  const field = target.whoami?.role?.split('.').at(-1) ?? 'role';
  const writing = operations.filter(
    (one) => (one.method === 'PATCH' || one.method === 'PUT') && !one.destructive,
  );
  const named = writing.flatMap((operation) => {
    const known = Object.keys(operation.body?.schema?.properties ?? {}).find((name) => ROLE_FIELD.test(name));
    return known === undefined || !ABOUT_PEOPLE.test(operation.path) ? [] : [{ operation, field: known }];
  });
  const taken = new Set(named.map((one) => one.operation.id));
  const personal = writing
    .filter((one) => !taken.has(one.id) && (one.path === me || ABOUT_PEOPLE.test(one.path)))
    .map((operation) => ({ operation, field: /^\w+$/.test(field) ? field : 'role' }));
  return [...named, ...personal].slice(0, ROUTES);
}

function left(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  const what = 'whether somebody can raise their own role';
  return { cells: [], leftOut: [{ kind: RoleChange.kind, what, because, add }] };
}

function paramsFor({ operation }: Route): string {
  const [name] = pathParams(operation.path);
  return `operations:\n  "${operation.id}": { params: { ${name ?? 'id'}: … } }   # the id of the disposable account`;
}

const ADD_ROLE = 'whoami: { get: /api/me, role: $.role }';
const ADD_ROUTE = 'routes: { list: [PATCH /api/me] }   # the route that changes a profile or a membership';
