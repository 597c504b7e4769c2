import { describe, expect, test } from 'vitest';
import { ResponseCookie, type ResponseCookieData } from '../../evidence/response-cookie.ts';
import { CrossSiteWrite, type CrossSiteWriteData } from '../../evidence/response-cross-site.ts';
import { ResponseSession, type ResponseSessionData } from '../../evidence/response-session.ts';
import { gathered } from '../samples.ts';
import { crossSiteWrite } from './cross-site-write.ts';

const call = (status?: number) => ({
  exchange: 'csrf#1',
  line: `POST /notes as ana → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer within 15 s' } : { status }),
});
const refused: CrossSiteWriteData = {
  operation: 'POST /notes',
  identity: 'ana',
  variant: 'text',
  control: call(201),
  attack: call(403),
  effect: 'none',
  marks: [],
};
const made: CrossSiteWriteData = {
  ...refused,
  attack: call(201),
  effect: 'made',
  readBack: call(200),
  marks: ['lrqz'],
};
const cookie = (sameSite?: 'lax' | 'none'): ResponseCookieData => ({
  name: 'session',
  exchange: 'login#1',
  line: 'POST /login as ana → 200',
  https: true,
  host: 'app.test',
  httpOnly: true,
  secure: true,
  attributes: '',
  ...(sameSite === undefined ? {} : { sameSite }),
});
const byCookie: ResponseSessionData = { identity: 'ana', carriedBy: 'cookie', loggedIn: true };
const byHeader: ResponseSessionData = { ...byCookie, carriedBy: 'header' };

describe('csrf/cross-site-write', () => {
  test.each<[string, CrossSiteWriteData[], ResponseCookieData[], ResponseSessionData, string]>([
    ['let in', [made], [cookie('none')], byCookie, 'fail'],
    ['let in, no SameSite', [made], [cookie()], byCookie, 'fail'],
    ['kept back by browsers only', [made], [cookie('lax')], byCookie, 'pass'],
    ['let in, cookie never seen', [made], [], byCookie, 'unproven'],
    ['refused', [refused], [cookie('none')], byCookie, 'pass'],
    ['taken without effect', [{ ...refused, attack: call(200) }], [cookie('none')], byCookie, 'pass'],
    ['crashed', [{ ...refused, attack: call(500) }], [cookie('none')], byCookie, 'unproven'],
    ['no answer', [{ ...refused, attack: call() }], [cookie('none')], byCookie, 'unproven'],
    ['half asked: own change fails', [{ ...refused, control: call(403) }], [cookie()], byCookie, 'unproven'],
    ['half asked: unclear', [{ ...made, effect: 'unclear' }], [cookie()], byCookie, 'unproven'],
    ['never tried with the cookie', [], [cookie('lax')], byCookie, 'unproven'],
    ['a cookie that no identity uses', [], [cookie('lax')], byHeader, 'unproven'],
    ['no cookie at all', [], [], byHeader, 'pass'],
  ])('%s', (_name, attempts, cookies, session, status) => {
    const verdict = crossSiteWrite.judge({
      attempts: gathered(CrossSiteWrite, ...attempts),
      cookies: gathered(ResponseCookie, ...cookies),
      sessions: gathered(ResponseSession, session),
    });
    expect(verdict.status).toBe(status);
  });

  test('never asked', () => {
    const nothing = { evidence: [], missing: [] };
    expect(crossSiteWrite.judge({ attempts: nothing, cookies: nothing, sessions: nothing }).status).toBe(
      'unproven',
    );
  });
});
