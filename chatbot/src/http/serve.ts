import { admit, workspaceIdOf } from '../identity/admit.ts';
import type { Actor, RequestFacts } from '../policies/facts.ts';
import type { InputPolicy } from '../policies/input.ts';
import type { Services } from '../services.ts';
import { readBody } from './body.ts';
import { makeCall } from './call.ts';
import { addLimitHeaders } from './headers.ts';
import type { LimitResult } from './limiter.ts';
import { Refusal, refuse } from './refusal.ts';
import type { Route } from './route.ts';
import { unusableText } from './usable.ts';
import { createTiming } from './timing.ts';
import { z } from 'zod';

/** A request that was routed. */
export type Routed = {
  readonly route: Route;
  readonly raw: Request;
  readonly facts: RequestFacts;
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly headers: Headers;
};

/** What a route made of a request, and for whom. */
export type Served = { readonly actor: Actor | undefined; readonly outcome: Response | Refusal };

/** Admits, reads, counts and answers: the one way through every route. */
export async function serve(routed: Routed, services: Services): Promise<Served> {
  const { route, raw, facts, requestId, headers } = routed;
  const actor = await admit(
    { route, request: facts, pathWorkspaceId: workspaceIdOf(routed.params) },
    services,
  );
  if (actor instanceof Refusal) return { actor: undefined, outcome: actor };

  const input = await readInput(routed, services);
  if (input instanceof Refusal) return { actor, outcome: input };

  const taken = await services.limiter.take({
    name: route.limit,
    request: facts,
    account: route.account(input.body),
    userId: actor.credential === 'none' ? undefined : actor.userId,
  });
  const limited = limitRefusal(taken, headers);
  if (limited !== undefined) return { actor, outcome: limited };

  const timing = createTiming();
  const call = { services, actor, request: facts, requestId, signal: raw.signal, headers, timing };
  const result = await route.handle(makeCall({ ...call, ...input }));
  headers.set('server-timing', timing.header());
  // Only failed attempts count against guessing.
  if (route.limit === 'login' && taken.kind === 'within' && succeeded(result)) await taken.refund();
  return { actor, outcome: respond(result, route) };
}

const succeeded = (result: unknown): boolean =>
  !(result instanceof Refusal) && !(result instanceof Response && result.status >= 400);

type Input = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

async function readInput(
  { route, raw, facts, params }: Routed,
  services: Services,
): Promise<Input | Refusal> {
  const { config, policies } = services;
  const query = Object.fromEntries(facts.query.entries());
  for (const text of [...Object.values(params), ...Object.values(query)]) {
    if (unusableText(text) !== undefined) return refuse(400, 'invalid_request', 'The address is not valid.');
  }
  const body = await readBody(raw, route, {
    input: policies.input,
    jsonBytes: config.bodyBytes,
    uploadBytes: config.uploadBytes,
  });
  if (body instanceof Refusal) return body;

  const keepsUnknown = policies.input.keepsUnknownFields(route);
  const parsed = {
    // An id that cannot be one names nothing: the same answer as for any other unknown id.
    params: parse(
      route.params,
      params,
      refuse(404, 'not_found', 'There is nothing here for you under this address.'),
    ),
    query: parse(route.query, query),
    body: parseBody(keepsUnknown ? loosened(route.body) : route.body, body, policies.input),
  };
  for (const part of Object.values(parsed)) if (part instanceof Refusal) return part;
  return parsed;
}

function parse(schema: z.ZodType | undefined, value: unknown, otherwise?: Refusal): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  return result.success ? result.data : (otherwise ?? invalid(result.error));
}

function parseBody(schema: z.ZodType | undefined, value: unknown, input: InputPolicy): unknown {
  if (schema === undefined) return undefined;
  const result = input.check(schema, value);
  return result.success ? result.data : invalid(result.error);
}

const invalid = (error: z.ZodError): Refusal => new Refusal(400, 'invalid_request', explain(error), error);

const loosened = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema instanceof z.ZodObject ? schema.loose() : schema;

/** Names the fields, never echoes their values. */
function explain(error: z.ZodError): string {
  const problems = error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return problems.join('; ');
}

function limitRefusal(taken: LimitResult, headers: Headers): Refusal | undefined {
  if (taken.kind === 'unavailable') return refuse(503, 'unavailable', 'Please try again in a moment.');
  if (taken.state !== undefined) addLimitHeaders(headers, taken.state);
  if (taken.kind === 'within') return undefined;
  headers.set('retry-after', String(taken.retryAfter));
  return refuse(429, 'rate_limited', `Too many requests. Try again in ${taken.retryAfter} seconds.`);
}

/** Only what the response schema names goes out. */
function respond(result: unknown, { success }: Route): Response | Refusal {
  if (result instanceof Refusal || result instanceof Response) return result;
  if (success.body === undefined) return new Response(null, { status: success.status });
  return Response.json(success.body.parse(result), { status: success.status });
}
