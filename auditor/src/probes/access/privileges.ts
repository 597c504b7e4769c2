import type { Target } from '../../core/target.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Fields } from './extra-fields.ts';

type Value = string | number | boolean;

/** Something in an account's own description that it should not be able to set. */
export interface Privilege {
  /** Where it stands: `workspace.tier`. */
  readonly path: readonly string[];
  readonly before: Value;
  readonly wanted: Value;
}

const ROLE = /^(?:roles?|role_?name|rank|access_?level|user_?type)$/i;
const TIER = /^(?:tier|plan|plan_?(?:id|name)|subscription|subscription_?(?:tier|plan))$/i;
const LOW = /free|basic|trial|starter/i;
const FLAG =
  /^(?:is_?)?(?:admin|owner|staff|super_?user|verified|approved|premium|paid|pro|email_?verified|email_?confirmed|phone_?verified|trusted)$/i;

/** Roles, tiers and flags that somebody's own description shows, with what they would like them to be. */
export function privilegesIn(me: unknown, person: Person, target: Target): readonly Privilege[] {
  return leaves(me).flatMap(([path, before]) => {
    const name = path.at(-1) ?? '';
    const wanted = wish(name, isAt(target.whoami?.role, path), before, person, target);
    return wanted === undefined || wanted === before ? [] : [{ path, before, wanted }];
  });
}

function wish(
  name: string,
  isRole: boolean,
  before: Value,
  person: Person,
  target: Target,
): Value | undefined {
  const others = Object.values(target.identities);
  if (typeof before === 'string' && (isRole || ROLE.test(name))) {
    const roles = others.flatMap((one) =>
      one.tenant === person.tenant && !one.disposable ? (one.role ?? []) : [],
    );
    return (
      roles.find((role) => /owner|admin/i.test(role)) ?? roles.find((role) => role !== before) ?? 'admin'
    );
  }
  if (typeof before === 'string' && TIER.test(name))
    return (
      others.flatMap(({ tier }) => tier ?? []).find((tier) => tier !== before && !LOW.test(tier)) ??
      'enterprise'
    );
  return FLAG.test(name) && before === false ? true : undefined;
}

/** The privileges as fields of a body: by their bare names in both spellings, and nested as they are shown. */
export function asFields(privileges: readonly Privilege[], which: 'before' | 'wanted'): Fields {
  const fields: Record<string, Fields[string]> = {};
  for (const one of privileges) {
    const name = one.path.at(-1) ?? '';
    fields[name] = one[which];
    fields[name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()] = one[which];
    const [outer] = one.path;
    if (outer !== undefined && one.path.length === 2 && !(outer in fields)) {
      const inside = privileges.filter((other) => other.path.length === 2 && other.path[0] === outer);
      fields[outer] = Object.fromEntries(inside.map((other) => [other.path[1] ?? '', other[which]]));
    }
  }
  return fields;
}

/** Which of the privileges an account's description now shows as they were wished for: `role: owner, before member`. */
export function gainedIn(me: unknown, privileges: readonly Privilege[]): readonly string[] {
  const now = new Map(leaves(me).map(([path, value]) => [path.join('.'), value]));
  return privileges.flatMap(({ path, before, wanted }) =>
    now.get(path.join('.')) === wanted
      ? [`${path.join('.')}: ${String(wanted)}, before ${String(before)}`]
      : [],
  );
}

function isAt(jsonPath: string | undefined, path: readonly string[]): boolean {
  return jsonPath === `$.${path.join('.')}`;
}

function leaves(
  value: unknown,
  at: readonly string[] = [],
): readonly (readonly [readonly string[], Value])[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || at.length > 2) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) =>
    typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean'
      ? [[[...at, name], item] as const]
      : leaves(item, [...at, name]),
  );
}
