import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html, slug, trusted } from './html.ts';
import { sha256Base64 } from './sha256.ts';

describe('html', () => {
  test.each([
    ['text', html`<p>${'a < b & c'}</p>`, '<p>a &lt; b &amp; c</p>'],
    ['an attribute', html`<p title="${'"><script>'}"></p>`, '<p title="&quot;&gt;&lt;script&gt;"></p>'],
    ['lists', html`${['<', '>'].map((one) => html`<b>${one}</b>`)}`, '<b>&lt;</b><b>&gt;</b>'],
    ['plain strings in lists', html`${['<b>', '&']}`, '&lt;b&gt;&amp;'],
    ['numbers', html`${0}`, '0'],
    ['what is absent', html`a${undefined}${false}b`, 'ab'],
    ['markup of ours, as it is', html`${trusted('<b>')}`, '<b>'],
    ['control characters', html`${'\0\u202e'}`, '␀[U+202E]'],
  ])('fills in %s', (_, made, expected) => {
    expect(made.markup).toBe(expected);
  });

  test('never lets text open a tag or leave an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']/u);
      }),
    );
  });
});

test('slug is fit for an id and a fragment', () => {
  expect(slug('check', 'cors/origin-allow-list')).toBe('check-cors-origin-allow-list');
  expect(slug('a', '"><x ')).toMatch(/^[\w-]+$/u);
});

test('sha256Base64 agrees with the real one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(sha256Base64(text)).toBe(createHash('sha256').update(text).digest('base64'));
    }),
  );
});
