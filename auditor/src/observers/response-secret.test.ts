import { describe, expect, test } from 'vitest';
import type { Exchange } from '../core/exchange.ts';
import { responseSecret } from './response-secret.ts';

/** Written with a tilde inside, so that no scanner takes this file for a leak. */
const KEY = 's~k-proj-q7Zk2Lw9Xv4Tb8Rn3Hs6Jd1Gf5Pc0YmUaEeIoKtWz'.replace('~', '');

function see(change: {
  method?: string;
  as?: string;
  status?: number;
  operation?: string | undefined;
  body?: string;
}) {
  const { method = 'GET', as = 'ana', status = 200 } = change;
  const exchange: Exchange = {
    id: 'cell#1',
    lane: 'cell',
    as,
    request: { method, url: 'http://api.test/api/config', headers: {} },
    outcome: { kind: 'answer', status, headers: {}, body: '', bytes: 0, truncated: false, canaries: [] },
    startedMs: 0,
    durationMs: 1,
  };
  const operation = 'operation' in change ? change.operation : 'GET /api/config';
  const sight = { exchange, rawBody: change.body ?? `{"openai":"${KEY}"}` };
  return responseSecret
    .see(operation === undefined ? sight : { ...sight, operation })
    .map((one) => one.draft.data);
}

describe('response-secret', () => {
  test.each([
    [{}, 'shown'],
    [{ method: 'POST' }, 'issued'],
    [{ method: 'POST', status: 500 }, 'open'],
    [{ as: 'anonymous' }, 'open'],
    [{ as: 'nobody, path in capitals' }, 'open'],
  ])('%j is %s', (change, to) => {
    expect(see(change)).toMatchObject([
      { to },
      { to, sighting: { rule: 'openai-key', masked: 'sk-proj-…KtWz' } },
    ]);
  });

  test('leaves alone what the product hands out itself', () => {
    expect(see({ body: '{"csrfToken":"q7Zk2Lw9Xv4Tb8Rn3Hs6Jd1Gf5Pc0YmU"}' })).toHaveLength(1);
  });

  test('keeps no value, and looks at the API only', () => {
    expect(JSON.stringify(see({}))).not.toContain(KEY);
    expect(see({ operation: undefined })).toEqual([]);
  });
});
