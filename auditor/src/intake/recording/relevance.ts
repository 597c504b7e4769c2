import type { RawExchange } from './recorded.ts';

/** Which addresses are the product's. */
export interface Base {
  /** Address of the API; without it every host is taken. */
  readonly api?: string;
}

/** Why an exchange says nothing about the product's operations. */
export type Dropped =
  | 'other host'
  | 'outside the api path'
  | 'static file'
  | 'framework'
  | 'analytics'
  | 'preflight'
  | 'not http'
  | 'page';

const STATIC_FILE =
  /\.(?:m?js|css|map|png|jpe?g|gif|svg|ico|webp|avif|bmp|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|wasm|webmanifest)$/i;
const STATIC_TYPE =
  /^(?:font\/|text\/css|(?:text|application)\/(?:x-)?javascript|application\/wasm|application\/manifest\+json)/i;
const IMAGE_TYPE = /^(?:image|audio|video)\//i;
/** Next.js, Nuxt, Vite, webpack, SvelteKit, Rails, Cloudflare, Vercel: what the front end fetches of itself. */
const FRAMEWORK =
  /\/(?:_next\/|_nuxt\/|_app\/immutable\/|@vite|@id\/|@fs\/|node_modules\/|__webpack_hmr|sockjs-node|hot-update|cdn-cgi\/|assets\/[^/]+$|static\/js\/|static\/css\/|favicon|robots\.txt$|sitemap|manifest\.json$|sw\.js$|service-worker|\.well-known\/)/i;
/** Measuring of visitors, and error reports by way of the own host (PostHog, Plausible, Sentry, Vercel, Google, Segment). */
const ANALYTICS =
  /\/(?:_vercel\/(?:insights|speed-insights)|ingest\/(?:e|i|s|decide|flags|batch|static|array)\b|api\/event$|envelope\/?$|sentry|monitoring$|g\/collect|gtag|gtm|collect$|rum$|beacon$|telemetry|analytics|t\/[ipts]$)/i;

export type Relevance = { readonly keep: true; readonly path: string; readonly url: URL } | Refused;

interface Refused {
  readonly keep: false;
  readonly why: Dropped;
  /** Set for another host. */
  readonly host?: string;
}

/** Whether an exchange is one of the product's operations, and its path below the API's address. */
export function relevanceOf(exchange: RawExchange, { api }: Base): Relevance {
  if (!URL.canParse(exchange.url)) return { keep: false, why: 'not http' };
  const url = new URL(exchange.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { keep: false, why: 'not http' };
  const base = api === undefined ? undefined : new URL(api);
  if (base !== undefined && !isSameProduct(url.host, base.host))
    return { keep: false, why: 'other host', host: url.host };
  const prefix = base?.pathname.replace(/\/+$/, '') ?? '';
  if (prefix !== '' && url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`))
    return { keep: false, why: 'outside the api path' };
  const path = url.pathname.slice(prefix.length) || '/';
  const why = refusal(exchange, url);
  return why === undefined ? { keep: true, path, url } : { keep: false, why };
}

/** A tenant's own sub-domain is the same product. */
function isSameProduct(host: string, own: string): boolean {
  return host === own || host.endsWith(`.${own}`);
}

function refusal({ method, answer }: RawExchange, { pathname, searchParams }: URL): Dropped | undefined {
  const type = answer?.contentType ?? '';
  if (method === 'OPTIONS') return 'preflight';
  if (answer?.status === 101) return 'not http';
  if (ANALYTICS.test(pathname)) return 'analytics';
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (FRAMEWORK.test(pathname) || searchParams.has('_rsc')) return 'framework';
  if (STATIC_TYPE.test(type) || (STATIC_FILE.test(pathname) && !/json/.test(type))) return 'static file';
  // Pictures that an API hands out by id belong to somebody; those of a page do not.
  return IMAGE_TYPE.test(type) && !/\/(?:api|v\d+)\//.test(pathname) ? 'static file' : undefined;
}

/** True for a page that a browser shows: in an app that fetches its data it is only the shell. */
export function isPage({ method, answer }: RawExchange): boolean {
  return method === 'GET' && /^(?:text\/html|application\/xhtml)/i.test(answer?.contentType ?? '');
}
