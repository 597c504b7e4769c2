import type { LeftOut } from '../core/cell.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import { AnonymousCall } from '../evidence/anonymous-call.ts';
import type { Door, Person } from '../evidence/seen.ts';
import { fillPath } from '../intake/path-template.ts';
import type { Resource } from '../intake/resources.ts';
import type { Ask, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { alive } from './access/alive.ts';
import { doorOf, refusesCaller } from './access/door.ts';
import { strangersLike } from './access/garbage.ts';
import { createdId, unknownIdLike } from './access/ids.ts';
import { isSessionPath, modelOf, routeOf, type Model } from './access/model.ts';
import { asNobody } from './access/nobody.ts';
import { owners } from './access/people.ts';
import { undoOf } from './access/removal.ts';
import { requestFor } from './access/requests.ts';
import { see } from './access/see.ts';
import { isPlantable } from './access/words.ts';

const KIND = AnonymousCall.kind;

/** Calls what changes things and addresses no object as nobody: creating, settings, actions. */
export const anonymousCall: Probe = {
  id: 'anonymous-call',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const [owner] = owners(model.target);
    const calls = model.operations.filter((one) => isCall(model, one));
    if (owner === undefined) return { cells: [], leftOut: [] };
    const leftOut = calls.filter((one) => !isHarmless(model, one)).map((one) => tooDangerous(one));
    const cells = calls
      .filter((one) => !one.destructive || namesTenant(model, one))
      .map((operation) => cellFor(model, operation, owner));
    return { cells, leftOut };
  },
};

function isCall(model: Model, operation: Operation): boolean {
  const { method, declared } = operation;
  const { objects, unknown } = routeOf(model, operation);
  return (
    method !== 'GET' &&
    method !== 'HEAD' &&
    method !== 'OPTIONS' &&
    declared !== 'public' &&
    objects.length === 0 &&
    unknown.length === 0 &&
    !isSessionPath(model, operation)
  );
}

/** What destroys may be called only where an empty body cannot get through, or where it can be asked of a tenant that nobody has. */
function isHarmless(model: Model, operation: Operation): boolean {
  const { destructive, body } = operation;
  return !destructive || (body?.schema?.required ?? []).length > 0 || namesTenant(model, operation);
}

function namesTenant({ tenantParam }: Model, { path }: Operation): boolean {
  return tenantParam !== undefined && path.includes(`{${tenantParam}}`);
}

/** The same request for a tenant that nobody has: a guard answers before anything is looked up. */
function elsewhere(model: Model, { path }: Operation, owner: Person): string | undefined {
  const tenant = owner.tenant === undefined ? undefined : model.target.tenants[owner.tenant]?.id;
  if (tenant === undefined || model.tenantParam === undefined) return undefined;
  return fillPath(path, { [model.tenantParam]: unknownIdLike(tenant) });
}

function tooDangerous({ id }: Operation): LeftOut {
  return {
    kind: KIND,
    what: id,
    because: 'it removes something that the run did not make, so it is not called as nobody',
    add: `routes: { exclude: ["${id}"] }   # or operations: { "${id}": { destructive: false } }`,
  };
}

function cellFor(model: Model, operation: Operation, owner: Person): RunnableCell {
  return {
    id: `anonymous-call/${operation.id}/${owner.name}`,
    probe: 'anonymous-call',
    title: `does ${operation.id} do anything without a valid credential?`,
    operation: operation.id,
    identities: [owner.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: 6, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, owner),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, owner: Person): Promise<CellResult> {
  const made = model.resources.find((one) => one.creator?.id === operation.id && isPlantable(one, model));
  const filled = requestFor(model, operation, { person: owner, ids: new Map(), text: () => lane.word() });
  const path = operation.destructive ? elsewhere(model, operation, owner) : filled?.path;
  const ask = filled === undefined || path === undefined ? undefined : { ...filled, path };
  if (ask === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  // What cannot be taken back is asked with nothing in it: a guard answers before the body is looked at.
  const bare: typeof ask = {
    ...ask,
    ...(ask.body === undefined ? {} : { body: { kind: 'json', json: {} } }),
  };
  const control =
    made === undefined
      ? await alive(lane, model, owner, operation)
      : await create(lane, model, made, { ...ask, as: owner.name }, owner);
  if (control === undefined)
    return unanswered('no route shows that the credential of the control is alive', ADD);
  const drafts = [];
  for (const { credential, as } of await strangersLike(lane, owner.name)) {
    const who = as === undefined ? asNobody(owner) : { as };
    const attempt =
      made === undefined
        ? await lane.send({ ...bare, ...who })
        : await create(lane, model, made, { ...ask, ...who }, owner);
    const door = doorOf(attempt, control);
    drafts.push(
      AnonymousCall.of({
        operation: operation.id,
        person: owner,
        credential,
        control: see(control),
        attempt: made === undefined && !refusesCaller(attempt) ? onlyPlainRefusals(door, operation) : door,
      }),
    );
  }
  return gathered(...drafts);
}

/** What is made, even by nobody, is removed by its owner. */
function create(lane: Lane, model: Model, made: Resource, ask: Ask, owner: Person): Promise<Exchange> {
  return lane.create(ask, (exchange) => {
    const id = createdId(exchange, made, model.target.operations[made.creator?.id ?? '']?.id);
    if (id === undefined) return undefined;
    return undoOf(model, made, owner, new Map([[made.key, id]]));
  });
}

/** Without the same call by its owner beside it, only a refusal for want of a credential says something. */
function onlyPlainRefusals(door: Door, { destructive }: Operation): Door {
  const { status = 0 } = door.seen;
  if (door.state === 'open') return { ...door, state: 'unclear', because: `it answered ${status} to nobody` };
  // Of a tenant that nobody has, 403 may only mean that there is none.
  const plain = status === 401 || (!destructive && (status === 403 || status < 400));
  if (door.state !== 'shut' || plain) return door;
  return {
    ...door,
    state: 'unclear',
    because: `it answered ${status}, as if it had not asked who is calling`,
  };
}

const ADD = 'whoami: { get: /api/me }';
