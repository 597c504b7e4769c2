import type { ClaimChange } from './lane.ts';

interface Claims {
  readonly [name: string]: unknown;
}

const ROLE = /^(?:role|roles|user_?role|app_?role|org_?role|permissions?|is_?admin)$/i;
const TENANT = /tenant|org|workspace|team|account|company|customer/i;
const SUBJECT = /^(?:sub|uid|user_?id|email|preferred_username)$/i;

/**
 * The claims with another role, another's tenant or another's subject in them; undefined where the token has no such claim, so
 * that nothing in it decides about that.
 *
 * @param other claims of the identity whose tenant or subject is taken
 */
export function changedClaims(claims: Claims, change: ClaimChange, other: Claims): Claims | undefined {
  const changed =
    change.names === 'role'
      ? raised(claims, change.value)
      : taken(claims, other, change.names === 'tenant' ? TENANT : SUBJECT);
  return Object.keys(changed).length === 0 ? undefined : { ...claims, ...changed };
}

function raised(claims: Claims, role: string): Claims {
  const entries = Object.entries(claims).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    if (name === 'app_metadata' && isClaims(value)) {
      const inner = raised(value, role);
      return Object.keys(inner).length === 0 ? [] : [[name, { ...value, ...inner }]];
    }
    if (!ROLE.test(name)) return [];
    if (typeof value === 'boolean') return [[name, true]];
    return [[name, Array.isArray(value) ? [role] : role]];
  });
  return Object.fromEntries(entries);
}

function taken(claims: Claims, other: Claims, names: RegExp): Claims {
  return Object.fromEntries(
    Object.entries(other).filter(
      ([name, value]) =>
        names.test(name) &&
        claims[name] !== undefined &&
        JSON.stringify(claims[name]) !== JSON.stringify(value),
    ),
  );
}

function isClaims(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
