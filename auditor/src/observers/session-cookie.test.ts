import { describe, expect, test } from 'vitest';
import { sessionCookie } from './session-cookie.ts';

const see = (setCookie: string) =>
  sessionCookie.see({
    rawBody: '',
    exchange: {
      id: 'login#1',
      lane: 'login',
      as: 'ana',
      request: { method: 'POST', url: 'https://app.test/login', headers: {} },
      outcome: {
        kind: 'answer',
        status: 200,
        headers: { 'set-cookie': setCookie },
        body: '',
        bytes: 0,
        truncated: false,
        canaries: [],
      },
      startedMs: 0,
      durationMs: 1,
    },
  });

describe('session-cookie', () => {
  test.each([
    ['session=a; Path=/; HttpOnly; Secure; SameSite=Lax', { httpOnly: true, secure: true, sameSite: 'lax' }],
    ['connect.sid=s%3Aabc; path=/; httponly', { httpOnly: true, secure: false }],
    ['__Host-token=abc; SameSite=None; Secure', { httpOnly: false, secure: true, sameSite: 'none' }],
    ['payload-token=abc; HttpOnly=true; Secure = true; SameSite=Lax', { httpOnly: true, secure: true }],
    ['session=abc; Path=/httponly; Comment=secure', { httpOnly: false, secure: false }],
    ['PHPSESSID=abc', { httpOnly: false, secure: false }],
    ['sb-auth-token=abc; samesite=strict', { sameSite: 'strict' }],
  ])('%s', (line, expected) => {
    expect(see(line).map((one) => one.draft.data)).toEqual([expect.objectContaining(expected)]);
  });

  test.each([
    'csrf_token=abc; Path=/',
    'theme=dark',
    'session=; Max-Age=0',
    'session=x; expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ])('nothing in %s', (line) => {
    expect(see(line)).toEqual([]);
  });

  test('two in one answer, neither with its value', () => {
    const seen = see('session=secret-a; HttpOnly\nremember_token=secret-b');
    expect(seen).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain('secret-');
  });
});
