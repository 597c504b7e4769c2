import type { Gap, Problem } from './problem.ts';
import type { Zone } from './zone.ts';

export interface Receiving {
  /** Mail servers by preference; `.` alone says that the domain takes no mail (RFC 7505). */
  readonly servers: readonly string[];
  readonly mtaSts: boolean;
  readonly tlsReports: boolean;
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

/** Where answers to the product's mail go: servers, null MX, MTA-STS (RFC 8461), TLS reports (RFC 8460). */
export function analyseReceiving(domain: string, zone: Zone): Receiving {
  const mx = zone.look(domain, 'MX');
  const has = (name: string, start: RegExp) => {
    const look = zone.look(name, 'TXT');
    return look.kind === 'answered' && look.records.some(({ data }) => start.test(data));
  };
  const extras = {
    mtaSts: has(`_mta-sts.${domain}`, /^v=STSv1\b/),
    tlsReports: has(`_smtp._tls.${domain}`, /^v=TLSRPTv1\b/),
  };
  if (mx.kind !== 'answered') {
    const because = mx.kind === 'failed' ? mx.because : `MX of ${domain} was not asked`;
    return { servers: [], ...extras, problems: [], gaps: [{ because }] };
  }
  const servers = mx.records.map(({ data }) => data.split(' ')[1] ?? '.');
  const problems: Problem[] = [];
  const say = (key: string, what: string) =>
    void problems.push({ level: 'advice', key, what, exchange: mx.exchange, marks: servers });
  if (servers.length === 0)
    say(
      'none',
      `${domain} has no mail server (MX): answers to your mails, and DMARC reports to it, come back as undeliverable.`,
    );
  if (servers.includes('.') && servers.length > 1)
    say(
      'null-mx',
      `${domain} says both that it takes no mail (null MX) and where to: senders may give up (RFC 7505, 3).`,
    );
  if (servers.length === 1 && servers[0] === '.')
    say(
      'null-mx',
      `${domain} says that it takes no mail (null MX): nobody can answer what you send from it.`,
    );
  return { servers, ...extras, problems, gaps: [] };
}
