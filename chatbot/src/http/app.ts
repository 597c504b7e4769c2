import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { RequestFacts } from '../policies/facts.ts';
import type { Services } from '../services.ts';
import { clientAddress } from './address.ts';
import { addSecurityHeaders } from './headers.ts';
import { Refusal, refuse } from './refusal.ts';
import type { Route } from './route.ts';
import { serve, type Served } from './serve.ts';

/** Methods and headers that a cross-origin caller may use, and headers it may read. */
const CORS_METHODS = 'GET, POST, PUT, PATCH, DELETE';
const CORS_HEADERS = 'authorization, content-type, x-api-key, x-csrf-token, x-workspace-id';
const CORS_EXPOSED = 'x-request-id, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after';

/** Puts the routes behind one door that numbers, answers, protects and logs every request. */
export function createApp(routes: readonly Route[], services: Services): Hono {
  const app = new Hono({
    getPath: (request) => services.policies.guard.routedPath(new URL(request.url).pathname),
  });
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(route.method, path, (context) => answer(context, route, services));
  }
  app.options('*', (context) => answer(context, undefined, services));
  app.all('*', (context) => answer(context, methodMismatch(routes, context), services));
  return app;
}

/** A known path that was asked with another method, or nothing we know. */
function methodMismatch(routes: readonly Route[], { req }: Context): Refusal {
  const methods = routes
    .filter(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(req.path))
    .map(({ method }) => method);
  return methods.length > 0
    ? refuse(405, 'method_not_allowed', `Use ${methods.join(' or ')}.`)
    : refuse(404, 'not_found', 'There is nothing here for you under this address.');
}

async function answer(
  context: Context,
  target: Route | Refusal | undefined,
  services: Services,
): Promise<Response> {
  const startedAt = performance.now();
  const raw = context.req.raw;
  const facts = factsOf(context, services);
  const requestId = randomUUID();
  const headers = new Headers(services.policies.errors.correlation(requestId));
  const { outcome, actor } = await attempt(context, { target, facts, requestId, headers }, services);
  const response = finish(outcome, { facts, requestId, headers }, services);

  services.log.request({
    requestId,
    userId: actor?.userId ?? '',
    method: raw.method,
    route: target !== undefined && !(target instanceof Refusal) ? target.path : '',
    status: response.status,
    latencyMs: Math.round(performance.now() - startedAt),
    failure: outcome instanceof Refusal ? outcome.cause : undefined,
    request: raw,
  });
  return response;
}

type Reception = {
  readonly target: Route | Refusal | undefined;
  readonly facts: RequestFacts;
  readonly requestId: string;
  readonly headers: Headers;
};

async function attempt(context: Context, reception: Reception, services: Services): Promise<Served> {
  const { target, ...rest } = reception;
  if (target === undefined) return { actor: undefined, outcome: new Response(null, { status: 204 }) };
  if (target instanceof Refusal) return { actor: undefined, outcome: target };
  try {
    return await serve(
      { route: target, raw: context.req.raw, params: context.req.param(), ...rest },
      services,
    );
  } catch (error) {
    const outcome = new Refusal(
      500,
      'internal',
      'Something went wrong on our side. Please try again.',
      error,
    );
    return { actor: undefined, outcome };
  }
}

/** Turns an outcome into what goes over the wire. */
function finish(
  outcome: Response | Refusal,
  { facts, requestId, headers }: Omit<Reception, 'target'>,
  services: Services,
): Response {
  const response =
    outcome instanceof Refusal ? failure(outcome, requestId, services) : new Response(outcome.body, outcome);
  for (const [name, value] of headers) {
    if (name === 'set-cookie') response.headers.append(name, value);
    else response.headers.set(name, value);
  }
  addCorsHeaders(response.headers, facts, services);
  addSecurityHeaders(response.headers, services.origin().startsWith('https:'));
  return response;
}

function failure(refusal: Refusal, requestId: string, { policies }: Services): Response {
  const { status, code, message, cause } = refusal;
  return Response.json(policies.errors.describe({ status, code, message, requestId, cause }), { status });
}

function addCorsHeaders(headers: Headers, facts: RequestFacts, { policies, config }: Services): void {
  headers.append('vary', 'origin');
  const origin = facts.headers.get('origin');
  const grant = origin === null ? undefined : policies.cors.grant(origin, config.appOrigins);
  if (grant === undefined) return;
  headers.set('access-control-allow-origin', grant.origin);
  if (grant.credentials) headers.set('access-control-allow-credentials', 'true');
  headers.set('access-control-expose-headers', CORS_EXPOSED);
  if (facts.method !== 'OPTIONS') return;
  headers.set('access-control-allow-methods', CORS_METHODS);
  headers.set('access-control-allow-headers', CORS_HEADERS);
}

function factsOf(context: Context, { config, origin }: Services): RequestFacts {
  const { raw } = context.req;
  const url = new URL(raw.url);
  const forwardedFor = raw.headers.get('x-forwarded-for');
  return {
    method: raw.method,
    path: url.pathname,
    headers: raw.headers,
    query: url.searchParams,
    address: clientAddress(socketAddress(context), forwardedFor, config.trustedProxies),
    origin: origin(),
  };
}

/** Requests made in process have no socket. */
function socketAddress(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? '';
  } catch {
    return '';
  }
}
