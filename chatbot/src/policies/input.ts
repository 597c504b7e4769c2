import type { z } from 'zod';
import { unusable } from '../http/usable.ts';
import type { RouteFacts } from './facts.ts';

/** How strictly what comes in is read. */
export type InputPolicy = {
  /** Whether fields that the route does not know are let through to it. */
  readonly keepsUnknownFields: (route: RouteFacts) => boolean;
  /** The largest body a route reads. */
  readonly bodyBytes: (route: RouteFacts, configured: number) => number;
  /** Whether a content type is one that the route reads. */
  readonly acceptsContentType: (sent: string, expected: string) => boolean;
  /** Why what was parsed cannot be used by any route: characters or nesting that nothing behind it can bear. */
  readonly problemOf: (value: unknown) => string | undefined;
  /** Checks types, lengths and names of a body against what its route takes. */
  readonly check: (schema: z.ZodType, value: unknown) => z.ZodSafeParseResult<unknown>;
  /** Whose words a message is; `body` is what the client sent. */
  readonly author: (body: unknown) => 'user' | 'assistant';
};

/** Unknown fields are refused, bodies and texts are bounded, content types are exact; clients speak for themselves only. */
export const defaultInput: InputPolicy = {
  keepsUnknownFields: () => false,
  bodyBytes: (_route, configured) => configured,
  acceptsContentType: (sent, expected) => sent.split(';')[0]?.trim().toLowerCase() === expected,
  problemOf: (value) => unusable(value),
  check: (schema, value) => schema.safeParse(value),
  author: () => 'user',
};
