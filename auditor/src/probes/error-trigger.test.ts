import { describe, expect, test } from 'vitest';
import { stackTrace as check } from '../checks/exposure/stack-trace.ts';
import { requestId as idCheck } from '../checks/logging/request-id.ts';
import { operationOf, rehearse, type Reply, type Serve, type Visit } from '../io/rehearsal.ts';
import { OBSERVERS } from '../observers/index.ts';
import { errorTrigger } from './error-trigger.ts';

const OPERATIONS = [
  operationOf('GET /api/me'),
  operationOf('POST /api/notes', {
    body: { contentType: 'application/json', example: { title: '{{text}}' } },
  }),
  operationOf('GET /api/notes/{noteId}'),
  operationOf('DELETE /api/notes/{noteId}', { destructive: true }),
];
const TRACE =
  'SyntaxError: Unexpected end\n    at JSON.parse (<anonymous>)\n    at read (/app/src/http.ts:20:9)';

/** A product with notes; `fail` makes its error answers. */
function product(fail: (status: number, visit: Visit) => Reply): {
  serve: Serve;
  notes: Map<string, unknown>;
} {
  const notes = new Map<string, unknown>();
  let count = 0;
  const serve = (visit: Visit): Reply => {
    const { method, path, body } = visit;
    const id = path.split('/')[3];
    if (path === '/api/me' && method === 'GET')
      return { body: { name: 'Ana' }, headers: { 'x-request-id': next() } };
    if (path === '/api/notes' && method === 'POST') {
      const json = parsed(body);
      if (json === undefined) return fail(400, visit);
      count += 1;
      notes.set(String(count), json);
      return { status: 201, body: { id: String(count) }, headers: { 'x-request-id': next() } };
    }
    if (id === undefined || !notes.has(id)) return fail(404, visit);
    if (method === 'DELETE') notes.delete(id);
    return { body: notes.get(id) ?? {}, headers: { 'x-request-id': next() } };
  };
  return { serve, notes };
}
let ids = 0;
const next = () => `req-${String((ids += 1))}`;
const clean = (status: number): Reply => ({
  status,
  body: { error: { code: 'bad_request', message: 'Not valid.' } },
  headers: { 'x-request-id': next() },
});

async function run(serve: Serve) {
  const rehearsed = await rehearse({
    probe: errorTrigger,
    observers: OBSERVERS,
    target: { consent: 'owner', identities: { ana: { tenant: 'acme', bearer: '${ANA}' } } },
    operations: OPERATIONS,
    serve,
  });
  const of = (kind: string) => ({
    evidence: rehearsed.evidence.filter((one) => one.kind === kind),
    missing: [],
  });
  expect(rehearsed.requests).toBeLessThanOrEqual(rehearsed.planned);
  return {
    ...rehearsed,
    trace: check.judge({ errors: of('response-error'), traces: of('response-trace') }),
    id: idCheck.judge({ answers: of('response-id') }),
  };
}

describe('the error-trigger probe, its observers and checks', () => {
  test('clean errors with ids', async () => {
    const { trace, id } = await run(product(clean).serve);
    expect([trace.status, id.status]).toEqual(['pass', 'pass']);
  });

  test('a stack trace for malformed JSON', async () => {
    const { trace } = await run(
      product((status) => (status === 400 ? { status: 500, body: { stack: TRACE } } : clean(status))).serve,
    );
    expect(trace.status).toBe('fail');
    expect(trace.findings[0]?.what).toContain('POST /api/notes answered 500 with a Node.js stack trace');
  });

  test('errors without an id', async () => {
    const { id } = await run(product((status) => ({ status, body: { error: 'no' } })).serve);
    expect(id.status).toBe('fail');
  });

  test('a product that takes everything shows no error', async () => {
    const { trace } = await run(() => ({ body: { ok: true } }));
    expect(trace.status).toBe('unproven');
  });

  test('what a lenient product created is removed', async () => {
    const { serve, notes } = product(clean);
    const { leftBehind } = await run(serve);
    expect(notes.size).toBe(0);
    expect(leftBehind).toEqual([]);
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
