import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from './vault.ts';

const SECRET = 'p&ss "wörd"/+=9';

describe('vault', () => {
  it('gives one placeholder per value, different in every run', () => {
    const vault = createVault();
    const first = vault.keep(SECRET, 'ANA_PASSWORD');
    expect(first).toMatch(/^~secret\.ana-password\.[0-9a-f]{10}~$/);
    expect(vault.keep(SECRET, 'something else')).toBe(first);
    expect(createVault().keep(SECRET, 'ANA_PASSWORD')).not.toBe(first);
  });

  it.each([
    ['as it is', SECRET],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 of URLs', Buffer.from(SECRET).toString('base64url')],
    [
      'in JSON as Go writes it',
      JSON.stringify(SECRET)
        .slice(1, -1)
        .replace('&', String.raw`\u0026`),
    ],
    [
      'in JSON as PHP writes it',
      JSON.stringify(SECRET)
        .slice(1, -1)
        .replace('/', String.raw`\/`),
    ],
    ['in a form', new URLSearchParams({ p: SECRET }).toString().slice(2)],
  ])('redacts a value %s', (_, spelled) => {
    const vault = createVault();
    const placeholder = vault.keep(SECRET, 'x');
    expect(vault.redact(`before ${spelled} after`)).toContain(`before ${placeholder}`);
  });

  it('replaces a value that contains another one whole', () => {
    const vault = createVault();
    vault.keep('abcd', 'part');
    const whole = vault.keep('xxabcdyy', 'whole');
    expect(vault.redact('xxabcdyy')).toBe(whole);
  });

  it('keeps its placeholders whole when a value looks like a piece of one', () => {
    const vault = createVault();
    const first = vault.keep('the-first-value-1', 'password');
    vault.keep('secret', 'weak');
    vault.keep('password', 'weaker');
    const clean = vault.redact('login the-first-value-1');
    expect(vault.reveal(clean)).toBe('login the-first-value-1');
    expect(vault.reveal(first)).toBe('the-first-value-1');
    expect(vault.reveal(vault.redact(vault.redact('login the-first-value-1')))).toBe(
      'login the-first-value-1',
    );
  });

  it('does not tear ordinary text apart for a value of three letters', () => {
    const vault = createVault();
    const placeholder = vault.keep('abc', 'short');
    expect(vault.redact('abcdef')).toBe('abcdef');
    expect(vault.reveal(placeholder)).toBe('abc');
  });

  it('is not fooled by something that only looks like a placeholder', () => {
    const vault = createVault();
    vault.keep('hidden-value-1', 'x');
    expect(vault.redact('~secret.hidden-value-1.0123456789~')).not.toContain('hidden-value-1');
  });

  it('leaves a placeholder that it does not know as it is', () => {
    expect(createVault().reveal('~secret.token.0123456789~')).toBe('~secret.token.0123456789~');
  });

  it('shows nothing of what it took, for any value and text', () => {
    const value = fc.string({ minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(value, fc.string(), fc.string(), (secret, before, after) => {
        const vault = createVault();
        vault.keep(secret, 'x');
        const clean = vault.redact(`${before}${secret}${after}`);
        expect(clean.replaceAll(/~secret[^~]*~/g, '~').includes(secret)).toBe(false);
      }),
    );
  });

  it('gives back what it took, for any text and any value that is spelled the same everywhere', () => {
    const value = fc.stringMatching(/^[\w.-]{6,40}$/);
    fc.assert(
      fc.property(value, fc.string(), fc.string(), (secret, before, after) => {
        const vault = createVault();
        vault.keep(secret, 'x');
        const text = `${before}${secret}${after}`;
        expect(vault.reveal(vault.redact(text))).toBe(text);
      }),
    );
  });
});
