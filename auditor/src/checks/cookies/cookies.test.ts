import { describe, expect, test } from 'vitest';
import type { Check } from '../../core/check.ts';
import { ResponseCookie, type ResponseCookieData } from '../../evidence/response-cookie.ts';
import { ResponseSession, type ResponseSessionData } from '../../evidence/response-session.ts';
import { gathered } from '../samples.ts';
import { httpOnly } from './http-only.ts';
import { sameSite } from './same-site.ts';
import { secure } from './secure.ts';

const cookie = (change: Partial<ResponseCookieData> = {}): ResponseCookieData => ({
  name: 'session',
  exchange: 'login#1',
  line: 'POST https://app.test/login as ana → 200',
  https: true,
  host: 'app.test',
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  attributes: '',
  ...change,
});
function unset(): ResponseCookieData {
  const { sameSite: _, ...rest } = cookie();
  return rest;
}
const byCookie: ResponseSessionData = { identity: 'ana', carriedBy: 'cookie', loggedIn: true };
const byHeader: ResponseSessionData = { ...byCookie, carriedBy: 'header' };
const judge = (check: Check, cookies: ResponseCookieData[], sessions: ResponseSessionData[]) =>
  check.judge({
    cookies: gathered(ResponseCookie, ...cookies),
    sessions: gathered(ResponseSession, ...sessions),
  }).status;

describe('cookies', () => {
  test.each<[string, Check, ResponseCookieData]>([
    ['http-only', httpOnly, cookie({ httpOnly: false })],
    ['secure', secure, cookie({ secure: false })],
    ['same-site', sameSite, cookie({ sameSite: 'none' })],
  ])('%s', (_name, check, bad) => {
    expect(judge(check, [bad], [byCookie])).toBe('fail');
    expect(judge(check, [bad], [byHeader])).toBe('fail');
    expect(judge(check, [cookie()], [byCookie])).toBe('pass');
    expect(judge(check, [cookie(), bad], [byCookie])).toBe('fail');
    expect(judge(check, [], [byHeader])).toBe('pass');
    expect(judge(check, [], [byCookie])).toBe('unproven');
    expect(judge(check, [], [{ ...byCookie, loggedIn: false }])).toBe('unproven');
    expect(judge(check, [], [])).toBe('unproven');
  });

  test('on a developer’s machine a missing Secure decides nothing', () => {
    const local = cookie({ secure: false, https: false, host: '127.0.0.1' });
    expect(judge(secure, [local], [byCookie])).toBe('unproven');
    expect(judge(secure, [cookie({ secure: false, https: false })], [byCookie])).toBe('fail');
  });

  test('what is left out or read by design is advice', () => {
    expect(judge(sameSite, [unset()], [byCookie])).toBe('pass');
    expect(judge(httpOnly, [cookie({ name: 'sb-abc-auth-token', httpOnly: false })], [byCookie])).toBe(
      'pass',
    );
  });
});
