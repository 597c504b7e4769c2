import type { LeftOut } from '../core/cell.ts';
import type { Operation } from '../core/operation.ts';
import { RoleCall } from '../evidence/role.ts';
import { succeeded, type Person, type Seen } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { alive } from './access/alive.ts';
import { doorOf } from './access/door.ts';
import { allowedRoles, modelOf, routeOf, type Model } from './access/model.ts';
import { existingFor, type OnExisting } from './access/on-existing.ts';
import { people } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { countIn, privateValues } from './access/private-values.ts';
import { requestFor } from './access/requests.ts';
import { see } from './access/see.ts';
import { tryDelete } from './access/try-delete.ts';
import { tryExisting } from './access/try-existing.ts';
import { tryWrite } from './access/try-write.ts';
import { belongingsFor } from './access/words.ts';

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

interface Question {
  readonly operation: Operation;
  readonly allowed: readonly string[];
  readonly insider: Person;
  readonly caller: Person;
  readonly permitted: boolean;
  /** For what the run cannot make: a tenant, an account. */
  readonly on?: OnExisting;
}

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

function cellFor(model: Model, question: Question): RunnableCell {
  const { operation, caller, insider } = question;
  return {
    id: `role-call/${operation.id}/${caller.name}>${insider.name}`,
    probe: 'role-call',
    title: `may ${caller.name} (${caller.role ?? 'no role'}) use ${operation.id}?`,
    operation: operation.id,
    identities: [insider.name, caller.name],
    phase: question.on !== undefined ? 'sessions' : operation.method === 'GET' ? 'reads' : 'writes',
    effect: 'write',
    cost: { requests: 16 + 2 * PLANTING, tokens: operation.costly ? 1_500 : 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, question),
  };
}

async function run(lane: Lane, model: Model, question: Question): Promise<CellResult> {
  const { operation } = question;
  if (operation.method === 'GET') return read(lane, model, question);
  if (question.on !== undefined || routeOf(model, operation).objects.length > 0)
    return write(lane, model, question);
  return act(lane, model, question);
}

async function read(lane: Lane, model: Model, question: Question): Promise<CellResult> {
  const { operation, insider, caller } = question;
  const theirs = await belongingsFor(lane, model, operation, insider);
  if (theirs.kind === 'failed') return unanswered(theirs.because, theirs.add);
  const { words, ids, search } = theirs;
  const ask = requestFor(model, operation, { person: insider, ids, text: () => search, search });
  if (ask === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const control = await lane.send({ ...ask, as: insider.name });
  const callerControl = await alive(lane, model, caller);
  const attempt = await lane.send({ ...ask, as: caller.name });
  const door = doorOf(attempt, control, words);
  const again =
    door.state === 'open' ? doorOf(await lane.send({ ...ask, as: caller.name }), control, words) : undefined;
  const telling = privateValues(control, [callerControl]);
  return gathered(
    RoleCall.of({
      ...question,
      operation: operation.id,
      allowed: [...question.allowed],
      control: see(control, words),
      insiderIn: succeeded(see(control)),
      ...(callerControl === undefined ? {} : { callerControl: see(callerControl) }),
      attempt: door,
      ...(again === undefined ? {} : { again }),
      privateValues: countIn(attempt, telling),
    }),
  );
}

/** Writes and removals are tried on an object of the insider's, and judged by what the insider reads. */
async function write(lane: Lane, model: Model, question: Question): Promise<CellResult> {
  const { operation, insider, caller } = question;
  const options = {
    lane,
    model,
    operation,
    victim: insider,
    attacker: caller,
    relation: 'same-tenant',
    expected: 'private',
    as: caller.name,
    variant: 'as-is',
  } as const;
  const { on } = question;
  const tried = await (on !== undefined
    ? tryExisting({ ...options, find: () => on.find(lane) })
    : operation.method === 'DELETE'
      ? tryDelete(options)
      : tryWrite(options));
  if (tried.kind === 'failed') return unanswered(tried.because, tried.add);
  const { attempt } = tried;
  const callerControl = await alive(lane, model, caller);
  const effect = attempt.effect === 'gone' ? 'changed' : attempt.effect;
  return gathered(
    RoleCall.of({
      ...question,
      operation: operation.id,
      allowed: [...question.allowed],
      control: attempt.ownerControl ?? attempt.before,
      // What cannot be taken back is not tried by those who may; that they see what it is about has to do.
      insiderIn:
        attempt.ownerEffect === 'unasked' ||
        (attempt.ownerControl !== undefined && succeeded(attempt.ownerControl)),
      ...(callerControl === undefined ? {} : { callerControl: see(callerControl) }),
      attempt: { seen: attempt.attack, state: forbids(attempt.attack) ? 'shut' : attempt.door },
      ...(attempt.again === undefined ? {} : { again: { seen: attempt.again, state: 'unclear' } }),
      privateValues: 0,
      // Nothing changed and nothing was refused: whether it would have done anything was not tried.
      ...(attempt.statusOnly || (attempt.ownerEffect === 'unasked' && effect === 'none') ? {} : { effect }),
    }),
  );
}

/** What addresses no object is asked with nothing in it, so that being let in does no harm; a refusal comes before that. */
async function act(lane: Lane, model: Model, question: Question): Promise<CellResult> {
  const { operation, insider, caller } = question;
  const ask = requestFor(model, operation, { person: insider, ids: new Map(), text: () => lane.word() });
  if (ask === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const bare: typeof ask = {
    ...ask,
    ...(ask.body === undefined ? {} : { body: { kind: 'json', json: {} } }),
  };
  const control = await lane.send({ ...bare, as: insider.name });
  const callerControl = await alive(lane, model, caller);
  const attempt = await lane.send({ ...bare, as: caller.name });
  const [mine, theirs] = [see(attempt), see(control)];
  const turnedAway =
    (mine.status === 401 || mine.status === 403 || mine.status === 404) &&
    theirs.answered &&
    theirs.status !== mine.status;
  // The insider got as far as the rules of the body, which nothing in it breaks; that is as good as being let in.
  const insiderIn =
    theirs.answered && theirs.status !== 401 && theirs.status !== 403 && theirs.status !== 404;
  return gathered(
    RoleCall.of({
      ...question,
      operation: operation.id,
      allowed: [...question.allowed],
      control: theirs,
      insiderIn,
      ...(callerControl === undefined ? {} : { callerControl: see(callerControl) }),
      attempt: turnedAway
        ? { seen: mine, state: 'shut' }
        : {
            seen: mine,
            state: doorOf(attempt, control).state === 'open' ? 'open' : 'unclear',
            because: `it answered ${String(mine.status)}, as it answers ${insider.name}`,
          },
      privateValues: 0,
    }),
  );
}

function forbids({ status }: Seen): boolean {
  return status === 401 || status === 403 || status === 404;
}

function left(what: string, because: string, add: string): LeftOut {
  return { kind: KIND, what, because, add };
}

function addParam({ id, path }: Operation, param: string): string {
  return `operations:\n  "POST /…": { creates: "${path}", id: $.id }   # the operation that makes {${param}} of ${id}`;
}

const ADD_EXPECT = 'expect: { roles: { "GET /api/admin/**": [owner, admin] } }';
const ADD_ROLE = `identities:
  ben: { tenant: acme, role: member, login: { post: /api/auth/login, json: { email: ben@acme.test, password: "\${BEN_PASSWORD}" }, token: $.token } }`;
