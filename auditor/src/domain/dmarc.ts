import { registrableDomain } from './organization.ts';
import type { Gap, Problem } from './problem.ts';
import { parseTags, type Tags } from './tags.ts';
import type { Zone } from './zone.ts';

type Policy = 'none' | 'quarantine' | 'reject';

/** A record that counts. */
interface DmarcRecord {
  readonly at: string;
  readonly text: string;
  readonly exchange: string;
  readonly tags: Tags;
  readonly policy: Policy;
}

export interface DmarcReport {
  /** The record that applies, and the policy for the domain that sends. */
  readonly record?: DmarcRecord;
  readonly policy?: Policy;
  /** The organizational domain of RFC 9989, and that of RFC 7489 which many receivers still use. */
  readonly organization: string;
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

/** RFC 9989, 4.10: no more than eight questions for one name. */
const MOST_STEPS = 8;

/** Analyses the DMARC policy that applies to mail from a domain (RFC 9989; RFC 7489 where receivers still differ). */
export function analyseDmarc(domain: string, zone: Zone): DmarcReport {
  const problems: Problem[] = [];
  const gaps: Gap[] = [];
  const walked = treeWalk(domain, zone, problems, gaps);
  const organization = organizationOf(domain, walked);
  const own = walked.find((one) => one.at === domain);
  const record = own ?? walked.find((one) => one.at === organization);
  if (record === undefined) {
    if (gaps.length === 0 && !problems.some((one) => one.level === 'fail'))
      problems.push(missing(domain, zone));
    return { organization, problems, gaps };
  }
  const policy = policyFor(domain, record, zone);
  problems.push(...judgeRecord(domain, record, policy), ...judgeReports(record, organization, zone, gaps));
  const listed = registrableDomain(domain);
  if (own === undefined && listed !== record.at && listed !== undefined) {
    problems.push({
      level: 'advice',
      key: 'two-views',
      what: `By RFC 9989 the record at ${record.at} applies to ${domain}; receivers that still work by RFC 7489 look at ${listed}. Publish a record for ${domain} itself.`,
      exchange: record.exchange,
      marks: [record.text],
    });
  }
  return { record, policy, organization, problems, gaps };
}

/** Records at the name and above it, the longest name first (RFC 9989, 4.10). */
function treeWalk(domain: string, zone: Zone, problems: Problem[], gaps: Gap[]): readonly DmarcRecord[] {
  const found: DmarcRecord[] = [];
  for (const name of stepsOf(domain)) {
    const look = zone.look(`_dmarc.${name}`, 'TXT');
    if (look.kind !== 'answered') {
      gaps.push({ because: look.kind === 'failed' ? look.because : `_dmarc.${name} was not asked` });
      return found;
    }
    const texts = look.records
      .map((one) => one.data)
      .filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text));
    if (texts.length > 1) {
      problems.push({
        level: 'fail',
        key: `several ${name}`,
        what: `_dmarc.${name} has ${texts.length} DMARC records; receivers take none of them (RFC 9989, 4.10).`,
        exchange: look.exchange,
        marks: texts,
      });
      continue;
    }
    const [text] = texts;
    if (text === undefined) continue;
    const record = readRecord(name, text, look.exchange, problems);
    if (record === undefined) continue;
    found.push(record);
    const psd = record.tags.get('psd');
    if (psd === 'n' || psd === 'y') return found;
  }
  return found;
}

/** The names that are asked: at most eight, the long middle of a long name left out. */
export function stepsOf(domain: string): readonly string[] {
  const labels = domain.split('.');
  const first = labels.length < MOST_STEPS ? labels.length - 1 : MOST_STEPS - 1;
  const above = Array.from({ length: first }, (_, index) =>
    labels.slice(labels.length - first + index).join('.'),
  );
  return [domain, ...above];
}

function readRecord(
  at: string,
  text: string,
  exchange: string,
  problems: Problem[],
): DmarcRecord | undefined {
  const tags = parseTags(text);
  const wrong = (key: string, what: string) => {
    problems.push({
      level: 'fail',
      key: `${key} ${at}`,
      what: `The DMARC record at _dmarc.${at} ${what}`,
      exchange,
      marks: [text],
    });
  };
  if (tags === undefined) {
    wrong('syntax', 'is not readable as a list of tags: receivers ignore it.');
    return undefined;
  }
  const given = tags.get('p')?.toLowerCase();
  const policy = POLICIES.find((one) => one === given);
  if (policy !== undefined) return { at, text, exchange, tags, policy };
  // RFC 9989, 4.7: without a usable `p`, a record with a usable `rua` stands for `p=none`; else it is none.
  if (addressesOf(tags.get('rua')).length > 0) {
    const what = `The DMARC record at _dmarc.${at} has ${given === undefined ? 'no p=' : `p=${given}`}; receivers read that as p=none, some ignore the record.`;
    problems.push({ level: 'advice', key: `p ${at}`, what, exchange, marks: [text] });
    return { at, text, exchange, tags, policy: 'none' };
  }
  wrong(
    'p',
    `has ${given === undefined ? 'no policy (p=)' : `the policy p=${given}, which does not exist`}: receivers ignore it.`,
  );
  return undefined;
}

const POLICIES: readonly Policy[] = ['none', 'quarantine', 'reject'];

/** RFC 9989, 4.10.2. */
function organizationOf(domain: string, walked: readonly DmarcRecord[]): string {
  const no = walked.find((one) => one.tags.get('psd') === 'n');
  if (no !== undefined) return no.at;
  const suffix = walked.find((one) => one.tags.get('psd') === 'y' && one.at !== domain);
  if (suffix !== undefined) {
    const labels = domain.split('.');
    return labels.slice(-(suffix.at.split('.').length + 1)).join('.');
  }
  return walked.at(-1)?.at ?? domain;
}

/** `sp` speaks for sub-domains, `np` for those that do not exist (RFC 9989, 4.7). */
function policyFor(domain: string, { at, tags, policy }: DmarcRecord, zone: Zone): Policy {
  if (at === domain) return policy;
  const exists = zone.look(domain, 'A');
  const gone = exists.kind === 'answered' && !exists.exists;
  const said = (gone ? tags.get('np') : undefined) ?? tags.get('sp');
  return POLICIES.find((one) => one === said?.toLowerCase()) ?? policy;
}

function missing(domain: string, zone: Zone): Problem {
  const look = zone.look(`_dmarc.${domain}`, 'TXT');
  return {
    level: 'fail',
    key: 'none',
    what: `${domain} has no DMARC record, neither itself nor above it: large mailbox providers refuse or junk bulk mail without one, and anybody may use the name.`,
    ...(look.kind === 'answered' ? { exchange: look.exchange } : {}),
    marks: [],
  };
}

function judgeRecord(domain: string, record: DmarcRecord, policy: Policy): readonly Problem[] {
  const { at, text, exchange, tags } = record;
  const say = (key: string, what: string): Problem => ({
    level: 'advice',
    key,
    what,
    exchange,
    marks: [text],
  });
  const problems: Problem[] = [];
  if (policy === 'none')
    problems.push(
      say(
        'none-forever',
        `DMARC for ${domain} only watches (p=none): forged mail still arrives. Once the reports show that all of your own mail passes, raise it to quarantine, then reject.`,
      ),
    );
  else if (tags.get('t') === 'y')
    problems.push(
      say(
        'testing',
        `DMARC for ${domain} is marked as a test (t=y): receivers apply a policy one step milder than p=${policy}.`,
      ),
    );
  if (tags.get('pct') !== undefined && tags.get('pct') !== '100')
    problems.push(
      say(
        'pct',
        `pct= has gone from DMARC (RFC 9989) and half of the receivers ignore it: at _dmarc.${at} use t=y, or nothing.`,
      ),
    );
  if (policy !== 'none' && tags.get('sp')?.toLowerCase() === 'none')
    problems.push(say('sp', `Sub-domains of ${at} are not protected (sp=none).`));
  if (addressesOf(tags.get('rua')).length === 0)
    problems.push(
      say(
        'rua',
        `Nobody receives DMARC reports for ${domain}: without rua= you do not see which mail fails.`,
      ),
    );
  return problems;
}

/** Domains of the `mailto:` addresses in a `rua`. */
function addressesOf(rua: string | undefined): readonly string[] {
  return (rua ?? '').split(',').flatMap((one) => {
    const [, host] = /^\s*mailto:[^@,;!\s]+@([A-Za-z0-9.-]+)(?:!\d+[kmgt]?)?\s*$/i.exec(one) ?? [];
    return host === undefined ? [] : [host.toLowerCase()];
  });
}

/** Whoever receives reports on others has to say so (RFC 9990, 4): else none are sent. */
function judgeReports(
  record: DmarcRecord,
  organization: string,
  zone: Zone,
  gaps: Gap[],
): readonly Problem[] {
  const hosts = [...new Set(addressesOf(record.tags.get('rua')))];
  return hosts.flatMap((host): readonly Problem[] => {
    const own = registrableDomain(organization);
    if (host === organization || host.endsWith(`.${organization}`) || registrableDomain(host) === own)
      return [];
    const look = zone.look(`${record.at}._report._dmarc.${host}`, 'TXT');
    if (look.kind !== 'answered') {
      // Reports do not decide whether mail arrives: a failed look-up leaves nothing open.
      if (look.kind === 'unasked') gaps.push({ because: `${host} was not asked whether it takes reports` });
      return [];
    }
    if (look.records.some(({ data }) => /^v\s*=\s*DMARC1/.test(data))) return [];
    const what = `DMARC reports for ${record.at} are to go to ${host}, which has not agreed to take them (no record at ${record.at}._report._dmarc.${host}): receivers send none.`;
    return [{ level: 'advice', key: `report ${host}`, what, exchange: look.exchange, marks: [] }];
  });
}

/** Whether two domains are aligned (RFC 9989, 4.4): the same, or of the same organization unless `strict`. */
export function isAligned(from: string, other: string, organization: string, strict: boolean): boolean {
  if (from === other) return true;
  if (strict) return false;
  return other === organization || other.endsWith(`.${organization}`);
}
