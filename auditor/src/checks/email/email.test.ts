import { describe, expect, it } from 'vitest';
import type { Check } from '../../core/check.ts';
import type { DnsLook } from '../../core/dns.ts';
import { DkimRecords, DmarcRecords, SpfRecords } from '../../evidence/domain-records.ts';
import { gathered } from '../samples.ts';
import { dkim } from './dkim.ts';
import { dmarc } from './dmarc.ts';
import { spf } from './spf.ts';

let count = 0;

/** What the resolver said to one question; no data stands for a name that does not exist. */
function look(name: string, ...data: readonly string[]): DnsLook {
  count += 1;
  const records = data.map((one) => ({ name, type: 'TXT', ttl: 300, data: one }));
  const rcode = data.length === 0 ? 'NXDOMAIN' : 'NOERROR';
  return {
    question: { name, type: 'TXT' },
    exchange: `dns#${count}`,
    answer: { name, type: 'TXT', rcode, authentic: false, unchecked: false, records },
  };
}

function silent(name: string): DnsLook {
  return { question: { name, type: 'TXT' }, exchange: 'dns#0', because: 'the resolver did not answer' };
}

const domain = 'example.test';
const KEY = `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString('base64')}`;
const spfOf = (...looks: DnsLook[]) => judge(spf, gathered(SpfRecords, { domain, looks }));
const dkimOf = (selectors: string[], ...looks: DnsLook[]) =>
  judge(dkim, gathered(DkimRecords, { domain, selectors, looks }));
const dmarcOf = (...looks: DnsLook[]) => judge(dmarc, gathered(DmarcRecords, { domain, looks }));

function judge(check: Check, records: unknown) {
  return check.judge({ records: records as ReturnType<typeof gathered> });
}

describe('what is published', () => {
  it('passes when it is sound', () => {
    expect(spfOf(look(domain, 'v=spf1 ip4:192.0.2.1 -all')).status).toBe('pass');
    const key = look(`s9._domainkey.${domain}`, KEY);
    expect(dkimOf(['s9'], key, look(`_domainkey.${domain}`)).status).toBe('pass');
    const policy = 'v=DMARC1; p=quarantine; rua=mailto:dmarc@example.test';
    expect(dmarcOf(look(`_dmarc.${domain}`, policy), look('_dmarc.test')).status).toBe('pass');
  });

  it('fails when it is not there, with the answer that shows it', () => {
    const nothing = spfOf(look(domain, 'unrelated'));
    expect(nothing.status).toBe('fail');
    expect(nothing.findings[0]?.exhibits).toEqual([expect.objectContaining({ exchange: `dns#${count}` })]);
    expect(dkimOf(['s9'], look(`s9._domainkey.${domain}`), look(`_domainkey.${domain}`)).status).toBe('fail');
    expect(dmarcOf(look(`_dmarc.${domain}`), look('_dmarc.test')).status).toBe('fail');
  });

  it('passes with advice where only an opinion is against it', () => {
    const verdict = dmarcOf(
      look(`_dmarc.${domain}`, 'v=DMARC1; p=none; rua=mailto:a@example.test'),
      look('_dmarc.test'),
    );
    expect(verdict).toMatchObject({ status: 'pass', findings: [{ level: 'advice' }] });
  });

  it('stays unproven when the resolver did not answer, or was only half asked', () => {
    expect(spfOf(silent(domain)).status).toBe('unproven');
    expect(spfOf(look(domain, 'v=spf1 include:other.test -all')).status).toBe('unproven');
    expect(dkimOf(['s9'], silent(`s9._domainkey.${domain}`), look(`_domainkey.${domain}`)).status).toBe(
      'unproven',
    );
    expect(dmarcOf(silent(`_dmarc.${domain}`)).status).toBe('unproven');
  });

  it('stays unproven when nothing was asked at all', () => {
    const nothing = { evidence: [], missing: [] };
    for (const check of [spf, dkim, dmarc]) expect(judge(check, nothing).status).toBe('unproven');
  });
});

describe('a mail that was sent', () => {
  const policy = look(`_dmarc.${domain}`, 'v=DMARC1; p=reject; rua=mailto:a@example.test');
  const mailOf = (signer: string, envelope: string) =>
    judge(
      dmarc,
      gathered(DmarcRecords, {
        domain,
        looks: [policy, look('_dmarc.test')],
        mail: { envelope, signatures: [{ domain: signer, selector: 's1' }] },
      }),
    ).status;

  it.each([
    ['example.test', 'bounces.mailer.test', 'pass'],
    ['mailer.test', 'mail.example.test', 'pass'],
    ['mailer.test', 'bounces.mailer.test', 'fail'],
  ])('signed for %s and sent by %s: %s', (signer, envelope, status) => {
    expect(mailOf(signer, envelope)).toBe(status);
  });
});
