import { describe, expect, it } from 'vitest';
import { dkim } from '../checks/email/dkim.ts';
import { dmarc } from '../checks/email/dmarc.ts';
import { spf } from '../checks/email/spf.ts';
import { DkimRecords, DmarcRecords, SpfRecords } from '../evidence/domain-records.ts';
import { nameServer, type Zone } from '../io/fixtures/name-server.ts';
import { rehearse } from '../io/rehearsal.ts';
import { mailDomain } from './mail-domain.ts';

const KEY = `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString('base64')}`;
const SOUND: Zone = {
  'example.test A': ['192.0.2.1'],
  'example.test TXT': ['v=spf1 include:mailer.test ~all'],
  'mailer.test TXT': ['v=spf1 ip4:192.0.2.0/24 -all'],
  's9._domainkey.example.test CNAME': ['s9.mailer.test'],
  's9.mailer.test TXT': [KEY],
  '_dmarc.example.test TXT': ['v=DMARC1; p=reject; rua=mailto:dmarc@example.test'],
};
const DOMAIN = { name: 'example.test', selectors: ['s9'] };

async function statuses(zone: Zone, message?: string) {
  await using server = await nameServer(zone);
  const run = await rehearse({
    probe: mailDomain,
    serve: () => undefined,
    target: {
      domain: { ...DOMAIN, ...(message === undefined ? {} : { message: 'mail.eml' }) },
      network: { resolver: server.address },
    },
    operations: [],
    texts: message === undefined ? {} : { 'mail.eml': message },
  });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  const of = (kind: string) => ({
    evidence: run.evidence.filter((one) => one.kind === kind),
    missing: [],
  });
  return [
    spf.judge({ records: of(SpfRecords.kind) }).status,
    dkim.judge({ records: of(DkimRecords.kind) }).status,
    dmarc.judge({ records: of(DmarcRecords.kind) }).status,
  ];
}

describe('the mail of a domain', () => {
  it('is sound, also through includes and aliases', async () => {
    expect(await statuses(SOUND)).toEqual(['pass', 'pass', 'pass']);
  });

  it('is broken in each part on its own', async () => {
    const { 'mailer.test TXT': _, ...noInclude } = SOUND;
    expect(await statuses(noInclude)).toEqual(['fail', 'pass', 'pass']);
    expect(await statuses({ ...SOUND, 's9.mailer.test TXT': ['v=DKIM1; p='] })).toEqual([
      'pass',
      'fail',
      'pass',
    ]);
    expect(await statuses({ ...SOUND, '_dmarc.example.test TXT': ['v=DMARC1'] })).toEqual([
      'pass',
      'pass',
      'fail',
    ]);
  });

  it('stays unproven where the resolver fails', async () => {
    expect(await statuses({ ...SOUND, 'mailer.test TXT': ['!SERVFAIL'] })).toEqual([
      'unproven',
      'pass',
      'pass',
    ]);
  });

  it('learns from a mail who signs and who sends', async () => {
    const mail = (signer: string) =>
      `Return-Path: <b@mailer.test>\nDKIM-Signature: v=1; d=${signer}; s=s9\nFrom: Acme <hello@example.test>\n\nHello`;
    expect(await statuses(SOUND, mail('example.test'))).toEqual(['pass', 'pass', 'pass']);
    expect(await statuses(SOUND, mail('mailer.test'))).toEqual(['pass', 'pass', 'fail']);
  });

  it('is not asked about without a domain', async () => {
    const { leftOut, requests } = await rehearse({
      probe: mailDomain,
      serve: () => undefined,
      target: {},
      operations: [],
    });
    expect(leftOut).toHaveLength(3);
    expect(requests).toBe(0);
  });
});
