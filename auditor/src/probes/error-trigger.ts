import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import { callOf } from '../evidence/response-call.ts';
import { ResponseError, type ResponseErrorData } from '../evidence/response-error.ts';
import type { Person } from '../evidence/seen.ts';
import { fillPath, pathParams } from '../intake/path-template.ts';
import type { Lane, Undo } from '../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { createdId } from './access/ids.ts';
import { modelOf, routeOf, tenantKey, type Model } from './access/model.ts';
import { people } from './access/people.ts';
import { plantShared, PLANTING } from './access/plant.ts';
import { contentOf } from './access/see.ts';
import {
  brokenBodies,
  brokenIds,
  brokenReads,
  wrongTypes,
  type BrokenRequest,
} from './errors/broken-requests.ts';

/** The most operations of each sort. Errors are mostly made in one place; a few routes have their own. */
const WITH_BODY = 5;
const WITH_ID = 4;
const PLAIN = 2;
/** The most requests for one operation beside planting. */
const TRIES = 7;
const TOKENS = 500;

/** Makes operations answer with errors, harmlessly: what they then say is for observers and checks to read. */
export const errorTrigger: Probe = {
  id: 'error-trigger',
  yields: [ResponseError.kind],
  plan(context) {
    const model = modelOf(context);
    const [person] = people(context.target);
    const operations = chosen(context.operations);
    if (person === undefined || operations.length === 0) {
      const because =
        person === undefined ? 'no identity is known' : 'no operation is known that could be asked wrongly';
      const add = person === undefined ? ADD_IDENTITY : 'routes: { openapi: ./openapi.json }';
      return {
        cells: [],
        leftOut: [{ kind: ResponseError.kind, what: 'errors caused on purpose', because, add }],
      };
    }
    return { cells: operations.map((operation) => cellFor(model, person, operation)), leftOut: [] };
  },
};

const ADD_IDENTITY = 'identities:\n  ana: { tenant: acme, bearer: "${ANA_TOKEN}" }';

function chosen(operations: readonly Operation[]): readonly Operation[] {
  const harmless = operations.filter((one) => !one.destructive && !one.mails);
  const readsWith = (hasId: boolean) =>
    harmless.filter((one) => one.method === 'GET' && pathParams(one.path).length > 0 === hasId);
  const bodies = harmless.filter((one) => ['POST', 'PUT', 'PATCH'].includes(one.method));
  // What talks to a model has the longest way to an answer, and so the most places to fail.
  const costlyFirst = [...bodies].sort((a, b) => Number(b.costly) - Number(a.costly));
  return [
    ...costlyFirst.slice(0, WITH_BODY),
    ...readsWith(true).slice(0, WITH_ID),
    ...readsWith(false).slice(0, PLAIN),
  ];
}

function cellFor(model: Model, person: Person, operation: Operation): RunnableCell {
  const writes = operation.method !== 'GET';
  return {
    id: `error-trigger/${operation.id}/${person.name}`,
    probe: 'error-trigger',
    title: `what does ${operation.id} say when it fails?`,
    operation: operation.id,
    identities: [person.name],
    phase: writes ? 'writes' : 'reads',
    effect: writes ? 'write' : 'read',
    cost: {
      requests: TRIES + routeOf(model, operation).objects.length * PLANTING,
      tokens: operation.costly ? TRIES * TOKENS : 0,
      mails: 0,
    },
    yields: [ResponseError.kind],
    run: (lane) => run(lane, model, person, operation),
  };
}

async function run(lane: Lane, model: Model, person: Person, operation: Operation): Promise<CellResult> {
  const values = await pathValues(lane, model, person, operation);
  const tries: ResponseErrorData['tries'] = [];
  for (const broken of requestsFor(model, operation, values)) {
    const { ask, variant, mayCreate } = broken;
    const whole = { ...ask, as: person.name, operation: operation.id, label: `${person.name}, ${variant}` };
    const exchange = mayCreate
      ? await lane.create(whole, (made) => undoOf(model, person, operation, values, made))
      : await lane.send(whole);
    tries.push({ variant, call: callOf(exchange), body: bodyOf(exchange) });
  }
  return gathered(ResponseError.of({ operation: operation.id, identity: person.name, tries }));
}

type Values = Readonly<Record<string, string>>;

function requestsFor(model: Model, operation: Operation, values: Values): readonly BrokenRequest[] {
  const path = fillPath(operation.path, values) ?? operation.path;
  if (operation.method !== 'GET') {
    const typed = removable(model, operation) ? [wrongTypes(operation, path)] : [];
    return [...brokenBodies(operation, path), ...typed];
  }
  const last = pathParams(operation.path).at(-1);
  if (last === undefined) return brokenReads(path);
  const mark = 'launch-ready-id';
  const template = fillPath(operation.path, { ...values, [last]: mark }) ?? operation.path;
  return brokenIds((id) => template.replace(mark, id));
}

/** Values for the path: the tenant's key and ids of objects made for this; what cannot be made gets an id nobody has. */
async function pathValues(lane: Lane, model: Model, person: Person, operation: Operation): Promise<Values> {
  const route = routeOf(model, operation);
  const values: Record<string, string> = { ...route.fixed };
  const tenant = tenantKey(model, person);
  if (model.tenantParam !== undefined && tenant !== undefined) values[model.tenantParam] = tenant;
  for (const { param, resource } of route.objects) {
    const planted = await plantShared(lane, model, resource, person);
    const id = planted.kind === 'planted' ? planted.ids.get(resource.key) : undefined;
    if (id !== undefined) values[param] = id;
  }
  for (const param of pathParams(operation.path)) values[param] ??= '00000000-0000-4000-8000-000000000917';
  return values;
}

/** True when what a lenient product might create can be removed, by itself or with what it lies within. */
function removable(model: Model, operation: Operation): boolean {
  if (operation.method !== 'POST' || operation.costly) return false;
  const made = model.resources.find((one) => one.creator?.id === operation.id);
  const around = routeOf(model, operation).objects.at(-1)?.resource;
  return made?.remove !== undefined || around?.remove !== undefined;
}

function undoOf(
  model: Model,
  person: Person,
  operation: Operation,
  values: Values,
  exchange: Exchange,
): Undo | undefined {
  const resource = model.resources.find((one) => one.creator?.id === operation.id);
  const id =
    resource === undefined
      ? undefined
      : createdId(exchange, resource, model.target.operations[operation.id]?.id);
  if (resource === undefined || id === undefined) return undefined;
  const what = `${resource.name} of ${person.name}`;
  const { remove } = resource;
  const path = remove === undefined ? undefined : fillPath(remove.path, { ...values, [resource.param]: id });
  return path === undefined || remove === undefined
    ? { what }
    : { what, ask: { method: remove.method, path, operation: remove.id, as: person.name } };
}

function bodyOf(exchange: Exchange): ResponseErrorData['tries'][number]['body'] {
  const answer = answerOf(exchange);
  return answer === undefined ? 'none' : contentOf(answer);
}
