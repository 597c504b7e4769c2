import type { Evidence } from '../../core/evidence.ts';
import { analyseDmarc } from '../../domain/dmarc.ts';
import { analyseDkim } from '../../domain/dkim.ts';
import { analyseReceiving } from '../../domain/receiving.ts';
import { analyseSpf } from '../../domain/spf.ts';
import { zoneOf } from '../../domain/zone.ts';
import { DkimRecords, DmarcRecords, MailServers, SpfRecords } from '../../evidence/domain-records.ts';
import type { EvidenceKind } from '../../core/evidence.ts';
import { FrontPage } from '../../evidence/front-page.ts';
import { TlsHost } from '../../evidence/tls-host.ts';
import { WebStarts } from '../../evidence/web-start.ts';
import { grouped, plural } from '../text/words.ts';
import type { Fact } from './model.ts';

/** What was seen, in the words of people: neither praise nor blame. */
export function outsideFacts(evidence: readonly Evidence<unknown>[]): readonly Fact[] {
  const of = <Data>({ kind, schema }: EvidenceKind<Data>): readonly Data[] =>
    evidence.filter((one) => one.kind === kind).map((one) => schema.parse(one.data));
  return [
    ...of(WebStarts).flatMap(({ starts }) => {
      const ends = starts.flatMap(({ end }) => (end.kind === 'page' ? [end.url] : []));
      return fact('All addresses end at', [...new Set(ends)].join(', '));
    }),
    ...of(FrontPage).flatMap(({ url, milliseconds, bytes, scripts, links, keys }) => [
      ...fact(
        'First page',
        `${url} in ${grouped(Math.round(milliseconds))} ms, ${grouped(bytes)} bytes, ${plural(scripts, 'script')}, ${plural(links.length, 'link')} followed`,
      ),
      ...fact(
        'Keys made to be public',
        keys
          .filter((key) => key.exposure === 'public')
          .map((key) => `${key.title} ${key.masked}`)
          .join(', '),
      ),
    ]),
    ...of(TlsHost).flatMap(({ host, shakes }) => {
      const seen = shakes[0]?.handshake;
      const leaf = seen?.kind === 'usual' ? seen.chain[0] : undefined;
      if (seen?.kind !== 'usual' || leaf === undefined) return [];
      return fact(
        `Certificate of ${host}`,
        `${leaf.issuerOrganisation ?? leaf.issuer}, until ${leaf.notAfter.slice(0, 10)}, ${leaf.key}, ${seen.version}`,
      );
    }),
    ...of(MailServers).flatMap(({ domain, looks }) => {
      const { servers, mtaSts, tlsReports } = analyseReceiving(domain, zoneOf(looks));
      return [
        ...fact('Mail goes to', servers.join(', ')),
        ...fact('MTA-STS', mtaSts ? 'published' : 'none'),
        ...fact('TLS reports', tlsReports ? 'asked for' : 'none'),
      ];
    }),
    ...of(SpfRecords).flatMap(({ domain, looks }) => {
      const { tree, lookups, voids } = analyseSpf(domain, zoneOf(looks));
      return tree.record === undefined
        ? []
        : fact(`SPF of ${domain}`, `${lookups} of 10 look-ups, ${voids} of 2 empty: ${tree.record}`);
    }),
    ...of(DkimRecords).flatMap(({ domain, selectors, looks }) => {
      const { found } = analyseDkim(domain, selectors, zoneOf(looks));
      return fact(
        `DKIM keys of ${domain}`,
        found
          .map(({ selector, key }) => `${selector} (${key.kind === 'rsa' ? `RSA ${key.bits}` : key.kind})`)
          .join(', '),
      );
    }),
    ...of(DmarcRecords).flatMap(({ domain, looks }) => {
      const { record } = analyseDmarc(domain, zoneOf(looks));
      return record === undefined ? [] : fact(`DMARC of ${domain}`, `${record.text} (at ${record.at})`);
    }),
  ];
}

function fact(term: string, text: string): readonly Fact[] {
  return text === '' ? [] : [{ term, text }];
}
