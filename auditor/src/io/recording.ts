import type { Page, Request, Response } from 'playwright-core';
import type { RawExchange } from '../intake/recording/recorded.ts';
import { launchBrowser } from './browser/launch.ts';

interface Options {
  /** Path of the browser. */
  readonly browser: string;
  readonly headless: boolean;
  /** Page to begin with. */
  readonly start: string;
  /** Hosts that may be contacted, with their sub-domains. */
  readonly hosts: readonly string[];
  readonly onExchange: (exchange: RawExchange) => void;
  /** Resolves when the person has seen enough. */
  readonly until: (page: Page) => Promise<void>;
}

export interface BrowserSession {
  /** Requests to other hosts, which were not sent, by host. */
  readonly blocked: ReadonlyMap<string, number>;
}

const MOST_BYTES = 2 * 1024 * 1024;
/** For answers that are still coming when the person is done. */
const LAST_ANSWERS_MS = 3_000;

/**
 * Opens a browser with an empty profile and hands over what it asks and gets. Other hosts are neither looked up nor
 * contacted; nothing else about the browser is changed, so that the product behaves as it does for its users.
 */
export async function recordInBrowser(options: Options): Promise<BrowserSession> {
  const { browser: path, headless, start, hosts, onExchange, until } = options;
  const rules = hosts.flatMap((host) => [`EXCLUDE ${host}`, `EXCLUDE *.${host}`]);
  const browser = await launchBrowser({ ok: true, path }, { rules, headless });
  const blocked = new Map<string, number>();
  const pending = new Set<Promise<void>>();
  try {
    const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' });
    await context.route(
      (url) => isForeign(url, hosts),
      async (route) => {
        const { host } = new URL(route.request().url());
        blocked.set(host, (blocked.get(host) ?? 0) + 1);
        await route.abort('blockedbyclient');
      },
    );
    context.on('requestfinished', (request) => {
      const done: Promise<void> = read(request).then((exchange) => {
        pending.delete(done);
        if (exchange !== undefined) onExchange(exchange);
      });
      pending.add(done);
    });
    const page = await context.newPage();
    const closed = new Promise<void>((resolve) => browser.on('disconnected', () => resolve()));
    // A page that does not load is for the person to see, not for us to fail on.
    await page.goto(start).catch(() => undefined);
    await Promise.race([until(page), closed]);
    await Promise.race([Promise.all(pending), closed, pause(LAST_ANSWERS_MS)]);
    return { blocked };
  } finally {
    await browser.close();
  }
}

function isForeign({ protocol, hostname }: URL, hosts: readonly string[]): boolean {
  if (protocol !== 'http:' && protocol !== 'https:' && protocol !== 'ws:' && protocol !== 'wss:')
    return false;
  return !hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** A page may be gone before its last answers were read: then there is nothing to keep. */
async function read(request: Request): Promise<RawExchange | undefined> {
  try {
    const response = await request.response();
    const headers = Object.entries(await request.allHeaders());
    const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
    const sent = request.postData();
    return {
      method: request.method(),
      url: request.url(),
      headers,
      ...(sent === null ? {} : { body: { contentType: type, text: sent } }),
      ...(response === null ? {} : { answer: await answerOf(response) }),
    };
  } catch {
    return undefined;
  }
}

async function answerOf(response: Response): Promise<NonNullable<RawExchange['answer']>> {
  const headers = await response.headersArray();
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const text = /json|event-stream|text\/plain/.test(contentType) ? await textOf(response) : undefined;
  return {
    status: response.status(),
    contentType,
    headers: headers.map(({ name, value }) => [name.toLowerCase(), value] as const),
    ...(text === undefined ? {} : { text }),
  };
}

async function textOf(response: Response): Promise<string | undefined> {
  const body = await response.body().catch(() => undefined);
  return body === undefined || body.length > MOST_BYTES ? undefined : body.toString('utf8');
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
