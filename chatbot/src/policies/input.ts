import type { RouteFacts } from './facts.ts';

/** How strictly what comes in is read. */
export type InputPolicy = {
  /** Whether fields that the route does not know are let through to it. */
  readonly keepsUnknownFields: (route: RouteFacts) => boolean;
  /** The largest body a route reads. */
  readonly bodyBytes: (route: RouteFacts, configured: number) => number;
  /** Whether a content type is one that the route reads. */
  readonly acceptsContentType: (sent: string, expected: string) => boolean;
};

/** Unknown fields are refused, bodies are bounded, content types are exact. */
export const defaultInput: InputPolicy = {
  keepsUnknownFields: () => false,
  bodyBytes: (_route, configured) => configured,
  acceptsContentType: (sent, expected) => sent.split(';')[0]?.trim().toLowerCase() === expected,
};
