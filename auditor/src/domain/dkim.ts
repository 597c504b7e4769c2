import { looksLikeKey, readDkimKey, type DkimKey } from './dkim-key.ts';
import type { Gap, Problem } from './problem.ts';
import { COMMON_SELECTORS } from './selectors.ts';
import type { Zone } from './zone.ts';

interface Found {
  readonly selector: string;
  readonly key: DkimKey;
  readonly record: string;
  readonly exchange: string;
  /** Named by the target file or by a mail, not guessed. */
  readonly named: boolean;
}

export interface DkimReport {
  readonly found: readonly Found[];
  /** Keys are there, it is proven that there are none, or nobody could find out. */
  readonly state: 'present' | 'absent' | 'unknown';
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

/** RFC 8301, 3.2: signers must use 1024 bits and should use 2048; verifiers must not take less than 1024. */
const LEAST_BITS = 1024;
const GOOD_BITS = 2048;

/**
 * Analyses the DKIM keys of a domain. The selectors of a domain cannot be listed: those that the file or a mail name are
 * judged; beyond them common ones are tried, where finding nothing proves nothing.
 *
 * @param named selectors that are known to be in use
 */
export function analyseDkim(domain: string, named: readonly string[], zone: Zone): DkimReport {
  const problems: Problem[] = [];
  const gaps: Gap[] = [];
  const selectors = named.length > 0 ? named : COMMON_SELECTORS;
  const found = selectors.flatMap((selector) => keyAt(domain, selector, named.length > 0, zone, gaps));
  for (const one of found) problems.push(...judgeKey(domain, one));
  const parent = zone.look(`_domainkey.${domain}`, 'TXT');
  for (const selector of named) {
    if (found.some((one) => one.selector === selector)) continue;
    const look = zone.look(`${selector}._domainkey.${domain}`, 'TXT');
    if (look.kind !== 'answered') continue;
    const what = `${domain} has no DKIM key at the selector ${selector}: signatures made with it cannot be checked.`;
    problems.push({ level: 'fail', key: `missing ${selector}`, what, exchange: look.exchange, marks: [] });
  }
  const working = found.some((one) => one.key.kind === 'rsa' || one.key.kind === 'ed25519');
  if (named.length > 0) return { found, state: working ? 'present' : 'absent', problems, gaps };
  if (working) return { found, state: 'present', problems, gaps };
  if (parent.kind === 'answered' && !parent.exists && found.length === 0) {
    // RFC 8020: where _domainkey does not exist, nothing below it does.
    const what = `${domain} has no DKIM key at all: nothing is published below _domainkey.${domain}.`;
    problems.push({ level: 'fail', key: 'none', what, exchange: parent.exchange, marks: ['NXDOMAIN'] });
    return { found, state: 'absent', problems, gaps };
  }
  const tried = `${COMMON_SELECTORS.length} common selectors`;
  const because =
    found.length > 0
      ? `only revoked or unusable DKIM keys were found among ${tried}; yours may have another name`
      : `no DKIM key was found among ${tried}; yours may have another name`;
  gaps.push({ because, add: `domain: { name: ${domain}, selectors: [s1] }` });
  return { found, state: 'unknown', problems, gaps };
}

function keyAt(domain: string, selector: string, named: boolean, zone: Zone, gaps: Gap[]): readonly Found[] {
  const look = zone.look(`${selector}._domainkey.${domain}`, 'TXT');
  if (look.kind !== 'answered') {
    // A guess that gets no answer is no question left open.
    if (named) gaps.push({ because: look.kind === 'failed' ? look.because : `${selector} was not asked` });
    return [];
  }
  const [record] = look.records.map((one) => one.data).filter(looksLikeKey);
  if (record === undefined) return [];
  return [{ selector, key: readDkimKey(record), record, exchange: look.exchange, named }];
}

function judgeKey(domain: string, { selector, key, record, exchange, named }: Found): readonly Problem[] {
  const place = `The DKIM key of ${domain} at the selector ${selector}`;
  // What was guessed may be out of use: it is worth telling, and no proof that mail goes wrong.
  const wrong = named ? 'fail' : 'advice';
  const say = (level: Problem['level'], key_: string, what: string): Problem => ({
    level,
    key: `${key_} ${selector}`,
    what: `${place} ${what}`,
    exchange,
    marks: [record.slice(0, 60)],
  });
  if (key.kind === 'revoked')
    return [say(wrong, 'revoked', 'is revoked (its p= is empty): signatures made with it fail.')];
  if (key.kind === 'unusable') return [say(wrong, 'unusable', `cannot be used: ${key.because}.`)];
  // RFC 6376, 3.6.1: "Verifiers MUST NOT treat messages from Signers in testing mode differently from unsigned email".
  const testing = key.testing
    ? [say(wrong, 'testing', 'is marked as a test (t=y): receivers treat its mail as unsigned.')]
    : [];
  if (key.kind === 'ed25519') return testing;
  if (key.bits < LEAST_BITS)
    return [
      ...testing,
      say(wrong, 'short', `has ${key.bits} bits; receivers take nothing below ${LEAST_BITS} (RFC 8301).`),
    ];
  if (key.bits < GOOD_BITS)
    return [
      ...testing,
      say(
        'advice',
        'weak',
        `has ${key.bits} bits. That still counts; ${GOOD_BITS} are recommended (RFC 8301).`,
      ),
    ];
  return testing;
}
