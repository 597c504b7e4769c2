import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { listening } from '../../auditor/src/io/fixtures/small-server.ts';
import { createProxy, type Upstream } from './proxy.ts';

/** What answers for a host. */
type Site =
  | { readonly kind: 'redirect'; readonly to: string }
  | {
      readonly kind: 'proxy';
      readonly upstream: Upstream;
      /** Name and password that a stranger is asked for, as `name:password`. */
      readonly login?: string;
    };

/** The front of a launch: two ports, one certificate, and everything behind it by host. */
export interface Edge {
  /** `127.0.0.1:8443`. */
  readonly https: string;
  readonly http: string;
  readonly close: () => Promise<void>;
}

interface EdgeOptions {
  readonly key: string;
  /** The certificate and what stands between it and its root. */
  readonly chain: string;
  readonly sites: { readonly [host: string]: Site };
}

/** One year, the least that preload lists take (hstspreload.org). */
const HSTS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** Opens the front. Plain HTTP only ever redirects; TLS 1.2 is the oldest that is spoken (RFC 9325, 3.1.1). */
export async function openEdge({ key, chain, sites }: EdgeOptions): Promise<Edge> {
  const proxy = createProxy();
  const secure = createSecureServer({ key, cert: chain, minVersion: 'TLSv1.2' }, (request, response) => {
    const site = sites[hostOf(request)];
    if (site === undefined) return misdirected(response);
    if (site.kind === 'redirect') return redirect(response, `${site.to}${request.url ?? '/'}`, HSTS);
    if (site.login !== undefined && !knows(request, site.login)) return askForLogin(response);
    proxy.forward(request, response, site.upstream);
  });
  secure.on('tlsClientError', (_, socket) => socket.destroy());
  const plain = createServer(toHttps(sites));
  const ports = { https: (await listening(secure)).port, http: (await listening(plain)).port };
  const sockets = new Set<Socket>();
  for (const server of [secure, plain]) track(server, sockets);
  return {
    https: `127.0.0.1:${ports.https}`,
    http: `127.0.0.1:${ports.http}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await Promise.all([secure, plain].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function toHttps(sites: EdgeOptions['sites']): RequestListener {
  return (request, response) => {
    const host = hostOf(request);
    const site = sites[host];
    if (site === undefined) return misdirected(response);
    const base = site.kind === 'redirect' ? site.to : `https://${host}`;
    redirect(response, `${base}${request.url ?? '/'}`);
  };
}

function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function redirect(response: ServerResponse, location: string, headers = {}): void {
  response.writeHead(301, { ...headers, location }).end();
}

/** RFC 9110, 15.5.20: this server does not answer for the host that was asked for. */
function misdirected(response: ServerResponse): void {
  response
    .writeHead(421, { 'content-type': 'text/plain' })
    .end('This server does not answer for that host.\n');
}

function knows(request: IncomingMessage, login: string): boolean {
  return request.headers.authorization === `Basic ${Buffer.from(login).toString('base64')}`;
}

function askForLogin(response: ServerResponse): void {
  const headers = { ...HSTS, 'www-authenticate': 'Basic realm="staging"', 'content-type': 'text/plain' };
  response.writeHead(401, headers).end('Staging is for the team.\n');
}

function track(server: Server, sockets: Set<Socket>): void {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
}
