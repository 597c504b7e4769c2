import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

/** A product of the testbed that is up. */
export interface Served {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

interface Tls {
  readonly key: string;
  readonly cert: string;
}

/** Listens on a free loopback port. */
export async function open(listener: RequestListener, tls?: Tls): Promise<Served> {
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    port,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A request's JSON body; empty where there is none. */
export async function bodyOf(request: IncomingMessage): Promise<{ readonly [key: string]: unknown }> {
  const chunks: Buffer[] = [];
  try {
    // Ends early when the caller goes away in the middle.
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    // What nests too deep to be written again is not taken.
    JSON.stringify(value);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export function json(
  response: ServerResponse,
  body: unknown,
  headers: { readonly [name: string]: string | string[] } = {},
): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
}
