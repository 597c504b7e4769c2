/** A script that stands in a page or that it loads. */
export interface PageScripts {
  /** Addresses as written. */
  readonly sources: readonly string[];
  /** Texts between the tags. */
  readonly inline: readonly string[];
}

const SCRIPT = /<script\b([^>]{0,2000})>([^]*?)<\/script\s*>/gi;
const LINK = /<link\b([^>]{0,2000})>/gi;

/** Scripts that a page loads, preloads or holds. Data blocks (`type="application/json"`) are no scripts. */
export function scriptsIn(html: string): PageScripts {
  const tags = [...html.matchAll(SCRIPT)].filter(([, attributes = '']) =>
    isScript(attribute(attributes, 'type')),
  );
  const loaded = tags.flatMap(([, attributes = '']) => attribute(attributes, 'src') ?? []);
  const preloaded = [...html.matchAll(LINK)].flatMap(([, attributes = '']) => {
    const rel = attribute(attributes, 'rel')?.toLowerCase() ?? '';
    const isOne =
      rel === 'modulepreload' || (/preload|prefetch/.test(rel) && attribute(attributes, 'as') === 'script');
    return isOne ? (attribute(attributes, 'href') ?? []) : [];
  });
  const inline = tags.flatMap(([, attributes = '', text = '']) =>
    attribute(attributes, 'src') === undefined && text.trim() !== '' ? [text] : [],
  );
  return { sources: [...new Set([...loaded, ...preloaded])], inline };
}

const ANCHOR = /<a\b([^>]{0,2000})>/gi;
/** Where routers and scripts lead: `href:"/studio"`, `location.href = "/studio"`, `router.push("/studio")`. */
const LEADS_TO =
  /(?:\b(?:href|to)\s*:\s*|\blocation(?:\.href)?\s*=\s*|\.(?:push|replace|assign|navigate)\(\s*|\bnavigate\(\s*)["'`](\/[\w/-]{1,100})["'`]/g;

/** Paths of other pages that a page links to or a script leads to; what is fetched, and what ends a session, is no page. */
export function pagesIn(text: string): readonly string[] {
  const linked = [...text.matchAll(ANCHOR)].flatMap(
    ([, attributes = '']) => attribute(attributes, 'href') ?? [],
  );
  const led = [...text.matchAll(LEADS_TO)].flatMap(([, path = '']) => path);
  const paths = [...linked, ...led].flatMap((one) => /^\/(?!\/)[^?#]*/.exec(one)?.[0] ?? []);
  return [...new Set(paths)].filter((path) => !NO_PAGE.test(path));
}

const NO_PAGE = /^\/(?:api|_next|_nuxt|v\d+)(?:\/|$)|\.(?!html?$)\w{1,8}$|log-?out|sign-?out|unsubscribe/i;

function isScript(type: string | undefined): boolean {
  return (
    type === undefined ||
    type === '' ||
    /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(type)
  );
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))`, 'i').exec(
    tag,
  );
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.replaceAll('&amp;', '&');
}

const CHUNK = /["'`]((?:\.{0,2}\/)?[\w@()[\]%./-]{1,200}\.m?js)["'`]/g;

/**
 * Addresses of other scripts that a bundle loads on demand: `import("./Admin-4f3a.js")` of Vite and Rollup, the list of
 * preloads beside it (`assets/…`), and the build manifest of Next.js (`static/chunks/…`, below `/_next/`).
 */
export function chunksIn(script: string): readonly string[] {
  const written = [...script.matchAll(CHUNK)].flatMap(([, path = '']) => path);
  return [...new Set(written)].flatMap((path) => {
    if (path.startsWith('/') || path.startsWith('.')) return [path];
    if (path.startsWith('static/')) return [`/_next/${path}`];
    return path.startsWith('assets/') ? [`/${path}`] : [];
  });
}
