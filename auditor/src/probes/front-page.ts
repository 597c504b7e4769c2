import { answerOf, type Answer, type Exchange } from '../core/exchange.ts';
import type { Target } from '../core/target.ts';
import { partsOf } from '../domain/html.ts';
import { FrontPage, type FrontPageData } from '../evidence/front-page.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe } from '../io/probe.ts';
import { findSecretsIn } from '../secrets/find-secrets.ts';
import { maskSecret } from '../secrets/mask.ts';
import { scriptsIn } from './front-end/page-scripts.ts';
import { FRONT_END_REQUESTS, readFrontEnd } from './front-end/read-front-end.ts';
import { withoutDomain } from './domain/places.ts';

const MOST_LINKS = 20;
const MOST_REDIRECTS = 5;
const MOST_KEYS = 30;
/** Nobody's page; what it may do, every page may. */
const STRANGER = 'https://launch-ready-stranger.example';

/** Opens the first page as a stranger does: its headers, what it loads, where it leads, and what its scripts carry. */
export const frontPage: Probe = {
  id: 'front-page',
  yields: [FrontPage.kind],
  plan({ target }) {
    const { domain } = target;
    if (domain === undefined)
      return { cells: [], leftOut: [withoutDomain(FrontPage.kind, 'the first page')] };
    const start = target.app ?? domain.canonical ?? `https://${domain.name}`;
    const cell = {
      id: `front-page/${start}`,
      probe: 'front-page',
      title: `${start}: what does a stranger get?`,
      identities: [],
      phase: 'passive' as const,
      effect: 'read' as const,
      cost: { requests: MOST_REDIRECTS + 2 + 2 * MOST_LINKS + FRONT_END_REQUESTS, tokens: 0, mails: 0 },
      yields: [FrontPage.kind],
      run: (lane: Lane) => run(lane, start, target),
    };
    return { cells: [cell], leftOut: [] };
  },
};

async function run(lane: Lane, start: string, target: Target): Promise<CellResult> {
  let url = new URL(start).href;
  for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
    const exchange = await get(lane, url);
    const answer = answerOf(exchange);
    if (answer === undefined)
      return unanswered(
        `${url}: ${exchange.outcome.kind === 'no-answer' ? exchange.outcome.message : 'no answer'}`,
      );
    const location = answer.headers['location'];
    const leadsOn = answer.status >= 300 && answer.status < 400 && location !== undefined;
    if (leadsOn && URL.canParse(location, url)) {
      url = new URL(location, url).href;
      continue;
    }
    if (answer.status >= 400) return unanswered(`${url} answers ${answer.status}`);
    return gathered(FrontPage.of(await look(lane, url, exchange, answer, target)));
  }
  return unanswered(`${start} is redirected again and again`);
}

async function look(
  lane: Lane,
  url: string,
  exchange: Exchange,
  answer: Answer,
  target: Target,
): Promise<FrontPageData> {
  const html = /html/i.test(answer.headers['content-type'] ?? '') ? answer.body : '';
  const parts = partsOf(html);
  const [links, scripts, foreign] = await Promise.all([
    follow(lane.fork('links'), parts.links, url),
    served(lane, { url, html, exchange: exchange.id }, target),
    asStranger(lane.fork('stranger'), url),
  ]);
  const plain = (addresses: readonly string[]) =>
    url.startsWith('https:') ? addresses.filter((one) => /^http:\/\//i.test(one)) : [];
  return {
    url,
    exchange: exchange.id,
    status: answer.status,
    headers: answer.headers,
    milliseconds: exchange.durationMs,
    bytes: answer.bytes,
    mixed: { active: plain(parts.active), passive: plain(parts.passive) },
    links,
    ...scripts,
    ...(foreign === undefined ? {} : { foreign }),
  };
}

/** Links to the same origin only: other people's sites are not ours to visit. */
async function follow(lane: Lane, written: readonly string[], from: string): Promise<FrontPageData['links']> {
  const { origin } = new URL(from);
  const addresses = written.flatMap((one) => {
    if (!URL.canParse(one, from)) return [];
    const url = new URL(one, from);
    url.hash = '';
    return url.origin === origin && url.href !== from && !LEAVES.test(url.pathname) ? [url.href] : [];
  });
  return Promise.all(
    [...new Set(addresses)].slice(0, MOST_LINKS).map(async (url, index) => {
      const own = lane.fork(String(index));
      const first = await get(own, url);
      const status = answerOf(first)?.status;
      const link = { url, exchange: first.id, ...(status === undefined ? {} : { status }) };
      if (status === undefined || status < 400) return link;
      const second = await get(own, url);
      const other = answerOf(second)?.status;
      return { ...link, again: { exchange: second.id, ...(other === undefined ? {} : { status: other }) } };
    }),
  );
}

/** What should not be called just because a page links to it. */
const LEAVES = /log-?out|sign-?out|unsubscribe|delete|remove/i;

type Served = Pick<FrontPageData, 'scripts' | 'keys' | 'unread'>;

/** The scripts in the page itself and those that it loads from its own origin. */
async function served(
  lane: Lane,
  page: { readonly url: string; readonly html: string; readonly exchange: string },
  target: Target,
): Promise<Served> {
  const { url, html } = page;
  const { inline, sources } = scriptsIn(html);
  const read = await readFrontEnd(lane, { ...target, app: url, api: target.api ?? url });
  const scripts = [
    ...inline.map((text) => ({ name: `${url} (inline)`, text, exchange: page.exchange })),
    ...read.scripts.filter(({ name }) => !name.endsWith('(inline)')),
  ];
  const found = new Map<string, FrontPageData['keys'][number]>();
  for (const { name, text, exchange } of scripts) {
    for (const match of findSecretsIn(text)) {
      const { id, title, exposure, provided, loose = false } = match.rule;
      const masked = maskSecret(match);
      const key = { rule: id, title, exposure, loose, masked, script: name, exchange };
      found.set(`${id} ${match.value}`, provided === undefined ? key : { ...key, provided });
    }
  }
  const unread = sources.length === 0 ? undefined : (read.because ?? read.cut);
  return {
    scripts: scripts.length,
    keys: [...found.values()].slice(0, MOST_KEYS),
    ...(unread === undefined ? {} : { unread }),
  };
}

async function asStranger(lane: Lane, url: string): Promise<FrontPageData['foreign']> {
  const exchange = await get(lane, url, { origin: STRANGER });
  const answer = answerOf(exchange);
  if (answer === undefined) return undefined;
  const allowOrigin = answer.headers['access-control-allow-origin'];
  return {
    exchange: exchange.id,
    origin: STRANGER,
    ...(allowOrigin === undefined ? {} : { allowOrigin }),
    credentials: answer.headers['access-control-allow-credentials'] === 'true',
  };
}

function get(lane: Lane, url: string, headers: { readonly [name: string]: string } = {}): Promise<Exchange> {
  const { origin, pathname, search } = new URL(url);
  const accept = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';
  return lane.send({
    method: 'GET',
    base: origin,
    path: pathname + search,
    tenant: null,
    label: 'nobody',
    headers: { accept, ...headers },
  });
}
