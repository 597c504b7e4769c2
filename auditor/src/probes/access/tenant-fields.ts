import type { Json, Operation } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import type { Person } from '../../evidence/seen.ts';
import { isObject, objectOf } from '../../intake/json.ts';
import { namesTenant } from './account-ids.ts';
import { tenantKey, type Model } from './model.ts';

/**
 * The fields of a body that say which tenant a request is for, with a person's own: what was recorded as one customer must not
 * be sent for another. Where the file does not name the field, it is one that is called so and holds a tenant's key.
 */
export function tenantFields(
  model: Model,
  operation: Operation,
  person: Person,
): { readonly [name: string]: string } {
  const key = tenantKey(model, person);
  if (key === undefined) return {};
  return Object.fromEntries(tenantFieldNames(model, operation).map((name) => [name, key]));
}

/** Names of the fields of an operation's body that say which tenant is meant. */
export function tenantFieldNames({ target }: Model, { body }: Operation): readonly string[] {
  return namesIn(target, objectOf(body?.example), Object.keys(body?.schema?.properties ?? {}));
}

/** A body of the target file as this identity sends it: with its own tenant where another's stands. */
export function ofOwnTenant(target: Target, identity: string, json: Json): Json {
  const tenant = target.identities[identity]?.tenant;
  if (tenant === undefined || !isObject(json)) return json;
  const key = target.tenants[tenant]?.id ?? tenant;
  const own = namesIn(target, json).map((name): [string, Json] => [name, likewise(key, json[name] ?? key)]);
  return { ...json, ...Object.fromEntries(own) };
}

/** An id as the example has it: a product whose ids are numbers may take no text in their place. */
export function likewise(id: string, example: Json): Json {
  return typeof example === 'number' && /^\d{1,15}$/.test(id) ? Number(id) : id;
}

function namesIn(
  target: Target,
  example: { readonly [name: string]: Json },
  described: readonly string[] = [],
): readonly string[] {
  const { tenancy, tenants } = target;
  const keys = new Set(Object.entries(tenants).flatMap(([label, { id }]) => [label, id ?? label]));
  return [...new Set([...Object.keys(example), ...described])].filter((name) => {
    const value = example[name];
    const isPlaceholder = typeof value === 'string' && value.includes('{{');
    if (tenancy?.by === 'body' && name === tenancy.name) return !isPlaceholder;
    const isScalar = typeof value === 'string' || typeof value === 'number';
    return isScalar && keys.has(String(value)) && namesTenant(target, name);
  });
}
