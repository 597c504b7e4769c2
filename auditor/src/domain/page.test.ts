import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerProblems, hstsProblems } from './headers.ts';
import { partsOf } from './html.ts';

const keys = (problems: readonly { readonly key: string }[]) => problems.map((one) => one.key);

describe('a page', () => {
  it('is read by its tags', () => {
    const page = `<link rel="stylesheet" href="/a.css"><link rel=canonical href="/">
      <!-- <script src="http://old.test/x.js"></script> -->
      <script src='http://cdn.test/a.js'>const page = '<img src="http://no.test/">';</script>
      <img alt="" src=http://cdn.test/b.png><a href="/prices?a=1&amp;b=2">Prices</a><form action="http://a.test/send">`;
    expect(partsOf(page)).toEqual({
      active: ['/a.css', 'http://cdn.test/a.js', 'http://a.test/send'],
      passive: ['http://cdn.test/b.png'],
      links: ['/prices?a=1&b=2'],
    });
  });

  it('is read without throwing, whatever it holds', () => {
    const reading = fc.property(fc.string(), (text) => void partsOf(`<a ${text}><script ${text}>`));
    expect(() => fc.assert(reading)).not.toThrow();
  });
});

describe('Strict-Transport-Security', () => {
  it.each([
    [undefined, ['missing']],
    ['max-age=31536000', []],
    ['max-age="600"; includeSubDomains', []],
    ['max-age=0', ['off']],
    ['includeSubDomains', ['unreadable']],
    ['max-age=600; includeSubDomains; preload', ['preload']],
    ['max-age=31536000; preload', ['preload']],
    ['max-age=31536000; includeSubDomains; preload', []],
  ])('%s', (header, expected) => {
    const headers = header === undefined ? {} : { 'strict-transport-security': header };
    expect(keys(hstsProblems('example.test', headers))).toEqual(expected);
  });
});

describe('headers', () => {
  const html = { 'content-type': 'text/html' };

  it('mean nothing on JSON', () => {
    expect(headerProblems('example.test', { 'content-type': 'application/json' })).toEqual([]);
  });

  it.each([
    [{}, ['csp', 'framing', 'sniffing']],
    [{ 'content-security-policy': "script-src 'unsafe-inline'" }, ['csp-inline', 'framing', 'sniffing']],
    [
      {
        'content-security-policy': "script-src 'nonce-x' 'unsafe-inline'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      },
      [],
    ],
    [
      {
        'content-security-policy': "default-src 'self'",
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        server: 'nginx/1.25.1',
      },
      ['version'],
    ],
  ])('%o on a page', (headers, expected) => {
    expect(keys(headerProblems('example.test', { ...html, ...headers }))).toEqual(expected);
  });
});
