import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Exhibit } from '../../core/finding.ts';
import { WebStarts, type Start, type WebStartsData } from '../../evidence/web-start.ts';
import type { Gap, Problem } from '../../domain/problem.ts';
import { judgeProblems, type Analysed } from '../problems.ts';

/** More make every first visit slow. */
const MOST_HOPS = 2;

export const redirects = defineCheck({
  id: 'web/redirects',
  decides: [row('tls-redirects'), gate('tls-redirects'), step('M6'), step('C6')],
  title: 'Every address leads to one canonical HTTPS address',
  why: 'People type the address without https and with or without www; each way that ends elsewhere loses some of them.',
  passes:
    'With and without www, with http and https: each start ends at the same HTTPS address, none in a loop; other hosts redirect to HTTPS.',
  sources: [
    { article: 'b2b-onboarding', step: 6 },
    { article: 'marketplace-onboarding', step: 6 },
    { article: 'first-100-members', step: 6 },
    { rfc: 9110, section: '15.4' },
  ],
  needs: { starts: WebStarts },
  judge: ({ starts }) => judgeProblems(starts, analyse),
  fix: {
    minutes: 30,
    deliverable: 'dns-edge',
    steps: [
      'Choose one address, with or without www, and redirect all others to it with 301 or 308, the path kept.',
      'Redirect http to https at the edge, and switch off a second redirect in the app: two of them make loops (at Cloudflare: SSL mode “Full (strict)”).',
    ],
    kits: ['edge'],
  },
  absentKey: 'domain',
});

function analyse({ starts, canonical }: WebStartsData): Analysed {
  const problems: Problem[] = [];
  const gaps: Gap[] = [];
  if (starts.length === 0) gaps.push({ because: 'neither the domain nor its www has an address in DNS' });
  for (const start of starts) judgeStart(start, canonical, problems, gaps);
  problems.push(...severalEnds(starts, canonical));
  return { where: 'addresses', problems, gaps };
}

function judgeStart(one: Start, canonical: string | undefined, problems: Problem[], gaps: Gap[]): void {
  const { start, role, hops, end } = one;
  const say = (level: Problem['level'], key: string, what: string) =>
    void problems.push({ level, key: `${key} ${start}`, what, ...cited(hops) });
  if (end.kind === 'loop') return say('fail', 'loop', `${start} goes round in a loop: ${path(one)}.`);
  if (end.kind === 'too-many')
    return say(
      'fail',
      'loop',
      `${start} is redirected more than ${hops.length - 1} times without an end: ${path(one)}.`,
    );
  if (end.kind === 'foreign') {
    if (canonical !== undefined)
      return say('fail', 'wrong-host', `${start} leads to ${end.url}, not to ${canonical}.`);
    gaps.push({
      because: `${start} leads to ${end.url}, which is no host of the target file`,
      add: `domain: { canonical: ${new URL(end.url).origin} }`,
    });
    return;
  }
  if (end.kind === 'nowhere') {
    const closed = end.reason === 'refused' && start.startsWith('http:') && hops.length === 0;
    if (closed)
      return say(
        'advice',
        'closed',
        `Nothing answers at ${start}: who types the address without https may see nothing.`,
      );
    gaps.push({ because: `${start}: ${end.because}` });
    return;
  }
  if (end.status >= 500) {
    gaps.push({ because: `${start} ends with ${end.status} at ${end.url}` });
    return;
  }
  if (end.url.startsWith('http:') && end.status < 400)
    return say(
      'fail',
      'plain',
      `${start} is answered without encryption, at ${end.url}: it should redirect to https.`,
    );
  if (
    role === 'apex' &&
    canonical !== undefined &&
    end.status < 400 &&
    new URL(end.url).origin !== new URL(canonical).origin
  )
    return say('fail', 'wrong-host', `${start} ends at ${end.url}, not at ${canonical}.`);
  if (hops.length - 1 > MOST_HOPS)
    say('advice', 'long', `${start} needs ${hops.length - 1} redirects: ${path(one)}.`);
  const temporary = hops
    .slice(0, -1)
    .find(({ status, url }) => isTemporary(status) && new URL(url).pathname === '/');
  if (temporary !== undefined && new URL(temporary.url).origin !== new URL(end.url).origin)
    say(
      'advice',
      'temporary',
      `${temporary.url} redirects with ${temporary.status}, which says “for now”; 301 or 308 lets browsers and search engines remember.`,
    );
}

function isTemporary(status: number): boolean {
  return status === 302 || status === 303 || status === 307;
}

/** Without a declared address, the domain and its www have to agree on one. */
function severalEnds(starts: readonly Start[], canonical: string | undefined): readonly Problem[] {
  if (canonical !== undefined) return [];
  const ends = starts.flatMap(({ role, end, hops }) =>
    role === 'apex' && end.kind === 'page' && end.status < 400 && end.url.startsWith('https:')
      ? [{ origin: new URL(end.url).origin, hops }]
      : [],
  );
  const [first] = ends;
  const other = ends.find((one) => one.origin !== first?.origin);
  if (first === undefined || other === undefined) return [];
  const what = `The domain has two addresses: some ways end at ${first.origin}, others at ${other.origin}. Search engines and cookies take them for two sites; redirect one to the other.`;
  return [{ level: 'fail', key: 'several', what, ...cited(other.hops) }];
}

function path({ hops, end }: Start): string {
  const last = end.kind === 'loop' ? [end.url] : [];
  return [...hops.map((hop) => hop.url), ...last].join(' → ');
}

function cited(hops: Start['hops']): Pick<Problem, 'marks'> & { readonly exhibits: readonly Exhibit[] } {
  return {
    marks: [],
    exhibits: hops
      .slice(0, 8)
      .map(({ exchange, url, status }) => ({ exchange, role: `${url} → ${status}`, marks: [] })),
  };
}
