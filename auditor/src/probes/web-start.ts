import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Target } from '../core/target.ts';
import { WebStarts, type Start } from '../evidence/web-start.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type Probe } from '../io/probe.ts';
import { reachable } from './domain/reachable.ts';
import { placesOf, withoutDomain } from './domain/places.ts';

/** Browsers give up after twenty; a product that needs five has lost its way. */
const MOST_HOPS = 6;
const SCHEMES = ['http', 'https'] as const;

/** Types every address by which people come, and follows each redirect on its own. */
export const webStart: Probe = {
  id: 'web-start',
  yields: [WebStarts.kind],
  plan(context) {
    const places = placesOf(context);
    const { domain } = context.target;
    if (domain === undefined)
      return { cells: [], leftOut: [withoutDomain(WebStarts.kind, 'the addresses of the product')] };
    const cell = {
      id: `web-start/${domain.name}`,
      probe: 'web-start',
      title: `${domain.name}: where do all of its addresses lead?`,
      identities: [],
      phase: 'passive' as const,
      effect: 'read' as const,
      cost: { requests: places.length * 2 * (MOST_HOPS + 2), tokens: 0, mails: 0 },
      yields: [WebStarts.kind],
      run: async (lane: Lane) => {
        const starts = await Promise.all(
          places.flatMap(({ host, role, expected }) =>
            SCHEMES.map((scheme) =>
              startAt(lane.fork(`${scheme}/${host}`), scheme, { host, role, expected }, context.target),
            ),
          ),
        );
        const canonical = domain.canonical === undefined ? {} : { canonical: domain.canonical };
        return gathered(WebStarts.of({ starts: starts.flat(), ...canonical }));
      },
    };
    return { cells: [cell], leftOut: [] };
  },
};

interface Place {
  readonly host: string;
  readonly role: Start['role'];
  readonly expected: boolean;
}

async function startAt(
  lane: Lane,
  scheme: 'http' | 'https',
  place: Place,
  target: Target,
): Promise<readonly Start[]> {
  const { host, role, expected } = place;
  const start = `${scheme}://${host}/`;
  const { state, because } = await reachable(lane, host, scheme === 'http' ? 80 : 443, target.network.hosts);
  // A www or a bare domain that does not exist leads nobody astray.
  if (state === 'absent' && !expected) return [];
  if (state !== 'there')
    return [{ start, role, hops: [], end: { kind: 'nowhere', url: start, reason: 'dns', because } }];
  return [{ start, role, ...(await follow(lane, start)) }];
}

async function follow(lane: Lane, start: string): Promise<Pick<Start, 'hops' | 'end'>> {
  const hops: Start['hops'] = [];
  const seen = new Set<string>();
  let url = start;
  while (hops.length <= MOST_HOPS) {
    if (seen.has(url)) return { hops, end: { kind: 'loop', url } };
    seen.add(url);
    const exchange = await fetchPage(lane, url);
    const answer = answerOf(exchange);
    if (answer === undefined) return { hops, end: endOf(exchange, url) };
    hops.push({ exchange: exchange.id, url, status: answer.status });
    const location = answer.headers['location'];
    const leadsOn = answer.status >= 300 && answer.status < 400 && location !== undefined;
    if (!leadsOn || !URL.canParse(location, url))
      return { hops, end: { kind: 'page', url, status: answer.status } };
    url = withoutFragment(new URL(location, url));
  }
  return { hops, end: { kind: 'too-many' } };
}

function endOf({ outcome }: Exchange, url: string): Start['end'] {
  if (outcome.kind === 'answer') return { kind: 'page', url, status: outcome.status };
  if (outcome.reason === 'out-of-scope') return { kind: 'foreign', url };
  return { kind: 'nowhere', url, reason: outcome.reason, because: outcome.message };
}

/** One page as a browser without a history asks for it. */
function fetchPage(lane: Lane, url: string): Promise<Exchange> {
  const { origin, pathname, search } = new URL(url);
  return lane.send({
    method: 'GET',
    base: origin,
    path: pathname + search,
    headers: { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' },
  });
}

function withoutFragment(url: URL): string {
  url.hash = '';
  return url.href;
}
