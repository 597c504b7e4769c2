import type { RequestFacts, RouteFacts } from './facts.ts';

/** Stands at every route, after routing, so that no spelling of a path gets around it. */
export type GuardPolicy = {
  /** Whether this request must prove who sends it. */
  readonly requiresCredentials: (route: RouteFacts, request: RequestFacts) => boolean;
  /** The path that the router sees. */
  readonly routedPath: (path: string) => string;
};

/** Only routes declared public are open; a path is routed exactly as it was sent. */
export const defaultGuard: GuardPolicy = {
  requiresCredentials: (route) => route.access.kind !== 'public',
  routedPath: (path) => path,
};
