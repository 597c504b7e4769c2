import { own } from '../../core/own.ts';
import type { Json, Operation } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import type { MemberRequest } from '../../core/target/membership.ts';
import type { Person } from '../../evidence/seen.ts';
import { fillPath, pathParams } from '../../intake/path-template.ts';
import type { Ask } from '../../io/lane.ts';
import { idsIn, namesTenant } from './account-ids.ts';

/** Values that may name the account in a path or body. */
const CANDIDATES = 3;

/** What may name an account in requests about it: whatever its own description offers, and what the file says. */
export function candidateIds(target: Target, person: Person, me: unknown): readonly string[] {
  const tenant = tenantId(target, person);
  const own = target.identities[person.name]?.user;
  return [...new Set([...idsIn(me), ...(own === undefined ? [] : [own])])]
    .filter((id) => id !== tenant)
    .slice(0, CANDIDATES);
}

/** A path with the tenant's key and an account's id in their places. */
export function memberPath(target: Target, person: Person, path: string, id: string): string | undefined {
  const tenant = tenantId(target, person);
  const isTenant = (name: string) => tenant !== undefined && namesTenant(target, name);
  const values = pathParams(path).map((name) => [name, isTenant(name) ? (tenant ?? id) : id]);
  return fillPath(path, Object.fromEntries(values));
}

/** True when the path names nobody: then one request is enough. */
export function namesNobody(target: Target, path: string): boolean {
  return pathParams(path).every((name) => namesTenant(target, name));
}

/** A request about a member, for one of the ids that may be its own. */
export function memberAsk(
  target: Target,
  person: Person,
  { method, path, json }: MemberRequest,
  id: string,
): Omit<Ask, 'as'> | undefined {
  const filled = memberPath(target, person, path, id);
  if (filled === undefined) return undefined;
  const words = { user: id, email: target.identities[person.name]?.user ?? id, role: person.role ?? '' };
  return {
    method,
    path: filled,
    operation: `${method} ${path}`,
    ...(json === undefined ? {} : { body: { kind: 'json', json: withWords(json, words) } }),
  };
}

function withWords(json: Json, words: { readonly [name: string]: string }): Json {
  if (typeof json === 'string')
    return json.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => own(words, name) ?? whole);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => withWords(item, words));
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, withWords(value, words)]));
}

function tenantId({ tenants }: Target, { tenant }: Person): string | undefined {
  return tenant === undefined ? undefined : (tenants[tenant]?.id ?? tenant);
}

const ABOUT_MEMBERS =
  /\/(?:members?(?:hips?)?|users?|team|people|staff|accounts?)\/\{[^}]+\}(?:\/(?:status|state))?$/i;
const OUT = /^(?:suspended|disabled|blocked|inactive|deactivated|banned|locked)$/i;
const IN = /^(?:active|enabled)$/i;

interface Suspending {
  readonly suspend: MemberRequest;
  readonly restore: MemberRequest;
}

/** How members are suspended, where the description of one operation says it: a state that is one of some words, or a flag. */
export function suspensionIn(operations: readonly Operation[]): Suspending | undefined {
  for (const { method, path, body } of operations) {
    if ((method !== 'PATCH' && method !== 'PUT') || !ABOUT_MEMBERS.test(path)) continue;
    for (const [name, schema] of Object.entries(body?.schema?.properties ?? {})) {
      const words = (schema.enum ?? []).filter((one) => typeof one === 'string');
      const out = words.find((one) => OUT.test(one));
      const back = words.find((one) => IN.test(one));
      const values: readonly [string | boolean, string | boolean] | undefined =
        out !== undefined && back !== undefined
          ? [out, back]
          : schema.type === 'boolean' && OUT.test(name)
            ? [true, false]
            : undefined;
      if (values === undefined) continue;
      const request = (value: string | boolean): MemberRequest => ({ method, path, json: { [name]: value } });
      return { suspend: request(values[0]), restore: request(values[1]) };
    }
  }
  return undefined;
}
