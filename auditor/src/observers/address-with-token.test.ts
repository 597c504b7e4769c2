import { expect, test } from 'vitest';
import type { Exchange } from '../core/exchange.ts';
import { addressWithToken } from './address-with-token.ts';

const TOKEN = '~secret.ana-token.0123456789~';
const LINK = '~secret.signed-link.abcdef0123~';

function exchange(body: string, change: Partial<Exchange['request']> = {}, location?: string): Exchange {
  return {
    id: 'a#1',
    lane: 'a',
    as: 'ana',
    request: {
      method: 'GET',
      url: 'http://app.test/files',
      headers: { authorization: `Bearer ${TOKEN}` },
      ...change,
    },
    outcome: {
      kind: 'answer',
      status: 200,
      headers: location === undefined ? {} : { location },
      body,
      bytes: body.length,
      truncated: false,
      canaries: [],
    },
    startedMs: 0,
    durationMs: 0,
  };
}

test.each<[string, Exchange, number]>([
  ['a link with the own token', exchange(`{"url":"/raw/7?token=${TOKEN}"}`), 1],
  ['also where & is escaped', exchange(`<a href="/raw?id=7&amp;token=${TOKEN}">`), 1],
  ['a redirect with it', exchange('', {}, `/socket?access_token=${TOKEN}`), 1],
  ['its cookie', exchange(`{"url":"/raw?sid=${TOKEN}"}`, { headers: { cookie: `sid=${TOKEN}` } }), 1],
  ['a link signed for one file', exchange(`{"url":"/raw/7?token=${LINK}"}`), 0],
  ['the token outside an address', exchange(`{"token":"${TOKEN}"}`), 0],
  ['a form token', exchange(`{"url":"/go?csrf=${TOKEN}"}`, { headers: { cookie: `csrf=${TOKEN}` } }), 0],
  [
    'an echo of what was asked',
    exchange(`no route /x?token=${TOKEN}`, { url: `http://app.test/x?token=${TOKEN}` }),
    0,
  ],
])('%s', (_, seen, count) => {
  expect(addressWithToken.see({ exchange: seen, rawBody: '', operation: 'GET /files' })).toHaveLength(count);
});
