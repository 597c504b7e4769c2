import type { Ask } from './lane.ts';

interface OwnRequest {
  /** Address of the pages; where none is known, they are taken to be where the request goes. */
  readonly app: string | undefined;
  /** Where the request goes. */
  readonly origin: string;
  readonly method: Ask['method'];
}

/**
 * What a browser says of where a request comes from, when it is a page of the product itself (WHATWG Fetch, 3.2, and W3C Fetch
 * Metadata, 2.4). Products that keep sessions in cookies may take a request without it for one that another website made, and answer
 * as if nobody was logged in.
 */
export function fromOwnPage({ app, origin, method }: OwnRequest): Record<string, string> {
  const page = pageFor(app, origin);
  const isSame = page === undefined || page === origin;
  return {
    'sec-fetch-site': isSame ? 'same-origin' : 'same-site',
    ...(page === undefined || (isSame && SAFE.has(method)) ? {} : { origin: page }),
  };
}

const SAFE = new Set<string>(['GET', 'HEAD', 'OPTIONS']);

/** A tenant's own sub-domain shows the pages itself. */
function pageFor(app: string | undefined, origin: string): string | undefined {
  if (app === undefined) return undefined;
  const { hostname, origin: own } = new URL(app);
  return new URL(origin).hostname.endsWith(`.${hostname}`) ? origin : own;
}

/** True for what only a browser sends: a cookie or a form, and no token. */
export function isOfBrowser(headers: { readonly [name: string]: string }, body: Ask['body']): boolean {
  if (headers['authorization'] !== undefined) return false;
  return headers['cookie'] !== undefined || body?.kind === 'form' || body?.kind === 'multipart';
}
