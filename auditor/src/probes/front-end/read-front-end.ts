import { answerOf, type Answer } from '../../core/exchange.ts';
import type { Target } from '../../core/target.ts';
import type { Lane } from '../../io/lane.ts';
import { contentOf } from '../access/see.ts';
import { chunksIn, pagesIn, scriptsIn } from './page-scripts.ts';

/** The pages and scripts that a product hands to everybody. */
export interface FrontEndRead {
  readonly pages: number;
  readonly scripts: readonly ReadScript[];
  readonly cut?: string;
  readonly because?: string;
}

interface ReadScript {
  readonly name: string;
  readonly text: string;
  readonly exchange: string;
}

/** Pages of one app share most of their scripts; those of a website beside it add nothing. */
const MOST_PAGES = 8;
const MOST_SCRIPTS = 40;
const MOST_BYTES = 6 * 1024 * 1024;
const MOST_REDIRECTS = 2;

/** Each page with its redirects, and the scripts. */
export const FRONT_END_REQUESTS = MOST_PAGES * (1 + MOST_REDIRECTS) + MOST_SCRIPTS;

/**
 * Reads pages and scripts of the app's own origin as anybody may, once per run: each page may load scripts that no other does,
 * so the start page alone says little.
 */
export function readFrontEnd(lane: Lane, target: Target): Promise<FrontEndRead> {
  return lane.shared('front-end', (own) => read(own, target));
}

async function read(lane: Lane, { app, api, chat, pages: told }: Target): Promise<FrontEndRead> {
  const home = app ?? api;
  if (home === undefined) return { pages: 0, scripts: [], because: 'the target file names no app' };
  const reader = createReader(lane, new URL(home).origin);
  const named = [new URL(home).pathname, ...(chat?.page === undefined ? [] : [chat.page]), ...told];
  const known = new Set<string>();
  let because: string | undefined;
  let missed: string | undefined;
  let pages = 0;
  const visit = async (paths: readonly string[]) => {
    for (const path of paths) {
      if (known.has(path) || known.size >= MOST_PAGES) continue;
      known.add(path);
      const seen = await reader.page(path);
      if (seen.kind === 'none') because ??= seen.because;
      else pages += 1;
      if (seen.kind !== 'read' && told.includes(path)) missed ??= seen.because;
    }
  };
  await visit(named);
  if (pages > 0) await visit(reader.links());
  await reader.scripts();
  if (pages > 0) await visit(reader.links());
  await reader.scripts();
  const { scripts, cut = missed } = reader.end();
  return {
    pages,
    scripts,
    ...(cut === undefined ? {} : { cut }),
    ...(pages > 0 || because === undefined ? {} : { because }),
  };
}

type PageRead = { readonly kind: 'read' } | { readonly kind: 'elsewhere' | 'none'; readonly because: string };

function none(because: string): PageRead {
  return { kind: 'none', because };
}

function createReader(lane: Lane, origin: string) {
  const scripts: ReadScript[] = [];
  const waiting: string[] = [];
  const known = new Set<string>();
  const links = new Set<string>();
  let asked = 0;
  let bytes = 0;
  let cut: string | undefined;

  async function ask(path: string) {
    const exchange = await lane.send({ method: 'GET', path, base: origin, tenant: null, label: 'nobody' });
    return { exchange, answer: answerOf(exchange) };
  }

  function want(written: string, from: string): void {
    if (!URL.canParse(written, from)) return;
    const url = new URL(written, from);
    const path = `${url.pathname}${url.search}`;
    // What another host serves is another's product.
    if (url.origin !== origin || known.has(path)) return;
    known.add(path);
    waiting.push(path);
  }

  /** Reads a page, or the one that it leads to; says why when there is none. */
  async function page(path: string): Promise<PageRead> {
    let at = path;
    for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
      const { exchange, answer } = await ask(at);
      if (answer === undefined)
        return none(
          `GET ${at}: ${exchange.outcome.kind === 'no-answer' ? exchange.outcome.message : 'no answer'}`,
        );
      const next = sameOrigin(answer, `${origin}${at}`, origin);
      if (next !== undefined) {
        at = next;
        continue;
      }
      if (contentOf(answer) !== 'html') return none(`GET ${at} answered ${answer.status} and no page`);
      const { sources, inline } = scriptsIn(answer.body);
      for (const link of pagesIn(answer.body)) links.add(link);
      for (const text of inline) scripts.push({ name: `${at} (inline)`, text, exchange: exchange.id });
      for (const source of sources) want(source, `${origin}${at}`);
      return at === path
        ? { kind: 'read' }
        : { kind: 'elsewhere', because: `GET ${path} leads strangers to ${at}` };
    }
    return none(`GET ${path} redirects again and again`);
  }

  async function readScripts(): Promise<void> {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      if (asked >= MOST_SCRIPTS || bytes >= MOST_BYTES) {
        cut = `only the first ${asked} scripts were read`;
        return;
      }
      asked += 1;
      const { exchange, answer } = await ask(path);
      // A page in the place of a script is what many products answer for what is not there.
      if (answer === undefined || answer.status >= 300 || contentOf(answer) === 'html') continue;
      bytes += answer.body.length;
      if (answer.truncated) cut ??= `${path} is too long to be read whole`;
      scripts.push({ name: path, text: answer.body, exchange: exchange.id });
      for (const link of pagesIn(answer.body)) links.add(link);
      for (const chunk of chunksIn(answer.body)) want(chunk, `${origin}${path}`);
    }
  }

  return { page, scripts: readScripts, links: () => [...links], end: () => ({ scripts, cut }) };
}

function sameOrigin({ status, headers }: Answer, from: string, origin: string): string | undefined {
  const location = headers['location'];
  if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location, from))
    return undefined;
  const url = new URL(location, from);
  return url.origin === origin ? `${url.pathname}${url.search}` : undefined;
}
