import type { Json } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { nounOf } from '../../intake/nouns.ts';

/** What products call a tenant. */
const TENANT_NOUNS = ['tenant', 'workspace', 'org', 'organization', 'account', 'company', 'team', 'customer'];

/** What this product calls a tenant, by its target file, before what others do. */
export function tenantNouns({ tenancy, whoami }: Target): readonly string[] {
  const keys =
    whoami?.tenant
      ?.split('.')
      .slice(1)
      .filter((key) => nounOf(key) !== undefined) ?? [];
  const own = [tenancy?.name?.replace(/^x-/i, ''), ...keys].flatMap((name) =>
    name === undefined ? [] : (nounOf(name) ?? []),
  );
  return [...new Set([...own, ...TENANT_NOUNS])];
}

/** True for a parameter that names the tenant: `workspaceId`, `org`. */
export function namesTenant(target: Target, param: string): boolean {
  const noun = nounOf(param);
  return noun !== undefined && tenantNouns(target).includes(noun);
}

const ID_FIELD = /^_?id$|[a-z0-9]I[dD]$|_id$|^(?:sub|slug|handle|username|login)$/;

/** Values of a caller's own description that may name it: `id`, `userId`, `membership.id`; the nearest first. */
export function idsIn(value: unknown, depth = 2): readonly string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const own = entries.flatMap(([key, item]) =>
    ID_FIELD.test(key) && (typeof item === 'string' || typeof item === 'number') ? [String(item)] : [],
  );
  const inner = depth > 0 ? entries.flatMap(([, item]) => idsIn(item, depth - 1)) : [];
  return [...new Set([...own, ...inner])];
}

/** Fields of one object that another has too, with its values: what a person may write back without changing anything. */
export function sameFields(value: unknown, wanted: readonly string[]): { readonly [name: string]: Json } {
  const found: Record<string, Json> = {};
  for (const layer of [value, ...(value !== null && typeof value === 'object' ? Object.values(value) : [])]) {
    if (layer === null || typeof layer !== 'object' || Array.isArray(layer)) continue;
    const fields: readonly (readonly [string, unknown])[] = Object.entries(layer);
    for (const [name, item] of fields) {
      if (wanted.includes(name) && typeof item === 'string' && !(name in found)) found[name] = item;
    }
  }
  return found;
}
