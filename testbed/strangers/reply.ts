import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that has been read. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly type?: string;
}

export function jsonOf(body: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === 'object' ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Reads a request, and writes what is answered. */
export async function respond(
  answer: (visit: Visit) => Promise<Reply>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const url = new URL(request.url ?? '/', 'http://server');
  const {
    status,
    body,
    type = 'application/json',
  } = await answer({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }).catch((error: unknown) => ({ status: 500, body: { message: String(error) }, type: undefined }));
  response.writeHead(status, { 'content-type': type });
  const text = type === 'text/plain' ? String(body) : JSON.stringify(body);
  response.end(body === undefined ? '' : text);
}
