/** The payload of a JSON Web Token, unchecked; undefined when it is none. RFC 7519, section 3. */
export function claimsOf(token: string): { readonly [name: string]: unknown } | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
