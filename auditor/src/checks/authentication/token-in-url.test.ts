import { describe, expect, test } from 'vitest';
import {
  AddressWithToken,
  TokenInUrl,
  type AddressWithTokenData,
  type TokenInUrlData,
} from '../../evidence/token-in-url.ts';
import { ana, answer, crashed, gathered, judgeOne, open, shut, unclear } from '../samples.ts';
import { tokenInUrl } from './token-in-url.ts';

const refused: TokenInUrlData = {
  operation: 'GET /me',
  person: ana,
  control: answer(200),
  none: shut(),
  tries: [
    { name: 'access_token', attempt: shut() },
    { name: 'token', attempt: shut() },
  ],
  controlAfter: answer(200),
};
const trying = (attempt: Partial<TokenInUrlData['tries'][number]>): Partial<TokenInUrlData> => ({
  tries: [...refused.tries, { name: 'key', attempt: open(), garbage: shut(), again: open(), ...attempt }],
});
const judge = (...data: TokenInUrlData[]) => judgeOne(tokenInUrl, 'tries', TokenInUrl, ...data);

describe('authentication/token-in-url', () => {
  test.each<[string, Partial<TokenInUrlData>, string]>([
    ['let in', trying({}), 'fail'],
    ['let in once only', trying({ again: shut() }), 'unproven'],
    ['refused', {}, 'pass'],
    ['crashed', trying({ attempt: unclear(crashed()) }), 'unproven'],
    ['a made-up one is let in too', trying({ garbage: open() }), 'unproven'],
    ['half asked: no made-up one', trying({ garbage: undefined }), 'unproven'],
    ['no name was tried', { tries: [] }, 'unproven'],
    ['the route is open to anyone', { none: open() }, 'unproven'],
    ['the credential is dead', { control: answer(401) }, 'unproven'],
    ['the credential died meanwhile', { controlAfter: answer(401) }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('an address that was handed out fails, whatever is taken', () => {
    const address: AddressWithTokenData = {
      where: 'GET /files',
      exchange: 'a#1',
      line: 'GET /files as ana → 200',
      parameter: 'token',
      place: 'body',
      excerpt: '?token=~secret.ana-token.0123456789~',
    };
    const tries = gathered(TokenInUrl, refused);
    expect(tokenInUrl.judge({ tries, addresses: gathered(AddressWithToken, address) }).status).toBe('fail');
  });
});
