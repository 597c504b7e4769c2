import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { RoleChange } from '../../evidence/role.ts';
import type { Person } from '../../evidence/seen.ts';
import { exampleBody } from '../../intake/fill-body.ts';
import { readPath } from '../../intake/json-path.ts';
import { objectOf } from '../../intake/json.ts';
import { pathParams } from '../../intake/path-template.ts';
import type { Ask, Credential, Lane } from '../../io/lane.ts';
import { gathered, unanswered, type CellResult } from '../../io/probe.ts';
import { sameFields } from './account-ids.ts';
import { candidateIds, memberPath, namesNobody } from './member-request.ts';
import { parseJson, see } from './see.ts';

/** A route that may write a role. */
export interface RoleRoute {
  readonly operation: Operation;
  /** The field that would carry the role. */
  readonly field: string;
  readonly wanted: string;
  /** `membership` routes take a role from somebody who may set it; `personal` ones take none, or should not. */
  readonly sort: 'membership' | 'personal';
}

export interface Climb {
  readonly target: Target;
  readonly person: Person;
  readonly route: RoleRoute;
  readonly witness: { readonly get: string; readonly role: string };
}

/** Tries to raise the account's role by one route, and puts it back. */
export async function climb(lane: Lane, question: Climb): Promise<CellResult> {
  const { person, route, witness } = question;
  const first = await freshRole(lane, question);
  if (first.kind === 'failed') return unanswered(first.because);
  if (first.role === undefined) return unanswered(`${witness.get} does not show the role of ${person.name}`);
  const me = parseJson(bodyOf(first.exchange));
  const paths = accountPaths(question, me);
  if (paths.length === 0)
    return unanswered(
      `${route.operation.id} needs a value that ${witness.get} does not show`,
      paramsFor(route),
    );
  const control = await (route.sort === 'membership'
    ? byColleague(lane, question, paths, first.role)
    : withoutRole(lane, question, paths, me));
  const asks = (control.path === undefined ? paths : [control.path]).map((path) =>
    roleRequest(route, path, route.wanted, me),
  );
  const attacks: Exchange[] = [];
  for (const ask of asks) attacks.push(await lane.send({ ...ask, as: first.credential }));
  const attack = attacks.find(accepted) ?? attacks[0];
  const after = await freshRole(lane, question);
  if (attack === undefined || after.kind === 'failed')
    return unanswered(after.kind === 'failed' ? after.because : 'nothing was sent');
  const changed = after.role !== first.role;
  const again = changed ? await freshRole(lane, question) : undefined;
  const restored = changed ? await restore(lane, question, { paths, role: first.role, me }) : true;
  return gathered(
    RoleChange.of({
      person,
      operation: route.operation.id,
      variant: `${route.field}: ${route.wanted} in the body`,
      wanted: route.wanted,
      witness: `GET ${witness.get}`,
      ...(control.exchange === undefined ? {} : { control: see(control.exchange) }),
      controlWorks: control.works,
      before: see(first.exchange),
      roleBefore: first.role,
      attack: see(attack),
      after: see(after.exchange),
      ...(after.role === undefined ? {} : { roleAfter: after.role }),
      ...(again?.kind === 'read' ? { again: see(again.exchange) } : {}),
      ...(again?.kind === 'read' && again.role !== undefined ? { roleAgain: again.role } : {}),
      restored,
    }),
  );
}

interface Control {
  readonly exchange?: Exchange;
  readonly works: boolean;
  /** The path that reached the account. */
  readonly path?: string;
}

/** A colleague who may set roles sets this one and puts it back: so path and body are known to be right. */
async function byColleague(
  lane: Lane,
  question: Climb,
  paths: readonly string[],
  role: string,
): Promise<Control> {
  const { route, person } = question;
  let last: Exchange | undefined;
  for (const as of colleagues(question)) {
    for (const path of paths) {
      const back = roleRequest(route, path, role, undefined);
      const undo = { what: `role of ${person.name}`, ask: { ...back, as } };
      const ask = { ...roleRequest(route, path, route.wanted, undefined), as };
      last = await lane.create(ask, (exchange) => (accepted(exchange) ? undo : undefined));
      if (!accepted(last)) continue;
      const now = await freshRole(lane, question);
      if (now.kind !== 'read' || now.role === role) continue;
      await lane.send({ ...back, as });
      const then = await freshRole(lane, question);
      return { exchange: last, works: then.kind === 'read' && then.role === role, path };
    }
  }
  return last === undefined ? { works: false } : { exchange: last, works: false };
}

/** The account writes its own profile back as it is, without a role: so the route is known to be open to it. */
async function withoutRole(
  lane: Lane,
  { route, person }: Climb,
  paths: readonly string[],
  me: unknown,
): Promise<Control> {
  let last: Exchange | undefined;
  for (const path of paths) {
    last = await lane.send({ ...roleRequest(route, path, undefined, me), as: person.name });
    const denied = answerOf(last);
    if (
      accepted(last) &&
      denied !== undefined &&
      !/"(?:error|errors)"\s*:\s*(?!null|\[\]|false)/.test(denied.body)
    )
      return { exchange: last, works: true, path };
  }
  return last === undefined ? { works: false } : { exchange: last, works: false };
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
async function freshRole(lane: Lane, { person, witness }: Climb): Promise<RoleRead> {
  const session = await lane.login(person.name);
  if (session.kind === 'failed')
    return { kind: 'failed', because: `${person.name} could not log in: ${session.because}` };
  const { credential } = session;
  const exchange = await lane.send({
    method: 'GET',
    path: witness.get,
    as: credential,
    operation: `GET ${witness.get}`,
  });
  const role = readPath(parseJson(bodyOf(exchange)), witness.role);
  return { kind: 'read', credential, exchange, role: typeof role === 'string' ? role : undefined };
}

interface Before {
  readonly paths: readonly string[];
  readonly role: string;
  readonly me: unknown;
}

/**
 * Puts the role back, by a colleague who may, or by the account itself. A profile route changes whoever calls it, so there
 * only the account itself may.
 */
async function restore(lane: Lane, question: Climb, { paths, role, me }: Before): Promise<boolean> {
  const { route, person } = question;
  const others = route.sort === 'personal' ? [] : colleagues(question);
  for (const as of [...others, person.name]) {
    for (const path of paths) await lane.send({ ...roleRequest(route, path, role, me), as });
    const now = await freshRole(lane, question);
    if (now.kind === 'read' && now.role === role) return true;
  }
  return false;
}

/** Lasting colleagues of other roles, the likeliest to be allowed first. */
function colleagues({ target, person }: Climb): readonly string[] {
  const others = Object.entries(target.identities).filter(
    ([, one]) => !one.disposable && one.tenant === person.tenant && one.role !== person.role,
  );
  const high = others.filter(([, one]) => /owner|admin/i.test(one.role ?? ''));
  return [...high, ...others.filter((one) => !high.includes(one))].map(([name]) => name).slice(0, 2);
}

/** The request with a role in it, or without: beside it only what has to be there, as it is already. */
export function roleRequest(
  { operation, field, sort }: RoleRoute,
  path: string,
  role: string | undefined,
  me: unknown,
): Omit<Ask, 'as'> {
  const { schema } = operation.body ?? {};
  const filled = objectOf(exampleBody(operation.body, () => 'launch-ready').value);
  const required = Object.fromEntries(
    Object.entries(filled).filter(([name]) => schema?.required?.includes(name) ?? false),
  );
  const present = sort === 'personal' ? sameFields(me, Object.keys(schema?.properties ?? {})) : {};
  const json = { ...required, ...present, ...(role === undefined ? {} : { [field]: role }) };
  return { method: operation.method, path, operation: operation.id, body: { kind: 'json', json } };
}

/** Paths of the route with the tenant's key and whatever the caller's own description offers as its id. */
export function accountPaths(
  { route, target, person }: Pick<Climb, 'route' | 'target' | 'person'>,
  me: unknown,
): readonly string[] {
  const { path } = route.operation;
  const ids = namesNobody(target, path) ? [''] : candidateIds(target, person, me);
  return ids.flatMap((id) => memberPath(target, person, path, id) ?? []);
}

function accepted(exchange: Exchange): boolean {
  const status = answerOf(exchange)?.status ?? 0;
  return status >= 200 && status < 300;
}

function bodyOf(exchange: Exchange): string {
  return answerOf(exchange)?.body ?? '';
}

function paramsFor({ operation }: RoleRoute): string {
  const [name] = pathParams(operation.path);
  return `operations:\n  "${operation.id}": { params: { ${name ?? 'id'}: … } }   # the id of the disposable account`;
}
