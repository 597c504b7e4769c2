import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseDmarc, isAligned, stepsOf } from './dmarc.ts';
import { analysed, type Records } from './fixtures/zone.ts';
import { readMail } from './message.ts';
import { parseTags } from './tags.ts';

const RUA = 'rua=mailto:dmarc@example.test';
const GOOD = `v=DMARC1; p=quarantine; ${RUA}`;

function report(records: Records, domain = 'example.test') {
  return analysed({ 'example.test A': ['192.0.2.1'], ...records }, (zone) => analyseDmarc(domain, zone));
}
const own = (...records: readonly string[]): Records => ({ '_dmarc.example.test TXT': records });

describe('the DMARC of a domain', () => {
  it.each([
    ['quarantine', own(GOOD), 'quarantine'],
    ['reject, with unknown tags', own(`v=DMARC1; p=reject; x=y; ${RUA}`), 'reject'],
    ['beside another sort of record', own('unrelated', GOOD), 'quarantine'],
  ])('%s is sound', (_, records, policy) => {
    expect(report(records)).toMatchObject({ policy, problems: [], gaps: [] });
  });

  it.each([
    ['none at all', {}, 'none'],
    ['two records', own(GOOD, GOOD), 'several example.test'],
    ['no policy', own('v=DMARC1; aspf=s'), 'p example.test'],
    ['an unknown policy', own('v=DMARC1; p=block'), 'p example.test'],
    ['no tags', own('v=DMARC1; p quarantine'), 'syntax example.test'],
    ['the version not first', own('p=none; v=DMARC1'), 'none'],
  ])('%s is broken', (_, records, key) => {
    const fails = report(records).problems.filter((one) => one.level === 'fail');
    expect(fails.map((one) => one.key)).toEqual([key]);
  });

  it.each([
    ['only watching', own(`v=DMARC1; p=none; ${RUA}`), 'none-forever'],
    ['a test', own(`v=DMARC1; p=reject; t=y; ${RUA}`), 'testing'],
    ['pct', own(`v=DMARC1; p=reject; pct=20; ${RUA}`), 'pct'],
    ['open sub-domains', own(`v=DMARC1; p=reject; sp=none; ${RUA}`), 'sp'],
    ['no reports', own('v=DMARC1; p=reject'), 'rua'],
    ['reports to a stranger', own('v=DMARC1; p=reject; rua=mailto:a@other.test'), 'report other.test'],
  ])('%s is worth a word, and not broken', (_, records, key) => {
    expect(report(records).problems).toEqual([expect.objectContaining({ level: 'advice', key })]);
  });

  it('without a policy and with reports stands for none (RFC 9989, 4.7)', () => {
    expect(report(own(`v=DMARC1; ${RUA}`))).toMatchObject({ policy: 'none' });
  });

  it('lets reports go to who agreed to take them', () => {
    const records = {
      ...own('v=DMARC1; p=reject; rua=mailto:a@other.test'),
      'example.test._report._dmarc.other.test TXT': ['v=DMARC1'],
    };
    expect(report(records).problems).toEqual([]);
  });

  it('of a sub-domain comes from above, by sp and np', () => {
    const above = { '_dmarc.example.test TXT': [`v=DMARC1; p=reject; sp=quarantine; np=none; ${RUA}`] };
    const there = { ...above, 'mail.example.test A': ['192.0.2.1'] };
    expect(report(there, 'mail.example.test')).toMatchObject({
      policy: 'quarantine',
      organization: 'example.test',
    });
    expect(report(above, 'gone.example.test')).toMatchObject({ policy: 'none' });
  });

  it('stops at a public suffix: the organization is one label below it', () => {
    const records = {
      '_dmarc.a.host.test TXT': [`v=DMARC1; p=reject; ${RUA}`],
      '_dmarc.host.test TXT': ['v=DMARC1; p=none; psd=y'],
    };
    expect(report(records, 'mail.a.host.test')).toMatchObject({
      organization: 'a.host.test',
      record: { at: 'a.host.test' },
      policy: 'reject',
    });
  });

  it('stays open where a step of the walk got no answer', () => {
    expect(report(own('!'))).toMatchObject({ problems: [], gaps: [{}] });
  });
});

describe('the tree walk', () => {
  it('asks at most eight names, the last labels of a long one (RFC 9989, 4.10)', () => {
    expect(stepsOf('mail.example.com')).toEqual(['mail.example.com', 'example.com', 'com']);
    expect(stepsOf('a.b.c.d.e.f.g.h.i.j.mail.example.com')).toEqual([
      'a.b.c.d.e.f.g.h.i.j.mail.example.com',
      'g.h.i.j.mail.example.com',
      'h.i.j.mail.example.com',
      'i.j.mail.example.com',
      'j.mail.example.com',
      'mail.example.com',
      'example.com',
      'com',
    ]);
    const label = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 40 }), (labels) => {
        expect(stepsOf(labels.join('.')).length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('reads any text as tags without throwing', () => {
    const reading = fc.property(fc.string(), (text) => void parseTags(text));
    expect(() => fc.assert(reading)).not.toThrow();
  });
});

describe('alignment', () => {
  it.each([
    ['example.test', 'example.test', true, true],
    ['example.test', 'mail.example.test', false, true],
    ['example.test', 'mail.example.test', true, false],
    ['example.test', 'sendgrid.test', false, false],
    ['example.test', 'notexample.test', false, false],
  ])('%s with %s, strict %s: %s', (from, other, strict, aligned) => {
    expect(isAligned(from, other, 'example.test', strict)).toBe(aligned);
  });

  it('is read from a mail’s headers', () => {
    const mail = [
      'Return-Path: <bounce@mail.example.test>',
      'DKIM-Signature: v=1; a=rsa-sha256; d=example.test;',
      ' s=S9; h=from; bh=x; b=y',
      'From: "Acme, Inc." <hello@Example.test>',
      '',
      'From: nobody@else.test',
    ].join('\r\n');
    expect(readMail(mail)).toEqual({
      from: 'example.test',
      envelope: 'mail.example.test',
      signatures: [{ domain: 'example.test', selector: 's9' }],
    });
    expect(readMail('Subject: nothing\n\n')).toBeUndefined();
  });
});
