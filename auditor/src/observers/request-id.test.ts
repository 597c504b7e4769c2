import { describe, expect, test } from 'vitest';
import type { Exchange } from '../core/exchange.ts';
import { requestId } from './request-id.ts';

function exchange(headers: Record<string, string>, body = '', method = 'GET', status = 404): Exchange {
  return {
    id: 'cell#1',
    lane: 'cell',
    as: 'ana',
    request: { method, url: 'http://api.test/api/me', headers: {} },
    outcome: {
      kind: 'answer',
      status,
      headers,
      body,
      bytes: body.length,
      truncated: false,
      canaries: [],
    },
    startedMs: 0,
    durationMs: 1,
  };
}
const see = (one: Exchange, operation: string | undefined = 'GET /api/me') =>
  requestId.see({ exchange: one, rawBody: '', ...(operation === undefined ? {} : { operation }) });

describe('request-id', () => {
  test.each([
    [{ 'x-request-id': 'a1b2' }, '', { where: 'x-request-id', id: 'a1b2' }],
    [{ traceparent: '00-4bf9-00f0-01' }, '', { where: 'traceparent', id: '00-4bf9-00f0-01' }],
    [{ 'cf-ray': '8f1-FRA' }, '', { where: 'cf-ray', id: '8f1-FRA' }],
    [{}, '{"error":{"requestId":"req_12345"}}', { where: '"requestId" in the body', id: 'req_12345' }],
    [{}, '{"trace_id": "abcdef012345"}', { where: '"trace_id" in the body', id: 'abcdef012345' }],
  ])('%j %s', (headers, body, found) => {
    expect(see(exchange(headers, body)).map((one) => one.draft.data)).toEqual([
      expect.objectContaining({ operation: 'GET /api/me', status: 404, ...found }),
    ]);
  });

  test.each([[{}], [{ 'x-request-id': '' }], [{ etag: 'abc' }]])('none in %j', (headers) => {
    const [seen] = see(exchange(headers, '{"id":"12345678"}'));
    expect(seen?.draft.data).not.toHaveProperty('where');
    expect(seen?.key).toBe('GET /api/me 404 none');
  });

  test('looks at the API only', () => {
    expect(requestId.see({ exchange: exchange({}), rawBody: '' })).toEqual([]);
    expect(see(exchange({}, '', 'OPTIONS'))).toEqual([]);
  });

  test.each([502, 503, 504])('does not ask a gateway for an id: %i', (status) => {
    expect(see(exchange({}, '{"error":"unavailable"}', 'POST', status))).toEqual([]);
  });

  test('does not ask for the id of a slash that was mended, and asks for that of other redirects', () => {
    expect(see(exchange({ location: '/api/me' }, '', 'GET', 308))).toEqual([]);
    expect(see(exchange({ location: '/login' }, '', 'GET', 302))).toHaveLength(1);
  });
});
