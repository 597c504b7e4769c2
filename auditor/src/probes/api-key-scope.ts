import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import { ApiKeyScope, type ApiKeyScopeData } from '../evidence/api-key-scope.ts';
import type { Door, Person } from '../evidence/seen.ts';
import { matchesPattern } from '../intake/pattern.ts';
import type { Ask, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorOf } from './access/door.ts';
import { createdId } from './access/ids.ts';
import { issueKey, ISSUING, type ApiKeySpec } from './access/issue-key.ts';
import { KEY_WAYS } from './access/key-ways.ts';
import { mayCall, modelOf, routeOf, type Model } from './access/model.ts';
import { asNobody } from './access/nobody.ts';
import { owners } from './access/people.ts';
import { undoOf } from './access/removal.ts';
import { requestFor } from './access/requests.ts';
import { see } from './access/see.ts';

/** Operations outside a scope that are tried with a key: reads, and one that makes something where it can be removed again. */
const READS = 2;
const WRITES = 1;
const SCOPES = 4;

/** Makes a key for each scope, and tries it on what it is not for, in every place where keys are looked for. */
export const apiKeyScope: Probe = {
  id: 'api-key-scope',
  yields: [ApiKeyScope.kind],
  plan: (context) => {
    const model = modelOf(context);
    const { apiKeys } = context.target;
    const [person] = owners(context.target);
    if (apiKeys === undefined || Object.keys(apiKeys.scopes).length < 2)
      return left('the file does not say which API keys there are, and what their scopes are for');
    if (person === undefined) return left('no identity is known who could make a key');
    const questions = Object.keys(apiKeys.scopes)
      .slice(0, SCOPES)
      .flatMap((scope) => questionFor(model, apiKeys, person, scope) ?? []);
    if (questions.length === 0)
      return left('no two scopes differ by an operation that can be asked without an object of its own');
    return { cells: questions.map(cellFor), leftOut: [] };
  },
};

interface Question {
  readonly model: Model;
  readonly spec: ApiKeySpec;
  readonly person: Person;
  readonly scope: string;
  readonly allowed: Operation;
  readonly forbidden: readonly Operation[];
}

function questionFor(model: Model, spec: ApiKeySpec, person: Person, scope: string): Question | undefined {
  const isOf = (one: string, operation: Operation) =>
    (spec.scopes[one] ?? []).some((pattern) => matchesPattern(operation, pattern));
  const known = model.operations.filter(
    (one) => one.declared !== 'public' && !one.costly && !one.mails && mayCall(model, one, person),
  );
  const others = Object.keys(spec.scopes).filter((one) => one !== scope);
  const outside = known.filter((one) => !isOf(scope, one) && others.some((other) => isOf(other, one)));
  const reads = known.filter((one) => isPlainRead(model, one));
  const [allowed] = [...reads.filter((one) => isOf(scope, one)).sort(byLength)];
  const writes = outside.filter((one) => isPlainCreation(model, one) && one.path !== spec.create.post);
  const forbidden = [
    ...reads.filter((one) => outside.includes(one)).slice(0, READS),
    ...writes.slice(0, WRITES),
  ];
  if (allowed === undefined || forbidden.length === 0) return undefined;
  return { model, spec, person, scope, allowed, forbidden };
}

/** The shortest path first: `/api/me` says more reliably whether a key works than a report does. */
function byLength(one: Operation, other: Operation): number {
  return one.path.length - other.path.length;
}

function isPlainRead(model: Model, operation: Operation): boolean {
  const { objects, unknown } = routeOf(model, operation);
  const { parameters, method } = operation;
  const needs = parameters.some((one) => one.in === 'query' && one.required);
  return method === 'GET' && objects.length === 0 && unknown.length === 0 && !needs;
}

function isPlainCreation(model: Model, operation: Operation): boolean {
  const made = model.resources.find((one) => one.creator?.id === operation.id);
  const { objects, unknown } = routeOf(model, operation);
  return made?.remove !== undefined && objects.length === 0 && unknown.length === 0;
}

function cellFor(question: Question): RunnableCell {
  const { person, scope, forbidden } = question;
  return {
    id: `api-key-scope/${scope}/${person.name}`,
    probe: 'api-key-scope',
    title: `does a key of ${person.name} for “${scope}” open what it is not for?`,
    identities: [person.name],
    phase: 'writes',
    effect: 'write',
    cost: {
      requests: ISSUING + 1 + forbidden.length + KEY_WAYS.length * 2 * (1 + forbidden.length * 3),
      tokens: 0,
      mails: 0,
    },
    yields: [ApiKeyScope.kind],
    run: (lane) => run(lane, question),
  };
}

async function run(lane: Lane, question: Question): Promise<CellResult> {
  const { model, spec, person, scope, allowed, forbidden } = question;
  const issued = await issueKey(lane, { target: model.target, spec, owner: person.name, scope });
  if (issued.kind === 'failed') return unanswered(issued.because);
  const allowedControl = await send(lane, question, allowed, { as: person.name });
  const controls = new Map<string, Exchange>();
  for (const one of forbidden) controls.set(one.id, await send(lane, question, one, { as: person.name }));
  const made = `launch-ready-${lane.word()}${lane.word()}${lane.word()}`;
  const ways = new Map<string, ApiKeyScopeData['ways']>(forbidden.map((one) => [one.id, []]));
  for (const { name, put } of KEY_WAYS) {
    const showing = (key: string, what: string) => ({
      ...asNobody(person),
      label: `${what} in ${name}`,
      ...put(key),
    });
    const key = showing(issued.key, `${person.name}'s key for “${scope}”`);
    const works = await doorBeside(lane, question, allowed, key, allowedControl);
    for (const one of forbidden) {
      const control = controls.get(one.id);
      const found = ways.get(one.id);
      if (control === undefined || found === undefined) continue;
      if (works.state !== 'open') {
        found.push({ name, works });
        continue;
      }
      const ask = (extra: typeof key) => doorBeside(lane, question, one, extra, control);
      const garbage = await ask(showing(made, 'a made-up key'));
      const attempt = await ask(key);
      const again = attempt.state === 'open' ? await ask(key) : undefined;
      found.push({ name, works, garbage, attempt, ...(again === undefined ? {} : { again }) });
    }
  }
  return gathered(
    ...forbidden.flatMap((one) => {
      const control = controls.get(one.id);
      if (control === undefined) return [];
      return ApiKeyScope.of({
        operation: one.id,
        person,
        scope,
        allowed: allowed.id,
        allowedControl: see(allowedControl),
        control: see(control),
        ways: ways.get(one.id) ?? [],
      });
    }),
  );
}

/** Compares with what the owner gets, and once more with what the owner gets by now: a list may have grown in the meantime. */
async function doorBeside(
  lane: Lane,
  question: Question,
  operation: Operation,
  extra: Partial<Ask>,
  control: Exchange,
): Promise<Door> {
  const exchange = await send(lane, question, operation, extra);
  const door = doorOf(exchange, control);
  if (door.state !== 'unclear' || !door.seen.answered) return door;
  return doorOf(exchange, await send(lane, question, operation, { as: question.person.name }));
}

/** Asks an operation; what it makes is removed when the run ends. */
async function send(
  lane: Lane,
  { model, person }: Question,
  operation: Operation,
  extra: Partial<Ask>,
): Promise<Exchange> {
  const ask = requestFor(model, operation, {
    person,
    ids: new Map(),
    text: () => `launch-ready ${lane.word()}`,
  });
  const whole: Ask = { method: operation.method, path: operation.path, ...ask, ...withQuery(ask, extra) };
  const resource = model.resources.find((one) => one.creator?.id === operation.id);
  if (operation.method === 'GET' || resource === undefined) return lane.send(whole);
  const idPath = model.target.operations[operation.id]?.id;
  return lane.create(whole, (exchange) => {
    const status = answerOf(exchange)?.status ?? 0;
    const id = status >= 200 && status < 300 ? createdId(exchange, resource, idPath) : undefined;
    return id === undefined ? undefined : undoOf(model, resource, person, new Map([[resource.key, id]]));
  });
}

/** A key in the query stands beside what the operation needs there. */
function withQuery(ask: Partial<Ask> | undefined, extra: Partial<Ask>): Partial<Ask> {
  return extra.query === undefined ? extra : { ...extra, query: { ...ask?.query, ...extra.query } };
}

function left(because: string) {
  const what = 'whether an API key opens what its scope does not allow';
  return { cells: [], leftOut: [{ kind: ApiKeyScope.kind, what, because, add: ADD_KEYS }] };
}

export const ADD_KEYS = `apiKeys:
  create: { post: /api/keys, json: { name: "{{name}}", scopes: ["{{scope}}"] } }
  key: $.key
  remove: /api/keys/{id}
  scopes: { read: [GET /api/**], admin: [/api/admin/**] }   # or absent: { apiKeys: none are issued }`;
