import type { LeftOut } from '../core/cell.ts';
import type { Operation } from '../core/operation.ts';
import { RoleCall } from '../evidence/role.ts';
import type { Person } from '../evidence/seen.ts';
import { pathUpTo } from '../intake/path-template.ts';
import type { Probe, RunnableCell } from '../io/probe.ts';
import { allowedRoles, modelOf, routeOf, type Model } from './access/model.ts';
import { existingFor } from './access/on-existing.ts';
import { people } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { ACT_TRY, isAct } from './access/try-act.ts';
import { callAsRole, type RoleQuestion } from './access/call-as-role.ts';

const KIND = RoleCall.kind;
/** The most other roles that are tried on one operation. */
const CALLERS = 3;

/** Calls operations that `expect.roles` keeps for some roles as people of others. */
export const roleCall: Probe = {
  id: 'role-call',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const kept = model.operations.flatMap((operation) => {
      const allowed = allowedRoles(model, operation);
      return allowed === undefined ? [] : [{ operation, allowed }];
    });
    if (kept.length === 0)
      return {
        cells: [],
        leftOut: [left('all operations', 'the file does not say which roles may do what', ADD_EXPECT)],
      };
    const plans = kept.map(({ operation, allowed }) => planFor(model, operation, allowed));
    return { cells: plans.flatMap((one) => one.cells), leftOut: plans.flatMap((one) => one.leftOut) };
  },
};

function planFor(model: Model, operation: Operation, allowed: readonly string[]) {
  const { objects, unknown } = routeOf(model, operation);
  const [param] = unknown;
  const may = ({ role }: Person) => role !== undefined && allowed.includes(role);
  const all = people(model.target);
  const insider =
    all.find((one) => may(one) && all.some((other) => other.tenant === one.tenant && !may(other))) ??
    all.find(may);
  const on = operation.method === 'GET' || objects.length > 0 ? undefined : existingFor(model, operation);
  if (param !== undefined && on === undefined)
    return {
      cells: [],
      leftOut: [left(operation.id, `nothing is known to fill {${param}}`, addParam(operation, param))],
    };
  if (insider === undefined)
    return {
      cells: [],
      leftOut: [left(operation.id, `no identity has the role ${allowed.join(' or ')}`, ADD_ROLE)],
    };
  if (operation.destructive && objects.length === 0 && on === undefined) {
    const because = 'it removes something that the run did not make';
    return {
      cells: [],
      leftOut: [left(operation.id, because, `operations: { "${operation.id}": { destructive: false } }`)],
    };
  }
  const colleagues = all.filter((one) => one.tenant === insider.tenant && one.name !== insider.name);
  const outsiders = firstOfEachRole(colleagues.filter((one) => !may(one))).slice(0, CALLERS);
  // What the run did not make is there only once: what somebody may do to it would be blamed on those who may not, whose
  // questions are asked at the same time.
  const others = on === undefined ? colleagues.filter((one) => may(one) && one.role !== insider.role) : [];
  const insiders = firstOfEachRole(others).slice(0, 1);
  const leftOut =
    outsiders.length === 0
      ? [left(operation.id, `${insider.tenant ?? 'the tenant'} has nobody of another role`, ADD_ROLE)]
      : [];
  const cells = [...outsiders, ...insiders].map((caller) =>
    cellFor(model, {
      operation,
      allowed,
      insider,
      caller,
      permitted: may(caller),
      ...(on === undefined ? {} : { on }),
    }),
  );
  return { cells, leftOut };
}

function firstOfEachRole(candidates: readonly Person[]): readonly Person[] {
  return candidates.filter(
    (one, index) => candidates.findIndex((other) => other.role === one.role) === index,
  );
}

function cellFor(model: Model, question: RoleQuestion): RunnableCell {
  const { operation, caller, insider } = question;
  return {
    id: `role-call/${operation.id}/${caller.name}>${insider.name}`,
    probe: 'role-call',
    title: `may ${caller.name} (${caller.role ?? 'no role'}) use ${operation.id}?`,
    operation: operation.id,
    identities: [insider.name, caller.name],
    phase: question.on !== undefined ? 'sessions' : operation.method === 'GET' ? 'reads' : 'writes',
    effect: 'write',
    cost: {
      requests: 16 + 2 * PLANTING + (isAct(model, operation) ? ACT_TRY : 0),
      tokens: operation.costly ? 1_500 : 0,
      mails: 0,
    },
    yields: [KIND],
    run: (lane) => callAsRole(lane, model, question),
  };
}

function left(what: string, because: string, add: string): LeftOut {
  return { kind: KIND, what, because, add };
}

function addParam({ id, path }: Operation, param: string): string {
  return `operations:\n  "POST /…": { creates: "${pathUpTo(path, param)}", id: $.id }   # the operation that makes {${param}} of ${id}`;
}

const ADD_EXPECT = 'expect: { roles: { "GET /api/admin/**": [owner, admin] } }';
const ADD_ROLE = `identities:
  ben: { tenant: acme, role: member, login: { post: /api/auth/login, json: { email: ben@acme.test, password: "\${BEN_PASSWORD}" }, token: $.token } }`;
