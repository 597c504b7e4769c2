import { describe, expect, test } from 'vitest';
import { hostedKey, jwtClaims } from './hosted-key.ts';

const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
const key = (role: string) => `${part({ alg: 'HS256' })}.${part({ iss: 'supabase', role })}.c2lnbmF0dXJl`;

describe('keys of hosted backends', () => {
  test.each([
    [key('anon'), 'public'],
    [key('service_role'), 'service'],
    [key('supabase_admin'), 'service'],
    [key('authenticated'), 'unknown'],
    ['sb_publishable_abcdefghijklmnop', 'public'],
    ['sb_secret_abcdefghijklmnop', 'service'],
    ['AIzaSyA-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'public'],
    ['', 'unknown'],
    ['a.b.c', 'unknown'],
    [`${part({ alg: 'HS256' })}.${btoa('[]')}.x`, 'unknown'],
  ])('%s is %s', (value, kind) => {
    expect(hostedKey(value)).toBe(kind);
  });

  test('claims with characters of the URL alphabet are read', () => {
    const payload = btoa(JSON.stringify({ role: 'anon', note: '~~~???' }))
      .replaceAll('+', '-')
      .replaceAll('/', '_');
    expect(jwtClaims(`x.${payload}.y`)).toMatchObject({ role: 'anon' });
  });
});
