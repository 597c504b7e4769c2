import type { RequestFacts } from './facts.ts';

/** What is known when a browser's cookie would change something. */
export type CsrfFacts = {
  readonly request: RequestFacts;
  readonly allowedOrigins: readonly string[];
  /** The token that this browser was given. */
  readonly expected: string;
  /** The token that came with the request. */
  readonly presented: string | undefined;
};

/** Keeps other sites from acting through a signed-in browser. */
export type CsrfPolicy = {
  readonly allows: (facts: CsrfFacts) => boolean;
  /** Whether this method may be sent with nothing but the cookie. */
  readonly isSafe: (method: string) => boolean;
};

/** RFC 9110 section 9.2.1. */
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Both the token and, where the browser says it, the origin must be right. */
export const defaultCsrf: CsrfPolicy = {
  allows: ({ request, allowedOrigins, expected, presented }) =>
    presented === expected && comesFromUs(request, allowedOrigins),
  isSafe: (method) => SAFE_METHODS.includes(method),
};

function comesFromUs(request: RequestFacts, allowedOrigins: readonly string[]): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return request.headers.get('sec-fetch-site') !== 'cross-site';
  return origin === request.origin || allowedOrigins.includes(origin);
}
