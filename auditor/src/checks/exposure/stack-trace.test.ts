import { describe, expect, test } from 'vitest';
import { ResponseError, type ResponseErrorData } from '../../evidence/response-error.ts';
import { ResponseTrace, type ResponseTraceData } from '../../evidence/response-trace.ts';
import { gathered } from '../samples.ts';
import { stackTrace } from './stack-trace.ts';

const asked = (...statuses: (number | undefined)[]): ResponseErrorData => ({
  operation: 'POST /api/notes',
  identity: 'ana',
  tries: statuses.map((status) => ({
    variant: 'malformed-json',
    body: 'json',
    call: {
      exchange: 'error#1',
      line: 'POST /api/notes as ana',
      ...(status === undefined ? { because: 'connection reset' } : { status }),
    },
  })),
});
const trace = (status: number): ResponseTraceData => ({
  where: 'POST /api/notes',
  exchange: 'error#1',
  line: 'POST /api/notes as ana',
  status,
  what: 'a Node.js stack trace',
  excerpt: 'at parse (/app/server.js:10:3)',
});
const judge = (errors: ResponseErrorData[], traces: ResponseTraceData[] = []) =>
  stackTrace.judge({
    errors: gathered(ResponseError, ...errors),
    traces: gathered(ResponseTrace, ...traces),
  });

describe('exposure/stack-trace', () => {
  test.each<[string, ResponseErrorData[], ResponseTraceData[], string]>([
    ['let in: a trace in an error', [asked(500)], [trace(500)], 'fail'],
    ['a trace of another probe, nothing else asked', [], [trace(500)], 'fail'],
    ['refused: clean errors', [asked(400, 404)], [], 'pass'],
    ['crashed, but clean', [asked(500)], [], 'pass'],
    ['talk about a trace in a success', [asked(400)], [trace(200)], 'pass'],
    ['no answer', [asked(undefined)], [], 'unproven'],
    ['nothing made it fail', [asked(200, 200)], [], 'unproven'],
    ['half asked', [asked(400), asked(undefined)], [], 'unproven'],
    ['never asked', [], [], 'unproven'],
  ])('%s', (_name, errors, traces, status) => {
    expect(judge(errors, traces).status).toBe(status);
  });

  test('the finding quotes the trace', () => {
    const [finding] = judge([asked(500)], [trace(500)]).findings;
    expect(finding?.what).toBe(
      'POST /api/notes answered 500 with a Node.js stack trace: "at parse (/app/server.js:10:3)".',
    );
  });

  test('one finding for each sort, however many operations show it', () => {
    const { findings } = judge([], [trace(500), { ...trace(400), where: 'GET /api/notes/{id}' }, trace(200)]);
    expect(findings.map((one) => one.level)).toEqual(['fail', 'advice']);
    expect(findings[0]?.what).toMatch(/^POST \/api\/notes \(and 1 more operation\) answered 500/);
  });
});
