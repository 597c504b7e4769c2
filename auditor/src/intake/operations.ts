import { METHODS, type Operation, type Parameter, type Taken } from '../core/operation.ts';
import type { OperationRef, OperationSpec, Target } from '../core/target.ts';
import { likelyEffects } from './effects.ts';
import type { OpenApiRead } from './openapi.ts';
import { pathParams, shapeOf } from './path-template.ts';
import { matchesPattern } from './pattern.ts';
import { bareOperation, operationFrom } from './route-list.ts';

interface Sources {
  readonly target: Target;
  readonly openapi?: Pick<OpenApiRead, 'operations' | 'prefix'>;
  /** From other sources: recordings, collections, route lists in files. */
  readonly list?: readonly Operation[];
}

/** A pattern or operation of the target file that fits nothing: most likely a slip of the pen. */
interface Unmatched {
  /** `routes.public`, `expect.roles`. */
  readonly section: string;
  readonly pattern: string;
}

export interface ResolvedOperations {
  /** Each operation once, sorted by path and method. */
  readonly operations: readonly Operation[];
  readonly unmatched: readonly Unmatched[];
}

/**
 * All operations of the target, from all sources. Earlier sources say more and win: OpenAPI, then lists, then what other
 * sections of the target file name. `routes.public`, `routes.exclude` and `operations` have the last word.
 *
 * A server prefix of the OpenAPI description (`/v1`) stands before its paths unless `api` already ends with it, so that paths
 * are always below `api`.
 */
export function resolveOperations({ target, openapi, list = [] }: Sources): ResolvedOperations {
  const described = openapi === undefined ? [] : belowApi(openapi, target.api);
  const listed = target.routes.list.flatMap((written) => {
    const read = operationFrom(written);
    return read.ok ? [read.value] : [];
  });
  const byShape = new Map<string, Operation>();
  const merged = new Map<string, Merged>();
  for (const operation of [...described, ...list, ...listed, ...namedElsewhere(target)]) {
    const key = keyOf(operation);
    const earlier = byShape.get(key);
    byShape.set(key, earlier === undefined ? withEffects(operation, target) : enriched(earlier, operation));
    merged.set(operation.id, { from: operation, into: earlier ?? operation });
  }
  const all = [...byShape.values()].map((one) => relinked(one, merged));
  const specs = new Map(Object.entries(target.operations).map(([name, spec]) => [keyOf(refOf(name)), spec]));
  // What is said of a path holds for all operations that share it.
  const specFor = (one: Operation) => specs.get(keyOf({ method: one.method, path: one.path }));
  const open = publicShapes(target);
  const operations = all
    .filter((one) => !target.routes.exclude.some((pattern) => matchesPattern(one, pattern)))
    .map((one) => corrected(withAccess(one, target, open), specFor(one)))
    .sort((left, right) => compare(left, right));
  return { operations, unmatched: unmatchedIn(target, all) };
}

function keyOf({ method, path, variant }: Pick<Operation, 'method' | 'path' | 'variant'>): string {
  return `${method} ${shapeOf(path)}${variant === undefined ? '' : ` (${variant})`}`;
}

/** A recording knows what a description does not: a body that was accepted, and where the ids come from. */
function enriched(operation: Operation, later: Operation): Operation {
  const { body, produces } = later;
  const known = operation.body;
  const isSameType = known === undefined || known.contentType === body?.contentType;
  const learned = body !== undefined && isSameType ? { body: { ...body, ...known } } : {};
  return {
    ...operation,
    ...learned,
    ...(produces === undefined || operation.produces !== undefined ? {} : { produces }),
  };
}

interface Merged {
  readonly from: Operation;
  readonly into: Operation;
}

/** The same operation may have another name, and other names of parameters, in the source that won. */
function relinked(operation: Operation, merged: ReadonlyMap<string, Merged>): Operation {
  if (operation.produces === undefined) return operation;
  const renamed = (taken: Taken): Taken => {
    const { from, into } = merged.get(taken.operation) ?? {};
    if (from === undefined || into === undefined) return taken;
    if (taken.in !== 'path') return { ...taken, operation: into.id };
    const name = pathParams(into.path)[pathParams(from.path).indexOf(taken.name)] ?? taken.name;
    return { ...taken, operation: into.id, name };
  };
  const produces = operation.produces.map((one) => ({
    ...one,
    takenBy: one.takenBy.map((taken) => renamed(taken)),
  }));
  return { ...operation, produces };
}

function refOf(name: string): OperationRef {
  const read = operationFrom(name);
  return read.ok ? read.value : { method: 'GET', path: name };
}

/** The operations of a description with paths below `api`. */
export function belowApi(
  { operations, prefix }: Pick<OpenApiRead, 'operations' | 'prefix'>,
  api = '',
): readonly Operation[] {
  if (prefix === '' || api.endsWith(prefix)) return operations;
  return operations.map((one) => ({
    ...one,
    id: `${one.method} ${prefix}${one.path}`,
    path: `${prefix}${one.path}`,
  }));
}

/** Operations that other sections of the target file rely on exist too, whether or not a description knows them. */
function namedElsewhere({ whoami, chat }: Target): readonly Operation[] {
  const post = (path: string | undefined): readonly Operation[] =>
    path === undefined ? [] : [bareOperation('POST', path)];
  const named = (ref: OperationRef | undefined) =>
    ref === undefined ? [] : [bareOperation(ref.method, ref.path)];
  return [
    ...(whoami === undefined ? [] : [bareOperation('GET', whoami.get)]),
    ...post(chat?.create?.post),
    ...named(chat?.send),
    ...named(chat?.history),
    ...post(chat?.upload?.post),
  ];
}

/** Guessed from the words of the path, known from what the target file uses the operation for. */
function withEffects(
  operation: Operation,
  { chat, signup, password, logout, identities }: Target,
): Operation {
  // A table called messages costs no tokens, and one called invites sends no mail.
  if (operation.wire !== undefined) return operation;
  const likely = likelyEffects(operation);
  const key = keyOf(operation);
  const isAmong = (paths: readonly (string | undefined)[]) =>
    paths.some((path) => path !== undefined && key === `POST ${shapeOf(path)}`);
  const mailing = [signup?.post, signup?.resend?.post, password?.reset?.post];
  const ending = [logout?.post, ...Object.values(identities).map((one) => one.logout?.post)];
  return {
    ...operation,
    destructive: operation.destructive || likely.destructive || isAmong(ending),
    costly: operation.costly || likely.costly || (chat !== undefined && key === keyOf(chat.send)),
    mails: operation.mails || likely.mails || isAmong(mailing),
  };
}

/** What a stranger has to be able to call to become a user. */
function publicShapes({ identities, signup, password }: Target): ReadonlySet<string> {
  const logins = Object.values(identities).flatMap(({ credential, refresh }) => {
    const paths = refresh === undefined ? [] : [refresh.post];
    if (credential.kind !== 'login') return paths;
    const { login } = credential;
    if (login.kind === 'json') return [...paths, login.post];
    return login.kind === 'form' ? [...paths, login.submit ?? login.form] : [...paths, login.endpoint];
  });
  const verify = typeof signup?.verify === 'object' ? signup.verify.post : undefined;
  const others = [signup?.post, signup?.resend?.post, verify, password?.reset?.post, password?.confirm?.post];
  const posts = [...logins, ...others].flatMap((path) =>
    path === undefined ? [] : [`POST ${shapeOf(path)}`],
  );
  const tokens = Object.values(identities).flatMap(({ credential }) =>
    credential.kind === 'login' && credential.login.kind !== 'oauth'
      ? (credential.login.csrf?.get ?? [])
      : [],
  );
  return new Set([...posts, ...tokens.map((path) => `GET ${shapeOf(path)}`)]);
}

/** Once the file lists what is public, everything that no description opens is meant to be closed. */
function withAccess(operation: Operation, { routes }: Target, open: ReadonlySet<string>): Operation {
  if (open.has(keyOf(operation)) || routes.public.some((pattern) => matchesPattern(operation, pattern))) {
    return { ...operation, declared: 'public' };
  }
  return operation.declared === 'unknown' && routes.public.length > 0
    ? { ...operation, declared: 'protected' }
    : operation;
}

function corrected(operation: Operation, spec: OperationSpec | undefined): Operation {
  if (spec === undefined) return operation;
  const contentType = operation.body?.contentType ?? 'application/json';
  return {
    ...operation,
    destructive: spec.destructive ?? operation.destructive,
    costly: spec.costly ?? operation.costly,
    mails: spec.mails ?? operation.mails,
    declared: spec.public === undefined ? operation.declared : spec.public ? 'public' : 'protected',
    parameters: withValues(operation.parameters, spec),
    // A body by hand is valid as it is; the schema would only lead away from it.
    ...(spec.body === undefined ? {} : { body: { contentType, example: spec.body } }),
  };
}

/** Values given by hand become the only ones that a parameter may have. */
function withValues(
  parameters: readonly Parameter[],
  { params = {}, query = {}, headers = {} }: OperationSpec,
): readonly Parameter[] {
  const given = { path: params, query, header: headers };
  const known = parameters.map((parameter): Parameter => {
    const values = given[parameter.in];
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    if (value === undefined) return parameter;
    const one = fixed(parameter.in, parameter.name, value);
    const { enum: choices } = parameter.schema;
    return choices === undefined ? one : { ...one, schema: { ...one.schema, enum: choices } };
  });
  const added = (['query', 'header'] as const).flatMap((place) =>
    Object.entries(given[place])
      .filter(([name]) => !parameters.some((one) => one.in === place && one.name === name))
      .map(([name, value]) => fixed(place, name, value)),
  );
  return [...known, ...added];
}

function fixed(place: Parameter['in'], name: string, value: string): Parameter {
  return { name, in: place, required: true, schema: { type: 'string', const: value } };
}

function compare(left: Operation, right: Operation): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return METHODS.indexOf(left.method) - METHODS.indexOf(right.method);
}

function unmatchedIn(
  { routes, operations, expect }: Target,
  all: readonly Operation[],
): readonly Unmatched[] {
  const shapes = new Set(all.map(({ method, path }) => keyOf({ method, path })));
  const patterns: readonly (readonly [section: string, patterns: readonly string[]])[] = [
    ['routes.public', routes.public],
    ['routes.exclude', routes.exclude],
    ['expect.roles', Object.keys(expect.roles)],
    ['expect.tiers', Object.keys(expect.tiers)],
    ['expect.private', expect.private],
    ['expect.shared', expect.shared],
  ];
  return [
    ...patterns.flatMap(([section, list]) =>
      list
        .filter((pattern) => !all.some((one) => matchesPattern(one, pattern)))
        .map((pattern) => ({ section, pattern })),
    ),
    ...Object.keys(operations)
      .filter((name) => !shapes.has(keyOf(refOf(name))))
      .map((pattern) => ({ section: 'operations', pattern })),
  ];
}
