import {
  Agent,
  request as send,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';

/** Where a product listens: waited for while it restarts. */
export type Upstream = () => Promise<string>;

/** Passes requests on and answers back, piece by piece. */
interface Proxy {
  forward(request: IncomingMessage, response: ServerResponse, upstream: Upstream): void;
  close(): void;
}

/** RFC 9110, 7.6.1: what speaks of one connection is not passed on. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** What a client may not say about itself: only the front knows where a request came from. */
const SAID_BY_US = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * The product closes a connection that was idle for a while, perhaps just as it is used again. Only what changes nothing may be
 * repeated then (RFC 9110, 9.2.2): everything else gets a connection that nobody used before. It is kept alive all the same, since a
 * product that refuses a body early must not close before its answer is read (RFC 9112, 9.6).
 */
class UsedOnce extends Agent {
  override keepSocketAlive(): boolean {
    return false;
  }
}

interface Connections {
  readonly again: Agent;
  readonly once: Agent;
}

/** A reverse proxy that names the client by its own socket and keeps nothing back. */
export function createProxy(): Proxy {
  const connections = { again: new Agent({ keepAlive: true }), once: new UsedOnce({ keepAlive: true }) };
  return {
    forward(request, response, upstream) {
      upstream().then(
        (origin) => pass(request, response, new URL(origin), connections),
        () => unavailable(response),
      );
    },
    close: () => [connections.again, connections.once].forEach((agent) => agent.destroy()),
  };
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { hostname, port }: Pick<URL, 'hostname' | 'port'>,
  connections: Connections,
): void {
  // The path as it was sent: a URL object would tidy it up, and hide from the product what it must refuse.
  const path = request.url ?? '/';
  const headers = {
    ...without(request.headers, [...HOP_BY_HOP, ...SAID_BY_US]),
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    'x-forwarded-host': request.headers.host ?? '',
    'x-forwarded-proto': 'https',
    ...(request.headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' }),
  };
  const { method = 'GET' } = request;
  const agent = method === 'GET' ? connections.again : connections.once;
  const inner = send({ agent, hostname, port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, without(answer.headers, HOP_BY_HOP));
    response.flushHeaders();
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  inner.on('error', () => {
    if (inner.reusedSocket && !response.headersSent) pass(request, response, { hostname, port }, connections);
    else unavailable(response);
  });
  request.on('error', () => inner.destroy());
  // A reader who leaves ends the work behind the front, too.
  response.on('close', () => {
    if (!response.writableFinished) inner.destroy();
  });
  request.pipe(inner);
}

function without(headers: IncomingMessage['headers'], names: readonly string[]): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function unavailable(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  const body = { error: { code: 'unavailable', message: 'We are back in a moment. Please try again.' } };
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '5' });
  response.end(JSON.stringify(body));
}
