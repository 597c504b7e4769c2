/** What a key of a hosted backend may do, as far as the key itself says. */
export type HostedKey =
  /** Meant for browsers: it reaches what row-level security or rules let a stranger reach. */
  | 'public'
  /** Gets past every policy: it belongs on a server. */
  | 'service'
  | 'unknown';

/**
 * Reads what a Supabase or Firebase key says of itself. Nothing is asked or verified: a key is classed by its prefix or by
 * the `role` in its unsigned claims (https://supabase.com/docs/guides/api/api-keys).
 *
 * @example
 * hostedKey('sb_secret_…') // 'service'
 */
export function hostedKey(key: string): HostedKey {
  if (key.startsWith('sb_publishable_')) return 'public';
  if (key.startsWith('sb_secret_')) return 'service';
  if (/^AIza[\w-]{20,}$/.test(key)) return 'public';
  const { role } = jwtClaims(key) ?? {};
  if (role === 'anon') return 'public';
  return role === 'service_role' || role === 'supabase_admin' ? 'service' : 'unknown';
}

/** The claims of a JSON Web Token, without looking at its signature; undefined when it is none. */
export function jwtClaims(token: string): { readonly [name: string]: unknown } | undefined {
  const [header, payload, signature] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return claims !== null && typeof claims === 'object' && !Array.isArray(claims)
      ? { ...claims }
      : undefined;
  } catch {
    return undefined;
  }
}
