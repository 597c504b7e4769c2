import { describe, expect, test } from 'vitest';
import { CorsAnswer, type CorsAnswerData, type Grant } from '../../evidence/cors-answer.ts';
import { judgeOne } from '../samples.ts';
import { originAllowList } from './origin-allow-list.ts';

const EVIL = 'https://stranger.test';
const call = (status?: number) => ({
  exchange: `cors#${status}`,
  line: `GET /api/me as ana → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer within 15 s' } : { status }),
});
const grant = (allowOrigin?: string, allowCredentials = false, status = 200): Grant => ({
  call: call(status),
  allowCredentials,
  ...(allowOrigin === undefined ? {} : { allowOrigin }),
});
const preflight = (allowOrigin: string, ...allowHeaders: string[]): Grant => ({
  ...grant(allowOrigin, false, 204),
  allowHeaders,
});

const withCookie: CorsAnswerData = {
  operation: 'GET /api/me',
  public: false,
  identity: 'ana',
  carries: 'cookie',
  trick: 'stranger',
  origin: EVIL,
  control: call(200),
  answer: grant(),
};
const withToken: CorsAnswerData = { ...withCookie, carries: 'header', credentialHeader: 'authorization' };
const judge = (...data: CorsAnswerData[]) => judgeOne(originAllowList, 'answers', CorsAnswer, ...data);

describe('cors/origin-allow-list', () => {
  test.each<[string, CorsAnswerData, string]>([
    ['let in: reflected with credentials', { ...withCookie, answer: grant(EVIL, true) }, 'fail'],
    [
      'let in: null with credentials',
      { ...withCookie, trick: 'null', origin: 'null', answer: grant('null', true) },
      'fail',
    ],
    ['let in: wildcard beside credentials', { ...withCookie, answer: grant('*', true) }, 'fail'],
    [
      'let in: wildcard for a token',
      { ...withToken, answer: grant('*'), preflight: preflight('*', 'authorization') },
      'fail',
    ],
    [
      'let in: reflected for a token',
      { ...withToken, answer: grant(EVIL), preflight: preflight(EVIL, 'content-type', 'authorization') },
      'fail',
    ],
    [
      'let in: wildcard for an API key',
      {
        ...withToken,
        credentialHeader: 'x-api-key',
        answer: grant('*'),
        preflight: preflight('*', '*'),
      },
      'fail',
    ],
    ['refused: no header', withCookie, 'pass'],
    ['refused: another origin', { ...withCookie, answer: grant('https://app.example.com', true) }, 'pass'],
    ['refused with 403', { ...withCookie, answer: grant(undefined, false, 403) }, 'pass'],
    ['wildcard without credentials for a cookie', { ...withCookie, answer: grant('*') }, 'pass'],
    [
      'wildcard, but the token may not be sent',
      { ...withToken, answer: grant('*'), preflight: preflight('*', '*') },
      'pass',
    ],
    [
      'wildcard, but the preflight refuses',
      { ...withToken, answer: grant('*'), preflight: preflight('https://app.example.com', 'authorization') },
      'pass',
    ],
    ['public', { ...withCookie, public: true, carries: 'nothing', answer: grant('*') }, 'pass'],
    ['any sub-domain', { ...withCookie, trick: 'sub-domain', answer: grant(EVIL, true) }, 'pass'],
    ['crashed', { ...withCookie, answer: grant(undefined, false, 500) }, 'unproven'],
    ['no answer', { ...withCookie, answer: { call: call(), allowCredentials: false } }, 'unproven'],
    ['half asked: the route does not work', { ...withCookie, control: call(401) }, 'unproven'],
    [
      'half asked: reflected, but the route does not work',
      { ...withCookie, control: call(401), answer: grant(EVIL, true) },
      'unproven',
    ],
    ['the own app is let in', { ...withCookie, trick: 'own-app', answer: grant(EVIL, true) }, 'pass'],
    ['the own app is not let in', { ...withCookie, trick: 'own-app' }, 'pass'],
  ])('%s', (_name, data, status) => {
    expect(judge(data).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('one finding for one policy', () => {
    const reflected = (operation: string, change: Partial<CorsAnswerData> = {}) => ({
      ...withCookie,
      operation,
      answer: grant(EVIL, true),
      ...change,
    });
    const { findings } = judge(
      reflected('GET /api/me'),
      reflected('GET /api/me', { trick: 'null', origin: 'null', answer: grant('null', true) }),
      reflected('GET /api/chats'),
      reflected('GET /api/files'),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]?.what).toMatch(/^GET \/api\/me \(and 2 more operations\) answers Origin:/);
    expect(findings[0]?.where).toBe('API');
  });

  test('the finding names the header that lets a stranger in', () => {
    const [finding] = judge({ ...withCookie, answer: grant(EVIL, true) }).findings;
    expect(finding?.what).toBe(
      `GET /api/me answers Origin: ${EVIL} with Access-Control-Allow-Origin: ${EVIL} and Access-Control-Allow-Credentials: true: any website may read it in a customer's browser, as that customer.`,
    );
    expect(finding?.exhibits.at(-1)?.marks).toEqual([EVIL]);
  });

  test('where a token carries the session, no more harm is told than there is', () => {
    const answer = { answer: grant('*'), preflight: preflight('*', 'authorization') };
    const [finding] = judge({ ...withToken, ...answer }).findings;
    expect(finding?.what).toMatch(/once it has a customer's token\. By itself the browser sends none/);
  });
});
