import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canaryFrom } from '../core/canary.ts';
import { harvestSecrets } from './secret-harvest.ts';

const values = (body: string, setCookie?: string) => harvestSecrets(body, setCookie).map((one) => one.value);

describe('harvesting secrets', () => {
  it.each([
    ['a token', '{"token":"a1b2c3d4e5f6g7"}', 'a1b2c3d4e5f6g7'],
    ['a key in camel case', '{ "apiKey" : "lr_live_0123456789ab" }', 'lr_live_0123456789ab'],
    ['a key with an underscore', '{"api_key":"lr_live_0123456789ab"}', 'lr_live_0123456789ab'],
    ['an escaped value', String.raw`{"secret":"a1b2\/c3d4\/e5f6g7"}`, 'a1b2/c3d4/e5f6g7'],
    [
      'a JWT anywhere',
      'x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln y',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    ],
    ['a form token', '<input type="hidden" name="csrfToken" value="0123abcd4567ef">', '0123abcd4567ef'],
  ])('finds %s', (_, body, secret) => {
    expect(values(body)).toContain(secret);
  });

  it('finds cookies, each of them', () => {
    expect(values('', 'sid=abcdefgh1234; Path=/; HttpOnly\ntheme=dark\nother=zyxwvuts')).toEqual([
      'abcdefgh1234',
      'zyxwvuts',
    ]);
  });

  it.each([
    ['a sentence', '{"password":"must have 12 characters"}'],
    ['a word', '{"tokenType":"application-bearer"}'],
    ['a number', '{"tokens":123456789012345}'],
    ['a placeholder', '{"token":"~secret.token.0123456789~"}'],
    ['a canary', `{"secret":"${canaryFrom(new Uint8Array(16).fill(7))}"}`],
    ['another field', '{"title":"a1b2c3d4e5f6g7"}'],
  ])('leaves %s alone', (_, body) => {
    expect(values(body)).toEqual([]);
  });

  // A pattern that walks back and forth would not be done before the test's time is up.
  it('never throws, and is done with a hostile body', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (body, cookie) => void harvestSecrets(body, cookie)));
    harvestSecrets(`{"token":"${String.raw`\\`.repeat(200_000)}`, undefined);
    expect(harvestSecrets('"a":'.repeat(120_000), undefined)).toEqual([]);
    harvestSecrets('<input name="token" '.repeat(25_000), undefined);
    harvestSecrets('eyJ'.repeat(170_000), undefined);
    harvestSecrets(`eyJ${'a'.repeat(250_000)}.${'a'.repeat(250_000)}`, undefined);
  });
});
