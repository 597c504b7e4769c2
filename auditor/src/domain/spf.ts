import { expandMacros } from './spf-macro.ts';
import { isSpf, parseSpf, type Term } from './spf-parse.ts';
import type { Gap, Problem } from './problem.ts';
import type { Zone } from './zone.ts';

/** One record of the include tree, with what it costs. */
interface SpfNode {
  readonly domain: string;
  readonly record?: string;
  readonly exchange?: string;
  /** Look-ups of this record and all below it. */
  readonly lookups: number;
  readonly children: readonly SpfNode[];
}

/** All that can be said of a domain's SPF before a mail is sent. */
export interface SpfReport {
  readonly tree: SpfNode;
  readonly lookups: number;
  readonly voids: number;
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

/** RFC 7208, 4.6.4. */
const MOST_LOOKUPS = 10;
const MOST_VOIDS = 2;
const MOST_MX = 10;
/** RFC 7208, 3.4: what fits into a datagram of 512 octets with everything around it. */
const LONG_RECORD = 450;
/** Where we stop following: three times what any receiver follows. */
const LIMIT = 30;

interface Walk {
  readonly zone: Zone;
  readonly sender: string;
  lookups: number;
  readonly voids: { readonly what: string; readonly exchange: string }[];
  readonly problems: Problem[];
  readonly gaps: Gap[];
}

/** Analyses the SPF of a domain (RFC 7208): the tree of records, its exact cost, and what is wrong with it. */
export function analyseSpf(domain: string, zone: Zone): SpfReport {
  const walk: Walk = { zone, sender: domain, lookups: 0, voids: [], problems: [], gaps: [] };
  const tree = visit(walk, domain, []);
  const { exchange } = tree;
  if (walk.lookups > MOST_LOOKUPS) {
    walk.problems.push({
      level: 'fail',
      key: 'lookups',
      what: `The SPF record of ${domain} needs ${walk.lookups >= LIMIT ? `${LIMIT} or more` : walk.lookups} DNS look-ups; receivers stop at ${MOST_LOOKUPS} and treat the record as broken (${costs(tree)}).`,
      ...(exchange === undefined ? {} : { exchange }),
      marks: tree.children.map((child) => child.domain),
    });
  }
  if (walk.voids.length > MOST_VOIDS) {
    walk.problems.push({
      level: 'fail',
      key: 'voids',
      what: `The SPF record of ${domain} asks for ${walk.voids.length} names that have nothing (${walk.voids.map((one) => one.what).join(', ')}); receivers stop after ${MOST_VOIDS} and treat the record as broken.`,
      ...(exchange === undefined ? {} : { exchange }),
      marks: walk.voids.map((one) => one.what),
    });
  }
  return {
    tree,
    lookups: walk.lookups,
    voids: walk.voids.length,
    problems: walk.problems,
    gaps: walk.gaps,
  };
}

function costs({ children }: SpfNode): string {
  const parts = children.map((child) => `${child.domain} ${child.lookups + 1}`);
  return parts.length === 0 ? 'all of its own' : parts.join(', ');
}

/** @param passes false below an include whose match is not taken for a pass */
function visit(walk: Walk, domain: string, path: readonly string[], passes = true): SpfNode {
  const top = path.length === 0;
  const empty = { domain, lookups: 0, children: [] };
  const found = walk.zone.look(domain, 'TXT');
  if (found.kind === 'unasked') {
    walk.gaps.push({ because: `TXT of ${domain} was not asked` });
    return empty;
  }
  if (found.kind === 'failed') {
    walk.gaps.push({ because: found.because });
    return empty;
  }
  const { exchange, records } = found;
  const spf = records.map((one) => one.data).filter(isSpf);
  const [record] = spf;
  const say = (level: Problem['level'], key: string, what: string, ...marks: readonly string[]) =>
    void walk.problems.push({ level, key, what, exchange, marks });
  const included = `includes ${domain}, which`;
  const whose = top ? `${domain} ` : `The SPF record of ${walk.sender} ${included} `;
  if (record === undefined) {
    if (!top && records.length === 0) walk.voids.push({ what: domain, exchange });
    // RFC 7208, 5.2: an include of a domain without a record is a permanent error.
    const effect = top ? 'nothing says who may send in its name' : 'receivers treat that as broken';
    say('fail', `none ${domain}`, `${whose}has no SPF record: ${effect}.`);
    return { ...empty, exchange };
  }
  if (spf.length > 1) {
    say(
      'fail',
      `several ${domain}`,
      `${whose}has ${spf.length} SPF records; receivers take none of them (RFC 7208, 4.5).`,
      ...spf,
    );
    return { ...empty, record, exchange };
  }
  const parsed = parseSpf(record);
  if (parsed.kind === 'wrong') {
    say(
      'fail',
      `syntax ${domain}`,
      `${whose}has an SPF record with a mistake in \`${parsed.term}\`: ${parsed.because}. Receivers treat the whole record as broken.`,
      parsed.term,
    );
    return { ...empty, record, exchange };
  }
  const before = walk.lookups;
  const children = follow(walk, parsed.terms, { domain, record, exchange, passes }, [...path, domain]);
  judgeEnd(walk, parsed.terms, top, { domain, record, exchange, passes });
  return { domain, record, exchange, lookups: walk.lookups - before, children };
}

/** Terms after `all` are never reached; `redirect` only counts without one (RFC 7208, 5.1 and 6.1). */
function reached(terms: readonly Term[]): readonly Term[] {
  const all = terms.findIndex((one) => one.kind === 'all');
  const redirect = all < 0 ? terms.filter((one) => one.kind === 'redirect') : [];
  const mechanisms = terms.slice(0, all < 0 ? undefined : all).filter((one) => one.kind !== 'redirect');
  return [...mechanisms, ...redirect];
}

function follow(
  walk: Walk,
  terms: readonly Term[],
  { domain, exchange, passes }: Place,
  path: readonly string[],
): readonly SpfNode[] {
  const children: SpfNode[] = [];
  for (const term of reached(terms)) {
    if (term.kind === 'all' || term.kind === 'ip' || term.kind === 'modifier') continue;
    walk.lookups += 1;
    if (walk.lookups >= LIMIT) return children;
    const name = nameOf(term.domain, domain, walk.sender);
    if (name === undefined) continue;
    if (term.kind === 'include' || term.kind === 'redirect') {
      if (path.includes(name)) {
        const what = `The SPF record of ${walk.sender} leads back to ${name} by \`${term.text}\`: receivers go round until their limit and treat it as broken.`;
        walk.problems.push({ level: 'fail', key: `loop ${name}`, what, exchange, marks: [term.text] });
        continue;
      }
      const counts = term.kind === 'redirect' || term.qualifier === '+';
      children.push(visit(walk, name, path, passes && counts));
    } else if (term.kind === 'mx') visitMx(walk, name, term.text, exchange);
    else if (term.kind === 'a' || term.kind === 'exists') visitAddresses(walk, name, term.kind === 'a');
    else {
      const what = `The SPF record of ${domain} uses \`${term.text}\`, which is slow and which many receivers skip (RFC 7208, 5.5).`;
      walk.problems.push({ level: 'advice', key: `ptr ${domain}`, what, exchange, marks: [term.text] });
    }
  }
  return children;
}

/** The name that a term asks for; undefined where it depends on the mail. */
function nameOf(spec: string | undefined, domain: string, sender: string): string | undefined {
  if (spec === undefined) return domain;
  const expanded = expandMacros(spec, { domain, sender });
  return expanded === undefined || !expanded.known
    ? undefined
    : expanded.text.toLowerCase().replace(/\.$/, '');
}

/** Receivers ask for one family, that of the sender's address; a name without either is void for all of them. */
function visitAddresses(walk: Walk, name: string, both: boolean): void {
  const looks = [walk.zone.look(name, 'A'), ...(both ? [walk.zone.look(name, 'AAAA')] : [])];
  const failed = looks.find((one) => one.kind !== 'answered');
  if (failed !== undefined) {
    walk.gaps.push({ because: failed.kind === 'failed' ? failed.because : `A of ${name} was not asked` });
    return;
  }
  const [first] = looks;
  const isVoid = looks.every((one) => one.kind === 'answered' && one.records.length === 0);
  if (isVoid && first?.kind === 'answered') walk.voids.push({ what: name, exchange: first.exchange });
}

function visitMx(walk: Walk, name: string, text: string, exchange: string): void {
  const found = walk.zone.look(name, 'MX');
  if (found.kind !== 'answered') {
    walk.gaps.push({ because: found.kind === 'failed' ? found.because : `MX of ${name} was not asked` });
    return;
  }
  if (found.records.length === 0) walk.voids.push({ what: name, exchange: found.exchange });
  if (found.records.length <= MOST_MX) return;
  const what = `The SPF record uses \`${text}\`, and ${name} has ${found.records.length} mail servers; receivers stop at ${MOST_MX} and treat the record as broken.`;
  walk.problems.push({ level: 'fail', key: `mx ${name}`, what, exchange, marks: [text] });
}

interface Place {
  readonly domain: string;
  readonly record: string;
  readonly exchange: string;
  readonly passes: boolean;
}

/** What the record says of everybody who was not named. */
function judgeEnd(walk: Walk, terms: readonly Term[], top: boolean, place: Place): void {
  const { domain, record, exchange, passes } = place;
  const say = (level: Problem['level'], key: string, what: string, mark: string) =>
    void walk.problems.push({ level, key, what, exchange, marks: [mark] });
  const all = terms.find((one) => one.kind === 'all');
  const open = reached(terms).find((one) => one.kind === 'ip' && one.bits === 0 && one.qualifier === '+');
  const everyone = all?.qualifier === '+' ? all : open;
  if (everyone !== undefined && passes) {
    const via = top ? '' : ` by including ${domain}`;
    say(
      'fail',
      `everyone ${domain}`,
      `The SPF record of ${walk.sender} lets everybody in the world send in its name${via} (\`${everyone.text}\`).`,
      everyone.text,
    );
  }
  if (!top) return;
  const redirect = terms.find((one) => one.kind === 'redirect');
  if (all !== undefined && redirect !== undefined)
    say(
      'advice',
      'redirect',
      `\`${redirect.text}\` does nothing beside \`${all.text}\` (RFC 7208, 6.1).`,
      redirect.text,
    );
  if (all?.qualifier === '?' || (all === undefined && redirect === undefined)) {
    const how = all === undefined ? 'does not say what to think of others; end it in ~all' : 'ends in ?all';
    say(
      'advice',
      'neutral',
      `The SPF record of ${domain} ${how}: it tells receivers nothing about forged mail.`,
      record,
    );
  }
  if (record.length > LONG_RECORD)
    say(
      'advice',
      'long',
      `The SPF record of ${domain} has ${record.length} characters; above ${LONG_RECORD} some receivers cannot fetch it (RFC 7208, 3.4).`,
      record,
    );
}
