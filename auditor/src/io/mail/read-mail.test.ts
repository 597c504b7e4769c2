import { describe, expect, it } from 'vitest';
import { createVault } from '../vault.ts';
import { readMail } from './read-mail.ts';

function read(text: string, html = '') {
  const vault = createVault();
  const mail = readMail({ subject: 'Hello', text, html }, vault);
  return { ...mail, values: mail.tokens.map((one) => vault.reveal(one)), numbers: mail.codes.map((one) => vault.reveal(one)), shown: JSON.stringify(mail), path: vault.reveal(mail.link?.path ?? '') }; // prettier-ignore
}

describe('reading a mail', () => {
  it.each<[string, string, string]>([
    ['a query', 'Open https://a.test/reset?lang=en&token=tok12345.', 'tok12345'],
    ['an unnamed query', 'https://a.test/r?x=a1b2c3d4e5f6a7b8c9', 'a1b2c3d4e5f6a7b8c9'],
    ['a fragment', 'https://a.test/app#access_token=abc123def456', 'abc123def456'],
    ['a path', 'https://a.test/confirm/a1b2c3d4-e5f6-a7b8 now', 'a1b2c3d4-e5f6-a7b8'],
    ['among others', 'https://a.test/help/0123456789abcdefgh https://a.test/v?code=zzz999', 'zzz999'],
  ])('finds the secret in %s', (_, text, value) => {
    const { values, shown } = read(text);
    expect(values[0]).toBe(value);
    expect(shown).not.toContain(value);
  });

  it('reads HTML alone, with ampersands as HTML writes them', () => {
    const { values, path } = read('', '<a href="https://a.test/r?u=7&amp;token=tok12345">reset</a>');
    expect(values).toEqual(['tok12345']);
    expect(path).toBe('/r?u=7&token=tok12345');
  });

  it('finds a code, and takes no year for one where no code is spoken of', () => {
    expect(read('Your code is 482913.').numbers).toEqual(['482913']);
    expect(read('Copyright 2026').numbers).toEqual([]);
  });

  it('finds nothing in a mail that holds nothing', () => {
    expect(read('You already have an account: https://a.test/login')).toMatchObject({
      tokens: [],
      codes: [],
    });
  });
});
