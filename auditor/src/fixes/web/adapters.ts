import type { Framework } from '../../core/stack.ts';

/** Frameworks that run JavaScript. */
export type NodeFramework = Exclude<Framework, 'fastapi'>;

/**
 * A guard looks at a request and says which headers to add and whether to refuse. It knows no framework; an adapter takes
 * it into one. The texts below are files for the founder's repository.
 */
export const ADAPTER_TYPES = String.raw`export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly address: string;
  header(name: string): string | undefined;
}

export interface Said {
  readonly headers?: Readonly<Record<string, string>>;
  readonly refuse?: { readonly status: number; readonly body?: unknown };
  /** What was proven about the caller, such as the claims of a token. */
  readonly verified?: unknown;
}

export type Guard = (asked: Asked) => Said | Promise<Said>;

// The types of your framework fit where this is handed over.
export function guarded(...guards: Guard[]): any;
`;

/** What the adapter for Next.js has besides. */
export const NEXTJS_TYPES = `
/** What the guard verified about who asks a route; undefined for nobody. */
export function verifiedBy(guard: Guard, request: Request): Promise<any>;
`;

const CONNECT = String.raw`// Takes guards into Express, Connect and node:http: a function of (request, response, next).
export function guarded(...guards) {
  return async (request, response, next) => {
    const asked = {
      method: request.method,
      path: (request.originalUrl ?? request.url).split('?')[0],
      // Express fills in ip by its "trust proxy" setting; without it, the connection itself is what counts.
      address: request.ip ?? request.socket.remoteAddress ?? 'unknown',
      header: (name) => first(request.headers[name]),
    };
    for (const guard of guards) {
      const said = await guard(asked);
      for (const [name, value] of Object.entries(said.headers ?? {})) response.appendHeader(name, value);
      if (said.verified !== undefined) request.verified = said.verified;
      if (said.refuse === undefined) continue;
      response.statusCode = said.refuse.status;
      if (said.refuse.body === undefined) return response.end();
      response.setHeader('Content-Type', 'application/json');
      return response.end(JSON.stringify(said.refuse.body));
    }
    next();
  };
}

function first(value) {
  return Array.isArray(value) ? value[0] : value;
}
`;

const FASTIFY = String.raw`// Takes guards into Fastify: app.addHook('onRequest', guarded(…)).
export function guarded(...guards) {
  return async (request, reply) => {
    const asked = {
      method: request.method,
      path: request.url.split('?')[0],
      // By Fastify's "trustProxy" setting.
      address: request.ip ?? 'unknown',
      header: (name) => first(request.headers[name]),
    };
    for (const guard of guards) {
      const said = await guard(asked);
      for (const [name, value] of Object.entries(said.headers ?? {})) reply.header(name, value);
      if (said.verified !== undefined) request.verified = said.verified;
      if (said.refuse === undefined) continue;
      reply.code(said.refuse.status);
      return said.refuse.body === undefined ? reply.send() : reply.send(said.refuse.body);
    }
  };
}

function first(value) {
  return Array.isArray(value) ? value[0] : value;
}
`;

const HONO = String.raw`// Takes guards into Hono: app.use('*', guarded(…)).
export function guarded(...guards) {
  return async (context, next) => {
    const asked = {
      method: context.req.method,
      path: context.req.path,
      // What @hono/node-server says of the connection. On another host, put its own way of telling the address here.
      address: context.env?.incoming?.socket?.remoteAddress ?? 'unknown',
      header: (name) => context.req.header(name),
    };
    const collected = [];
    for (const guard of guards) {
      const said = await guard(asked);
      collected.push(...Object.entries(said.headers ?? {}));
      if (said.verified !== undefined) context.set('verified', said.verified);
      if (said.refuse === undefined) continue;
      add(context, collected);
      return said.refuse.body === undefined
        ? context.body(null, said.refuse.status)
        : context.json(said.refuse.body, said.refuse.status);
    }
    await next();
    // Only now: a route that returns a Response of its own would lose what was set before it.
    add(context, collected);
  };
}

function add(context, headers) {
  for (const [name, value] of headers) context.header(name, value, { append: true });
}
`;

const NEXTJS = String.raw`// Takes guards into Next.js: what middleware.ts (proxy.ts since Next.js 16) exports.
import { NextResponse } from 'next/server';

export function guarded(...guards) {
  return async (request) => {
    const asked = askedBy(request);
    const collected = new Headers();
    for (const guard of guards) {
      const said = await guard(asked);
      for (const [name, value] of Object.entries(said.headers ?? {})) collected.append(name, value);
      if (said.refuse !== undefined) return refusal(said.refuse, collected);
    }
    // Behind the proxy, Next.js answers 500 to what it cannot decode, without any of these headers.
    if (!canBeRead(asked.path)) return refusal({ status: 400, body: { error: 'The address cannot be read.' } }, collected);
    const response = NextResponse.next();
    for (const [name, value] of collected) response.headers.append(name, value);
    return response;
  };
}

// For a route: what was verified does not travel there from the proxy, so the same guard is asked again.
export async function verifiedBy(guard, request) {
  return (await guard(askedBy(request))).verified;
}

function refusal({ status, body }, headers) {
  if (body === undefined) return new Response(null, { status, headers });
  headers.set('Content-Type', 'application/json');
  return new Response(JSON.stringify(body), { status, headers });
}

function canBeRead(path) {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function askedBy(request) {
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    address: addressOf(request),
    header: (name) => request.headers.get(name) ?? undefined,
  };
}

// Next.js does not say who is connected, and passes on whatever a request claims about it: only what stands in front knows.
// Vercel sets a header and lets nobody else do so. Elsewhere, ADDRESS_HEADER names one that your own proxy overwrites.
function addressOf({ headers }) {
  const name = process.env.ADDRESS_HEADER ?? (process.env.VERCEL === '1' ? 'x-vercel-forwarded-for' : '');
  return (name === '' ? null : headers.get(name)) ?? 'unknown';
}
`;

export const ADAPTERS: { readonly [name in NodeFramework]: string } = {
  express: CONNECT,
  generic: CONNECT,
  fastify: FASTIFY,
  hono: HONO,
  nextjs: NEXTJS,
};

/** How a guard is put to work, as lines for the founder's own code. */
export const HOOK: { readonly [name in NodeFramework]: (guard: string) => string } = {
  express: (guard) => `app.use(guarded(${guard}));   // before the routes`,
  generic: (guard) =>
    `const guard = guarded(${guard});\ncreateServer((request, response) => guard(request, response, () => answer(request, response)));`,
  fastify: (guard) => `app.addHook('onRequest', guarded(${guard}));`,
  hono: (guard) => `app.use('*', guarded(${guard}));   // before the routes`,
  nextjs: (guard) =>
    `export const proxy = guarded(${guard});   // in proxy.ts, beside app or pages; \`middleware\` in middleware.ts before Next.js 16`,
};
