/** What a cross-origin answer allows. */
export type CorsGrant = { readonly origin: string; readonly credentials: boolean };

/** Which other web origins may read our answers in a browser. */
export type CorsPolicy = {
  readonly grant: (origin: string, allowed: readonly string[]) => CorsGrant | undefined;
};

/** Exact matches of a configured list; never a pattern, a prefix or `null` (CWE-942). */
export const defaultCors: CorsPolicy = {
  grant: (origin, allowed) => (allowed.includes(origin) ? { origin, credentials: true } : undefined),
};
