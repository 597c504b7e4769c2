import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { objectOf } from '../../intake/json.ts';
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
  const { tenancy, tenants } = target;
  const keys = new Set(Object.entries(tenants).flatMap(([label, { id }]) => [label, id ?? label]));
  const example = objectOf(body?.example);
  const names = new Set([...Object.keys(example), ...Object.keys(body?.schema?.properties ?? {})]);
  return [...names].filter((name) => {
    if (tenancy?.by === 'body' && name === tenancy.name) return true;
    const value = example[name];
    const isScalar = typeof value === 'string' || typeof value === 'number';
    return isScalar && keys.has(String(value)) && namesTenant(target, name);
  });
}
