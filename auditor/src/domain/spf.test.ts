import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analysed, type Records } from './fixtures/zone.ts';
import { expandMacros } from './spf-macro.ts';
import { isSpf, parseSpf } from './spf-parse.ts';
import { analyseSpf } from './spf.ts';

const HOST = { 'a.test A': ['192.0.2.1'], 'example.test A': ['192.0.2.1'], 'example.test MX': ['10 a.test'] };

function report(record: string | readonly string[], others: Records = {}) {
  const records = { ...HOST, 'example.test TXT': [record].flat(), ...others };
  return analysed(records, (zone) => analyseSpf('example.test', zone));
}

const includes = (count: number) => Array.from({ length: count }, (_, index) => `i${index}.test`);
const each = (names: readonly string[], record: string): Records =>
  Object.fromEntries(names.map((name) => [`${name} TXT`, [record]]));

describe('an SPF record', () => {
  it.each([
    ['v=spf1 -all', {}],
    ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all', {}],
    ['V=SPF1 A MX -ALL', {}],
    ['v=spf1 include:i0.test -all', each(['i0.test'], 'v=spf1 ip4:192.0.2.1 -all')],
    ['v=spf1 redirect=i0.test', each(['i0.test'], 'v=spf1 -all')],
    ['v=spf1 exists:%{ir}.sbl.a.test -all', {}],
    ['v=spf1 a:a.test/28//64 unknown=%{d} -all', {}],
    ['v=spf1 a a a a a a a a a a -all', {}],
    ['v=spf1 include:%{d2}.i0.test -all', { 'example.test.i0.test TXT': ['v=spf1 -all'] }],
    ['v=spf1 ?include:i0.test -all', each(['i0.test'], 'v=spf1 +all')],
    [['unrelated', 'v=spf1 -all', 'v=spf10 +all'], {}],
  ])('%s is sound', (record, others) => {
    expect(report(record, others)).toMatchObject({ problems: [], gaps: [] });
  });

  it.each([
    ['that is missing', [], {}, 'none example.test'],
    ['beside another', ['v=spf1 -all', 'v=spf1 ~all'], {}, 'several example.test'],
    ['that lets everybody in', 'v=spf1 +all', {}, 'everyone example.test'],
    ['that lets everybody in without a sign', 'v=spf1 all', {}, 'everyone example.test'],
    ['with a network of all addresses', 'v=spf1 ip4:0.0.0.0/0 -all', {}, 'everyone example.test'],
    [
      'that includes everybody',
      'v=spf1 include:i0.test -all',
      each(['i0.test'], 'v=spf1 +all'),
      'everyone i0.test',
    ],
    ['with a wrong word', 'v=spf1 ipv4:192.0.2.1 -all', {}, 'syntax example.test'],
    ['with a wrong network', 'v=spf1 ip4:192.0.2.1/33 -all', {}, 'syntax example.test'],
    ['with a wrong address', 'v=spf1 ip4:192.0.2.256 -all', {}, 'syntax example.test'],
    ['with an empty include', 'v=spf1 include: -all', {}, 'syntax example.test'],
    ['with two redirects', 'v=spf1 redirect=a.test redirect=a.test', {}, 'syntax example.test'],
    [
      'with a wrong include',
      'v=spf1 include:i0.test -all',
      each(['i0.test'], 'v=spf1 ip4: -all'),
      'syntax i0.test',
    ],
    ['that includes nothing', 'v=spf1 include:none.test -all', {}, 'none none.test'],
    ['that includes itself', 'v=spf1 include:example.test -all', {}, 'loop example.test'],
    ['of eleven look-ups', `v=spf1 ${'a '.repeat(11)}-all`, {}, 'lookups'],
    ['of three voids', 'v=spf1 a:x.test a:y.test a:z.test -all', {}, 'voids'],
    [
      'with too many mail servers',
      'v=spf1 mx -all',
      { 'example.test MX': includes(11).map((name) => `10 ${name}`) },
      'mx example.test',
    ],
  ])('%s is broken', (_, record, others, key) => {
    expect(report(record, others).problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ level: 'fail', key })]),
    );
  });

  it.each([
    ['neutral', 'v=spf1 a ?all', 'neutral'],
    ['without an end', 'v=spf1 a', 'neutral'],
    ['with ptr', 'v=spf1 ptr -all', 'ptr example.test'],
    ['with a redirect for nothing', 'v=spf1 -all redirect=a.test', 'redirect'],
    [
      'too long',
      `v=spf1 ${includes(40)
        .map((_, index) => `ip4:192.0.2.${index}`)
        .join(' ')} -all`,
      'long',
    ],
  ])('%s is worth a word, and not broken', (_, record, key) => {
    const { problems } = report(record);
    expect(problems).toEqual([expect.objectContaining({ level: 'advice', key })]);
  });

  it('counts look-ups through the whole tree, and says which branch costs what', () => {
    const { lookups, tree } = report('v=spf1 mx include:i0.test include:i1.test -all', {
      'i0.test TXT': ['v=spf1 a:a.test mx:example.test -all'],
      'i1.test TXT': ['v=spf1 redirect=i2.test'],
      'i2.test TXT': ['v=spf1 ip4:192.0.2.1 -all'],
    });
    expect(lookups).toBe(6);
    expect(tree.children.map((child) => [child.domain, child.lookups])).toEqual([
      ['i0.test', 2],
      ['i1.test', 1],
    ]);
  });

  it('does not count what stands behind all, and counts a redirect only without it', () => {
    expect(report('v=spf1 a -all mx mx').lookups).toBe(1);
    expect(report('v=spf1 a -all redirect=a.test').lookups).toBe(1);
  });

  it('counts a name that has only one family of addresses as found', () => {
    const others = { 'x.test AAAA': ['2001:db8::1'], 'y.test A': ['192.0.2.1'] };
    expect(report('v=spf1 a:x.test a:y.test a:z.test -all', others).voids).toBe(1);
  });

  it('stays open where a part of it got no answer', () => {
    const { gaps, problems } = report('v=spf1 include:i0.test -all', { 'i0.test TXT': ['!'] });
    expect(gaps).toHaveLength(1);
    expect(problems).toEqual([]);
  });
});

describe('reading a record', () => {
  it('never throws, and never takes anything but SPF for SPF', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseSpf(`v=spf1 ${text}`);
        expect(isSpf(text)).toBe(/^v=spf1( |$)/i.test(text));
      }),
    );
  });

  it('keeps every sound term', () => {
    const term = fc.oneof(
      fc.ipV4().map((ip) => `ip4:${ip}`),
      fc.ipV6().map((ip) => `-ip6:${ip}`),
      fc.constantFrom('a', 'mx/24', '?a:a.test//64', 'include:a.test', 'exists:%{i}.a.test', 'ptr', '~all'),
    );
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        const parsed = parseSpf(['v=spf1', ...terms].join(' '));
        expect(parsed).toMatchObject({ kind: 'record', terms: terms.map((text) => ({ text })) });
      }),
    );
  });

  it.each([
    ['%{d}', 'mail.example.test'],
    ['%{d2}', 'example.test'],
    ['%{dr}', 'test.example.mail'],
    ['%{d1r}', 'mail'],
    ['%{o}.x', 'example.test.x'],
    ['%%%_%-', '% %20'],
    ['%{d-}', 'mail.example.test'],
  ])('expands %s', (text, expanded) => {
    const values = { domain: 'mail.example.test', sender: 'example.test' };
    expect(expandMacros(text, values)).toEqual({ text: expanded, known: true });
  });

  it.each(['%', '%{x}', '%{d0}', '%{d', 'a b'])('finds %s unreadable', (text) => {
    expect(expandMacros(text, { domain: 'a.test', sender: 'a.test' })).toBeUndefined();
  });
});
