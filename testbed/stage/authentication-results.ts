import { HOSTS } from './names.ts';
import { verifyDkim, type LookUp } from './verify-dkim.ts';

interface Sent {
  readonly raw: string;
  /** The envelope sender. */
  readonly from: string;
  readonly ip: string;
}

/** What a receiving server finds out about a mail (RFC 8601), from the zone of whoever it says it is from. */
export function authenticationResults({ raw, from, ip }: Sent, lookUp: LookUp): string {
  const author = domainOf(/^From:.*@([^\s>]+)/im.exec(raw)?.[1] ?? '');
  const envelope = domainOf(from.split('@').at(-1) ?? '');
  const signed = verifyDkim(raw, lookUp);
  const allowed = lookUp(envelope).some((record) => permits(record, ip));
  // Strict alignment, as the zone asks for: the very domain, of one of the two (RFC 9989, 4.4).
  const aligned = (allowed && envelope === author) || signed?.domain === author;
  return [
    HOSTS.mail,
    `spf=${allowed ? 'pass' : 'fail'} smtp.mailfrom=${envelope}`,
    `dkim=${signed === undefined ? 'fail' : 'pass'}${signed === undefined ? '' : ` header.d=${signed.domain}`}`,
    `dmarc=${aligned ? 'pass' : 'fail'} header.from=${author}`,
  ].join('; ');
}

/** The one mechanism that the zone of the launch uses. */
function permits(record: string, ip: string): boolean {
  return record.startsWith('v=spf1 ') && record.split(' ').includes(`ip4:${ip}`);
}

function domainOf(text: string): string {
  return text.toLowerCase().replace(/[>\s].*$/s, '');
}
