import type { Json, Operation, Parameter } from '../../core/operation.ts';
import { serviceAt, sessionAt } from '../../core/hosted.ts';
import type { Target } from '../../core/target.ts';
import type { Person } from '../../evidence/seen.ts';
import { matchesPattern } from '../../intake/pattern.ts';
import { inferResources, pathObjects, type Resource } from '../../intake/resources.ts';
import type { PlanContext } from '../../io/probe.ts';
import { mentionsOf } from './mentions.ts';
import { doorRoute, type DoorRoute } from './door-route.ts';
import { takesText } from './takes-text.ts';

/** What the auditor knows of the target's objects: derived from the plan's context, without asking anything. */
export interface Model {
  readonly target: Target;
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  /** Operations that address no single object. */
  readonly singletons: readonly Operation[];
  /** The path parameter that names the tenant. */
  readonly tenantParam: string | undefined;
  readonly door: DoorRoute | undefined;
}

export function modelOf(context: PlanContext): Model {
  const { target, operations } = context;
  const tenantParam = target.tenancy?.by === 'path' ? target.tenancy.name : undefined;
  const creates = Object.fromEntries(
    Object.entries(target.operations).flatMap(([id, spec]) =>
      spec.creates === undefined ? [] : [[id, spec.creates]],
    ),
  );
  const known = inferResources(operations, {
    creates,
    ...(tenantParam === undefined ? {} : { tenantParam }),
  });
  return { target, operations, ...known, tenantParam, door: doorRoute(context) };
}

/** What an operation's path asks for. */
export interface Route {
  readonly operation: Operation;
  /** Objects in its path, outermost first; where there are none, those that its body or query names. */
  readonly objects: readonly PathObject[];
  /** Parameters whose values the target file or the description fixes. */
  readonly fixed: { readonly [param: string]: string };
  /** Parameters that nothing is known to fill. */
  readonly unknown: readonly string[];
}

interface PathObject {
  readonly param: string;
  readonly resource: Resource;
}

export function routeOf({ resources, tenantParam }: Model, operation: Operation): Route {
  const fixed: Record<string, string> = {};
  const objects: PathObject[] = [];
  const unknown: string[] = [];
  for (const { param, resource } of pathObjects(operation, resources)) {
    if (param === tenantParam) continue;
    const value = givenValue(operation.parameters.find((one) => one.in === 'path' && one.name === param));
    if (value !== undefined) fixed[param] = value;
    else if (resource?.creator === undefined) unknown.push(param);
    else objects.push({ param, resource });
  }
  const inPath = objects.length > 0 || unknown.length > 0;
  return { operation, objects: inPath ? objects : mentionsOf(resources, operation), fixed, unknown };
}

/** The value of a parameter that may have no other. */
export function givenValue(parameter: Parameter | undefined): string | undefined {
  if (parameter === undefined) return undefined;
  const { schema } = parameter;
  const value: Json | undefined = schema.const ?? schema.enum?.[0];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The tenant's key in requests, as a person's own requests carry it. */
export function tenantKey({ target }: Model, { tenant }: Person): string | undefined {
  return tenant === undefined ? undefined : (target.tenants[tenant]?.id ?? tenant);
}

/**
 * True for what reads an object: a GET, a search inside it, or a call that only names objects and writes nothing that one could
 * recognise.
 */
export function isObjectRead(model: Model, operation: Operation): boolean {
  const { method, destructive, path } = operation;
  if (method === 'GET') return true;
  if (isSearch(operation)) return true;
  const named = !path.includes('{') && routeOf(model, operation).objects.length > 0;
  return method === 'POST' && !destructive && named && !takesText(operation);
}

/** Products search by POST where a question may be long: its text is looked for, and kept nowhere. */
export function isSearch({ method, path, destructive, costly }: Operation): boolean {
  return method === 'POST' && !destructive && !costly && /\/_?(?:search|query|find|lookup)$/i.test(path);
}

/** What the founder said about an operation's objects inside one tenant. */
export function sharing({ target }: Model, operation: Operation): 'private' | 'shared' | 'unsaid' {
  const said = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesPattern(operation, pattern));
  if (said(target.expect.private)) return 'private';
  return said(target.expect.shared) ? 'shared' : 'unsaid';
}

/** True when the founder lets people of this role and tier call the operation, as far as anything is said. */
export function mayCall(model: Model, operation: Operation, person: Person): boolean {
  const { target } = model;
  const { name, role } = person;
  const roles = allowedIn(target.expect.roles, operation);
  const tiers = allowedIn(target.expect.tiers, operation);
  const tier = target.identities[name]?.tier;
  return (
    reaches(model, operation, person) &&
    (roles === undefined || (role !== undefined && roles.includes(role))) &&
    (tiers === undefined || (tier !== undefined && tiers.includes(tier)))
  );
}

/** True where the person has an account: at the hosted backend that the operation belongs to. */
export function reaches({ target }: Model, operation: Operation, { name }: Person): boolean {
  const service = serviceAt(target, operation.wire?.base);
  return service === undefined || sessionAt(target, name, service.backend) !== undefined;
}

/** Roles that the founder keeps an operation for, when there are any. */
export function allowedRoles(
  { target }: Pick<Model, 'target'>,
  operation: Operation,
): readonly string[] | undefined {
  return allowedIn(target.expect.roles, operation);
}

/** Tiers that the founder keeps an operation for, when there are any. */
export function allowedTiers(
  { target }: Pick<Model, 'target'>,
  operation: Operation,
): readonly string[] | undefined {
  return allowedIn(target.expect.tiers, operation);
}

function allowedIn(
  expected: { readonly [pattern: string]: readonly string[] },
  operation: Operation,
): readonly string[] | undefined {
  const lists = Object.entries(expected).flatMap(([pattern, names]) =>
    matchesPattern(operation, pattern) ? [names] : [],
  );
  return lists.length === 0 ? undefined : [...new Set(lists.flat())];
}

/** True for paths that start, renew or end a session: asking them is no question about somebody's data. */
export function isSessionPath({ target }: Model, { path }: Operation): boolean {
  const own = Object.values(target.identities).flatMap((one) => [one.logout?.post, one.refresh?.post]);
  return [target.logout?.post, target.signup?.post, ...own].includes(path);
}
