import type { BrowserContext, Request, Response } from 'playwright-core';

/** What went on behind the page. */
export interface Watch {
  /** Requests that are under way and that a person waits for. */
  readonly pending: () => number;
  /** How many requests there have been. */
  readonly count: () => number;
  readonly console: readonly string[];
  readonly failures: readonly Failure[];
  /** Hosts that the page wanted and that are not the product's; `needed` when a page cannot do without. */
  readonly strangers: ReadonlyMap<string, { needed: boolean }>;
  /** Why the run sends nothing more, once that is so. */
  readonly halted: () => string | undefined;
  /** Status of the newest document of a page. */
  readonly documentStatus: (url: string) => number | undefined;
}

export interface Failure {
  readonly method: string;
  /** Without query: tokens travel there. */
  readonly url: string;
  /** HTTP status, or what the browser calls the failure. */
  readonly result: string;
  readonly status: number;
  readonly type: string;
}

interface WatchOptions {
  readonly refuses: (url: URL) => string | undefined;
  readonly maySend: () => string | undefined;
}

const MOST = 200;
/** A page that waits for one of these does nothing without it; fonts, pictures and statistics are not missed. */
const NEEDED = new Set(['document', 'script', 'xhr', 'fetch', 'websocket']);

/** Reads along, and lets nothing through that is not the product's. */
export async function watchNetwork(
  context: BrowserContext,
  { refuses, maySend }: WatchOptions,
): Promise<Watch> {
  const pending = new Set<Request>();
  const said: string[] = [];
  const failures: Failure[] = [];
  const strangers = new Map<string, { needed: boolean }>();
  const documents = new Map<string, number>();
  let count = 0;
  let halted: string | undefined;

  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const isForeign = refuses(url) !== undefined;
    if (isForeign) {
      const needed = NEEDED.has(request.resourceType()) || strangers.get(url.host)?.needed === true;
      strangers.set(url.host, { needed });
      return route.abort('blockedbyclient').catch(() => undefined);
    }
    count += 1;
    halted = maySend() ?? halted;
    if (halted !== undefined) return route.abort('blockedbyclient').catch(() => undefined);
    return route.continue().catch(() => undefined);
  });
  context.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') pending.add(request);
  });
  context.on('requestfinished', (request) => void pending.delete(request));
  context.on('requestfailed', (request) => {
    pending.delete(request);
    const result = request.failure()?.errorText ?? 'failed';
    // A page that is left takes its requests along.
    if (/ERR_ABORTED|BLOCKED_BY_CLIENT/.test(result)) return;
    note(request, result, 0);
  });
  context.on('response', (response: Response) => {
    const request = response.request();
    if (request.resourceType() === 'document') documents.set(stripped(response.url()), response.status());
    if (response.status() >= 400) note(request, String(response.status()), response.status());
  });
  context.on('console', (message) => {
    // Failed requests are told apart.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      tell(message.text());
  });
  context.on('weberror', (error) => tell(`Uncaught ${error.error().message}`));

  function note(request: Request, result: string, status: number): void {
    if (failures.length >= MOST || new URL(request.url()).pathname === '/favicon.ico') return;
    const [url, type] = [stripped(request.url()), request.resourceType()];
    failures.push({ method: request.method(), url, result, status, type });
  }

  function tell(text: string): void {
    if (said.length < MOST) said.push(text.slice(0, 300));
  }

  return {
    pending: () => pending.size,
    count: () => count,
    console: said,
    failures,
    strangers,
    halted: () => halted,
    documentStatus: (url) => documents.get(stripped(url)),
  };
}

function stripped(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
