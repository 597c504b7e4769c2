import type { LimitState } from './limiter.ts';

/** OWASP Secure Headers: no sniffing, no framing, no referrer for others, nothing loaded that is not ours. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** One year, the least that preload lists take (hstspreload.org). */
const HSTS = 'max-age=31536000; includeSubDomains';

/** Adds the headers that every answer carries, unless the answer has stricter ones of its own. */
export function addSecurityHeaders(headers: Headers, isHttps: boolean): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (!headers.has(name)) headers.set(name, value);
  }
  if (isHttps) headers.set('strict-transport-security', HSTS);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
}

/** The RateLimit fields as most clients know them (draft-ietf-httpapi-ratelimit-headers-06). */
export function addLimitHeaders(headers: Headers, state: LimitState): void {
  headers.set('ratelimit-limit', String(state.limit));
  headers.set('ratelimit-remaining', String(state.remaining));
  headers.set('ratelimit-reset', String(state.resetSeconds));
  headers.set('ratelimit-policy', `${state.limit};w=${state.windowSeconds}`);
}
