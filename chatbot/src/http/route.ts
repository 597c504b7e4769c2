import type { z } from 'zod';
import type { Access, RouteFacts } from '../policies/facts.ts';
import type { LimitName } from '../policies/limits.ts';
import type { Call } from './call.ts';
import type { Refusal } from './refusal.ts';

/** What a route answers when all is well. */
type Success<R> = {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  /** Absent for an answer without a body. What the schema does not name is not sent. */
  readonly body?: z.ZodType<R>;
  /** Other representations that the handler may answer with by itself. */
  readonly also?: readonly string[];
};

/** How a request body is read; `signed` is JSON that is kept as it came, since its bytes are what was signed. */
export type BodyKind = 'json' | 'multipart' | 'form' | 'signed';

/** A route as it is written down. */
export type RouteSpec<P, Q, B, R> = {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** OpenAPI spelling: `/api/files/{fileId}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly limit: LimitName;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly bodyKind?: BodyKind;
  /** What the text of a `signed` body should say, for the documentation. */
  readonly documents?: z.ZodType;
  /** The account that the body names, for limits. */
  readonly account?: (body: B) => string;
  readonly success: Success<R>;
  /** Other statuses of its own, for the documentation. */
  readonly refusals?: readonly number[];
  readonly handle: (call: Call<P, Q, B>) => Promise<R | Refusal | Response>;
};

/** A route with its types closed over: whatever comes in is parsed before the handler sees it. */
export type Route = RouteFacts & {
  readonly tag: string;
  readonly summary: string;
  readonly limit: LimitName;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  readonly bodyKind: BodyKind;
  readonly documents: z.ZodType | undefined;
  readonly success: Success<unknown>;
  readonly refusals: readonly number[];
  readonly account: (body: unknown) => string | undefined;
  readonly handle: (call: Call<unknown, unknown, unknown>) => Promise<unknown>;
};

/** Declares a route; the server and the OpenAPI document are both made from it. */
export function defineRoute<P = unknown, Q = unknown, B = unknown, R = undefined>(
  spec: RouteSpec<P, Q, B, R>,
): Route {
  return {
    ...spec,
    params: spec.params,
    query: spec.query,
    body: spec.body,
    bodyKind: spec.bodyKind ?? 'json',
    documents: spec.documents,
    refusals: spec.refusals ?? [],
    // The pipeline hands over what these very schemas parsed.
    account: (body) => spec.account?.(body as B),
    handle: (call) => spec.handle(call as Call<P, Q, B>),
  };
}
