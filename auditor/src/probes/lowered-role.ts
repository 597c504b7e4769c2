import { answerOf } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import { LoweredRole } from '../evidence/ended-access.ts';
import type { Person } from '../evidence/seen.ts';
import { readPath } from '../intake/json-path.ts';
import type { Ask, Credential, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { accountPaths, roleRequest, type RoleRoute } from './access/climb.ts';
import { doorOf } from './access/door.ts';
import { allowedRoles, modelOf, routeOf, type Model } from './access/model.ts';
import { personOf } from './access/people.ts';
import { requestFor } from './access/requests.ts';
import { parseJson, see } from './access/see.ts';
import { inTurn } from './access/turns.ts';
import { whoMay } from './ended-access.ts';
import { higherRole, roleRoutes } from './role-change.ts';
import { ADD_DISPOSABLE, disposable } from './accounts/disposable.ts';

interface Lowering {
  readonly model: Model;
  readonly person: Person;
  readonly by: Person;
  readonly route: RoleRoute;
  /** What only the higher role may read. */
  readonly operation: Operation;
  readonly witness: { readonly get: string; readonly role: string };
}

/** Raises a disposable account with an admin's help, lowers it again, and uses the session of the time in between. */
export const loweredRole: Probe = {
  id: 'lowered-role',
  yields: [LoweredRole.kind],
  plan: (context) => {
    const model = modelOf(context);
    const { target } = context;
    const { whoami } = target;
    if (whoami?.role === undefined)
      return left('the file does not say where a role is read', 'whoami: { get: /api/me, role: $.role }');
    for (const name of disposable(target)) {
      const person = personOf(name, target.identities[name] ?? {});
      const by = whoMay(target, person);
      const wanted = person.role === undefined ? undefined : higherRole(target, person);
      if (by === undefined || wanted === undefined) continue;
      const route = roleRoutes(context, whoami.get, wanted).find((one) => one.sort === 'membership');
      if (route === undefined)
        return left(
          'no route is known that sets the role of a member',
          'routes: { openapi: ./openapi.json }',
        );
      const operation = keptFor(model, route.wanted, person);
      if (operation === undefined)
        return left(`no read is known that is for the role ${route.wanted} only`, ADD_ROLES);
      const witness = { get: whoami.get, role: whoami.role };
      return { cells: [cellFor({ model, person, by, route, operation, witness })], leftOut: [] };
    }
    return left('no disposable identity has a colleague who could change its role', ADD_DISPOSABLE);
  },
};

/** A read without objects that this role may do and the person's own may not. */
function keptFor(model: Model, wanted: string, { role }: Person): Operation | undefined {
  return model.operations.find((one) => {
    const roles = allowedRoles(model, one);
    const { objects, unknown } = routeOf(model, one);
    return (
      one.method === 'GET' &&
      !one.costly &&
      objects.length === 0 &&
      unknown.length === 0 &&
      roles?.includes(wanted) === true &&
      !roles.includes(role ?? '')
    );
  });
}

function cellFor(lowering: Lowering): RunnableCell {
  const { person, by, operation } = lowering;
  return {
    id: `lowered-role/${operation.id}/${person.name}`,
    probe: 'lowered-role',
    title: `does an old session of ${person.name} lose what a lower role may not do?`,
    operation: operation.id,
    identities: [person.name, by.name],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: 30, tokens: 0, mails: 0 },
    yields: [LoweredRole.kind],
    run: (lane) => inTurn(lane, person.name, () => run(lane, lowering)),
  };
}

async function run(lane: Lane, lowering: Lowering): Promise<CellResult> {
  const { model, person, by, route, operation } = lowering;
  const first = await sessionOf(lane, lowering);
  if (first.kind === 'failed') return unanswered(first.because);
  const { role } = first;
  const request = requestFor(model, operation, { person, ids: new Map(), text: () => 'a' });
  if (request === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const raised = await raise(lane, lowering, first.me, role);
  if (raised === undefined)
    return unanswered(`${by.name} could not raise ${person.name} by ${route.operation.id}`);
  const lower = () => lane.send({ ...raised.back, as: by.name });
  const session = await sessionOf(lane, lowering);
  if (session.kind === 'failed' || session.role === role) {
    await lower();
    return unanswered(`${person.name} could not log in with the role ${route.wanted}`);
  }
  const ask = (as: Credential) => lane.send({ ...request, as });
  const before = await ask(session.credential);
  const forged = await lane.forge(person.name, { kind: 'garbage' });
  const change = await lower();
  if (forged.kind === 'impossible') return unanswered(forged.because, forged.add);
  const after = doorOf(await ask(session.credential), before);
  const again = after.state === 'open' ? doorOf(await ask(session.credential), before) : undefined;
  const garbage = doorOf(await ask(forged.credential), before);
  const fresh = await sessionOf(lane, lowering);
  const restored = fresh.kind === 'session' && fresh.role === role;
  const took =
    fresh.kind === 'session' && restored && doorOf(await ask(fresh.credential), before).state === 'shut';
  return gathered(
    LoweredRole.of({
      person,
      by,
      event: 'lower role',
      operation: operation.id,
      hasCanary: false,
      garbage,
      change: see(change),
      took,
      credentials: [
        { name: 'the session', before: see(before), after, ...(again === undefined ? {} : { again }) },
      ],
      restored,
    }),
  );
}

type Session =
  | { readonly kind: 'session'; readonly credential: Credential; readonly role: string; readonly me: unknown }
  | { readonly kind: 'failed'; readonly because: string };

/** A new session, with the role that the product says it has. */
async function sessionOf(lane: Lane, { person, witness }: Lowering): Promise<Session> {
  const session = await lane.login(person.name);
  if (session.kind === 'failed')
    return { kind: 'failed', because: `${person.name} could not log in: ${session.because}` };
  const { credential } = session;
  const me = parseJson(
    answerOf(await lane.send({ method: 'GET', path: witness.get, as: credential }))?.body ?? '',
  );
  const role = readPath(me, witness.role);
  return typeof role === 'string'
    ? { kind: 'session', credential, role, me }
    : { kind: 'failed', because: `${witness.get} does not show the role of ${person.name}` };
}

/** Raises the role; how to lower it again is written down first. */
async function raise(
  lane: Lane,
  { model, person, by, route }: Lowering,
  me: unknown,
  role: string,
): Promise<{ readonly back: Omit<Ask, 'as'> } | undefined> {
  for (const path of accountPaths({ target: model.target, person, route }, me)) {
    const back = roleRequest(route, path, role, undefined);
    const undo = { what: `role of ${person.name}`, ask: { ...back, as: by.name } };
    const raised = await lane.create(
      { ...roleRequest(route, path, route.wanted, undefined), as: by.name },
      (exchange) => (isOk(answerOf(exchange)?.status) ? undo : undefined),
    );
    if (isOk(answerOf(raised)?.status)) return { back };
  }
  return undefined;
}

function isOk(status = 0): boolean {
  return status >= 200 && status < 300;
}

function left(because: string, add: string) {
  const what = 'whether an old session keeps the power of a lowered role';
  return { cells: [], leftOut: [{ kind: LoweredRole.kind, what, because, add }] };
}

const ADD_ROLES = 'expect: { roles: { "GET /api/admin/**": [owner, admin] } }';
