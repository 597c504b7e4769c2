import { plainName, type DnsLook, type DnsQuestion, type DnsRecord } from '../core/dns.ts';

/** What is known about one question. */
type Known =
  | {
      readonly kind: 'answered';
      /** Records of the type that was asked for, aliases followed. */
      readonly records: readonly DnsRecord[];
      /** The aliases that led to them. */
      readonly aliases: readonly DnsRecord[];
      /** False for NXDOMAIN: neither the name nor anything below it exists (RFC 8020). */
      readonly exists: boolean;
      readonly authentic: boolean;
      readonly exchange: string;
    }
  | { readonly kind: 'failed'; readonly because: string; readonly exchange: string }
  | { readonly kind: 'unasked' };

/**
 * All answers of a look at a domain, as the analyses see them. What they ask for and nobody has asked yet is collected in
 * `wants`: a probe asks that, and analyses again, until nothing is wanted. So the analyses stay pure, and run again on the
 * recorded answers, or on changed ones.
 */
export interface Zone {
  look(name: string, type: DnsQuestion['type'], unchecked?: boolean): Known;
  wants(): readonly DnsQuestion[];
}

export function zoneOf(looks: readonly DnsLook[]): Zone {
  const known = new Map(looks.map((look) => [keyOf(look.question), knownOf(look)]));
  const wanted = new Map<string, DnsQuestion>();
  return {
    look(name, type, unchecked = false) {
      const question: DnsQuestion = { name: plainName(name), type, ...(unchecked ? { unchecked } : {}) };
      const found = known.get(keyOf(question));
      if (found !== undefined) return found;
      wanted.set(keyOf(question), question);
      return { kind: 'unasked' };
    },
    wants: () => [...wanted.values()],
  };
}

function keyOf({ name, type, unchecked }: DnsQuestion): string {
  return `${plainName(name)} ${type} ${unchecked === true}`;
}

function knownOf({ question, exchange, answer, because }: DnsLook): Known {
  const asked = `${question.type} of ${question.name}`;
  if (answer === undefined)
    return { kind: 'failed', because: `${asked}: ${because ?? 'no answer'}`, exchange };
  const { rcode, records, authentic } = answer;
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN')
    return { kind: 'failed', because: `${asked}: the resolver answers ${rcode}`, exchange };
  return {
    kind: 'answered',
    records: records.filter((one) => one.type === question.type),
    aliases: records.filter((one) => one.type === 'CNAME'),
    exists: rcode === 'NOERROR',
    authentic,
    exchange,
  };
}
