import { describe, expect, test } from 'vitest';
import { DrillHealth, type DrillHealthData } from '../../evidence/drill.ts';
import { gathered } from '../samples.ts';
import { health as check } from './health.ts';
import { rehearse, operationOf, type Reply, type Serve } from '../../io/rehearsal.ts';
import { healthAnswer } from '../../probes/monitoring/health-answer.ts';

const WELL: Reply = { body: { status: 'ok' } };
const call = (status?: number) => ({
  exchange: `health#${status ?? 0}`,
  line: `GET /health as a monitor → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer within 15 s' } : { status }),
});
const read = (status?: number, body = '') => ({ operation: 'GET /health', call: call(status), body });
const truth: DrillHealthData = {
  part: 'database',
  isFelt: true,
  before: [read(200)],
  during: [read(503)],
  after: [read(200)],
};
const TRUE = gathered(DrillHealth, truth);
const APP: Reply = { body: '<!doctype html><html><div id="root">', headers: { 'content-type': 'text/html' } };

const at =
  (reply: Reply): Serve =>
  ({ path }) =>
    path === '/health' ? reply : undefined;

async function judge(serve: Serve, named = true, operations = [operationOf('GET /health')]) {
  const { evidence, leftOut } = await rehearse({
    probe: healthAnswer,
    target: named ? { monitoring: { health: ['GET /health'] } } : {},
    operations,
    serve,
  });
  return { ...check.judge({ answers: { evidence, missing: [] }, drills: TRUE }), leftOut };
}

describe('monitoring/health', () => {
  test.each<[string, Serve, string]>([
    ['says ok', at(WELL), 'pass'],
    ['says OK in plain text', at({ body: 'OK' }), 'pass'],
    ['is empty', at({ status: 204 }), 'pass'],
    [
      'is a page of its own, as Rails has it',
      at({ ...APP, body: '<!doctype html><body style="green">' }),
      'pass',
    ],
    ['is not there', () => undefined, 'fail'],
    ['wants credentials', at({ status: 401, body: { error: 'who?' } }), 'fail'],
    ['is what a single-page app serves for any path', () => APP, 'fail'],
    ['is what an API answers to everything', () => WELL, 'fail'],
    ['says down with 200', at({ body: { status: 'DOWN', db: 'ok' } }), 'fail'],
    ['says healthy: false with 200', at({ body: { healthy: false } }), 'fail'],
    [
      'shows a credential',
      at({ body: { status: 'ok', db: 'postgres://app:Zx81kLmQpR7w@db.internal:5432/app' } }),
      'fail',
    ],
    ['says that it is not well', at({ status: 503, body: { status: 'down' } }), 'unproven'],
    ['leads elsewhere', at({ status: 302, headers: { location: '/login' } }), 'unproven'],
    ['is throttled', at({ status: 429 }), 'unproven'],
    ['speaks of one part that is down', at({ body: { status: 'ok', cache: { status: 'down' } } }), 'pass'],
  ])('an endpoint that %s', async (_name, serve, status) => {
    expect((await judge(serve)).status).toBe(status);
  });

  test('what only sounds like one fails nobody', async () => {
    const verdict = await judge(at({ status: 401 }), false);
    expect([verdict.status, verdict.undecided[0]?.add]).toEqual([
      'unproven',
      'monitoring: { health: [GET /api/health] }',
    ]);
    expect((await judge(at(WELL), false)).status).toBe('pass');
  });

  test('without one, it says what to add', async () => {
    const verdict = await judge(at(WELL), false, [operationOf('GET /notes')]);
    expect([verdict.status, verdict.leftOut]).toEqual(['unproven', ['no health endpoint is known']]);
  });

  test.each<[string, Partial<DrillHealthData>, string]>([
    ['says no', {}, 'pass'],
    ['is silent', { during: [read()] }, 'pass'],
    ['says yes', { during: [read(200)] }, 'fail'],
    ['says no with 200', { during: [read(200, '{"status":"down"}')] }, 'fail'],
    ['says yes, and no customer notices', { isFelt: false, during: [read(200)] }, 'unproven'],
    ['was not well before', { before: [read(503)] }, 'unproven'],
    ['says yes without its model', { part: 'model', during: [read(200)] }, 'pass'],
  ])('an endpoint that %s while its database is away', async (_name, change, status) => {
    const { evidence } = await rehearse({
      probe: healthAnswer,
      target: { monitoring: { health: ['GET /health'] } },
      operations: [],
      serve: at(WELL),
    });
    const answers = { evidence, missing: [] };
    const drills = gathered(DrillHealth, { ...truth, ...change });
    expect(check.judge({ answers, drills }).status).toBe(status);
    expect(check.judge({ answers, drills: { evidence: [], missing: [] } }).status).toBe('unproven');
  });
});
