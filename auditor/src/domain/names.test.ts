import { describe, expect, it } from 'vitest';
import { analyseCaa } from './caa.ts';
import { analysed, type Records } from './fixtures/zone.ts';
import { analyseAlias, analyseSignatures } from './hosts.ts';
import { analyseReceiving } from './receiving.ts';

const keys = ({ problems }: { readonly problems: readonly { readonly key: string }[] }) =>
  problems.map((one) => one.key);

describe('CAA', () => {
  const caa = (records: Records, issuer = "Let's Encrypt") =>
    analysed({ 'app.example.test A': ['192.0.2.1'], ...records }, (zone) =>
      analyseCaa('app.example.test', issuer, zone),
    );

  it.each<[string, Records, string, readonly string[]]>([
    ['nothing', {}, "Let's Encrypt", []],
    ['the issuer', { 'example.test CAA': ['0 issue "letsencrypt.org"'] }, "Let's Encrypt", []],
    [
      'the issuer with parameters',
      { 'example.test CAA': ['0 issue "letsencrypt.org; x=y"'] },
      "Let's Encrypt",
      [],
    ],
    ['wildcards only', { 'example.test CAA': ['0 issuewild ";"'] }, "Let's Encrypt", []],
    [
      'an unknown issuer by its name',
      { 'example.test CAA': ['0 issue "launchtest.org"'] },
      'Launch Test',
      [],
    ],
    ['another', { 'example.test CAA': ['0 issue "digicert.com"'] }, "Let's Encrypt", ['issuer']],
    ['nobody', { 'example.test CAA': ['0 issue ";"'] }, "Let's Encrypt", ['issuer']],
    [
      'another, nearer than what is right above',
      {
        'app.example.test CAA': ['0 issue "digicert.com"'],
        'example.test CAA': ['0 issue "letsencrypt.org"'],
      },
      "Let's Encrypt",
      ['issuer'],
    ],
  ])('that allows %s', (_, records, issuer, expected) => {
    expect(keys(caa(records, issuer))).toEqual(expected);
  });

  it('stays open where nothing answers', () => {
    expect(caa({ 'app.example.test CAA': ['!'] }).gaps).toHaveLength(1);
  });
});

describe('where mail goes', () => {
  const mail = (records: Records) => analysed(records, (zone) => analyseReceiving('example.test', zone));

  it('is told with its extras', () => {
    const seen = mail({
      'example.test MX': ['10 mx.test'],
      '_mta-sts.example.test TXT': ['v=STSv1; id=1'],
      '_smtp._tls.example.test TXT': ['v=TLSRPTv1; rua=mailto:a@example.test'],
    });
    expect(seen).toMatchObject({ servers: ['mx.test'], mtaSts: true, tlsReports: true, problems: [] });
  });

  it.each<[string, Records, readonly string[]]>([
    ['nowhere', { 'example.test A': ['192.0.2.1'] }, ['none']],
    ['nowhere on purpose', { 'example.test MX': ['0 .'] }, ['null-mx']],
    ['somewhere and nowhere', { 'example.test MX': ['0 .', '10 mx.test'] }, ['null-mx']],
  ])('is %s: advice', (_, records, expected) => {
    const seen = mail(records);
    expect(keys(seen)).toEqual(expected);
    expect(seen.problems.every((one) => one.level === 'advice')).toBe(true);
  });
});

describe('names', () => {
  it('of hosts that have an address, or none at all, are no leftovers', () => {
    const alias = (records: Records) => analysed(records, (zone) => analyseAlias('old.example.test', zone));
    expect(keys(alias({ 'old.example.test A': ['192.0.2.1'] }))).toEqual([]);
    expect(keys(alias({}))).toEqual([]);
  });

  it('with sound signatures or none hold', () => {
    const signed = (records: Records) => analysed(records, (zone) => analyseSignatures('example.test', zone));
    expect(keys(signed({ 'example.test A': ['192.0.2.1'] }))).toEqual([]);
    expect(signed({ 'example.test A': ['!'] })).toMatchObject({ problems: [], gaps: [{}] });
  });
});
