import { describe, expect, test } from 'vitest';
import { ResponseId, type ResponseIdData } from '../../evidence/response-id.ts';
import { judgeOne } from '../samples.ts';
import { requestId } from './request-id.ts';

let count = 0;
function answer(change: Partial<ResponseIdData> = {}): ResponseIdData {
  count += 1;
  return {
    operation: 'GET /api/me',
    exchange: `me#${count}`,
    line: 'GET /api/me as ana → 200',
    status: 200,
    where: 'x-request-id',
    id: `id-${count}`,
    ...change,
  };
}
function bare(status: number): ResponseIdData {
  const { where: _, id: __, ...rest } = answer({ status, line: `GET /api/me as ana → ${status}` });
  return rest;
}
const judge = (...data: ResponseIdData[]) => judgeOne(requestId, 'answers', ResponseId, ...data);

describe('logging/request-id', () => {
  test.each<[string, ResponseIdData[], string]>([
    ['let in: none has one', [bare(200), bare(404)], 'fail'],
    ['half: errors have none', [answer(), bare(500)], 'fail'],
    ['all the same', [answer({ id: 'static' }), answer({ id: 'static' })], 'fail'],
    ['refused: all have one', [answer(), answer({ status: 404 }), answer({ where: 'traceparent' })], 'pass'],
    ['never asked', [], 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judge(...data).status).toBe(status);
  });

  test('one finding for the whole API', () => {
    const { findings } = judge(answer(), bare(500), bare(404));
    expect(findings.map((one) => one.what)).toEqual([
      '2 of 3 sorts of API answers do not carry a request id, for example GET /api/me as ana → 500: its log line cannot be found.',
    ]);
  });
});
