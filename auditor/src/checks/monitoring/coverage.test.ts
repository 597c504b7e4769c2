import { describe, expect, test } from 'vitest';
import type { Monitor, MonitorReading } from '../../core/monitors.ts';
import { rehearse } from '../../io/rehearsal.ts';
import { monitorCoverage } from '../../probes/monitoring/monitor-coverage.ts';
import { coverage as check } from './coverage.ts';

const watching = (url: string, change: Partial<Monitor> = {}): Monitor => ({
  name: url,
  url,
  everyMs: 60_000,
  noticedAfterMs: 120_000,
  channels: ['email'],
  ...change,
});

const APP = 'https://app.example.com';
const ALL = ['/', '/api/login', '/api/health', '/api/chats/probe/messages', '/hooks/billing'];
const everything = ALL.map((path) => watching(APP + path));
const without = (path: string) => everything.filter(({ url }) => url !== APP + path);

async function judge(monitors: readonly Monitor[], unread: MonitorReading['unread'] = [], more: object = {}) {
  const { evidence, results, leftOut } = await rehearse({
    probe: monitorCoverage,
    target: {
      app: APP,
      identities: { ana: { login: { post: '/api/login', json: {}, token: '$.t' } } },
      chat: { send: 'POST /api/chats/{conversation}/messages', body: { q: '{{prompt}}' }, reply: '$.a' },
      webhooks: { in: [{ post: '/hooks/billing', dialect: 'stripe', secret: '${X}' }] },
      monitoring: { health: ['GET /api/health'] },
      network: { allow: ['app.example.com'] },
      ...more,
    },
    operations: [],
    monitors: { read: [{ files: ['gatus.yaml'], tool: 'Gatus', monitors: [...monitors] }], unread },
    serve: () => undefined,
  });
  const missing = results.flatMap(({ cell, result }) =>
    result.kind === 'undecided' ? [{ cell, because: result.because }] : [],
  );
  return { ...check.judge({ routes: { evidence, missing } }), leftOut };
}

describe('monitoring/coverage', () => {
  test('passes when all of them are watched and somebody is told', async () => {
    const verdict = await judge(everything);
    expect([verdict.status, verdict.decided]).toEqual(['pass', 5]);
  });

  test.each<[string, readonly Monitor[], string, string]>([
    ['nobody watches the chat', without(ALL[3] ?? ''), 'fail', 'No monitor watches the core chat'],
    [
      'a monitor tells nobody',
      [...without('/'), watching(`${APP}/`, { channels: [] })],
      'fail',
      'tells nobody',
    ],
    ['a monitor sleeps', [...without('/'), watching(`${APP}/`, { blind: 'it is paused' })], 'fail', 'paused'],
    [
      'a monitor is late',
      [...without('/'), watching(`${APP}/`, { noticedAfterMs: 900_000 })],
      'fail',
      '15 min',
    ],
    ['the login page stands for the login', [...without('/api/login'), watching(`${APP}/login`)], 'pass', ''],
    [
      'another path may stand for the chat',
      [...without(ALL[3] ?? ''), watching(`${APP}/api/health/chat`)],
      'unproven',
      'whether it stands for the core chat',
    ],
    ['they watch another product', [watching('https://other.example/')], 'unproven', 'other.example'],
  ])('%s', async (_name, monitors, status, words) => {
    const verdict = await judge(monitors);
    expect(verdict.status).toBe(status);
    expect(JSON.stringify(verdict)).toContain(words);
  });

  test('a file that cannot be read may hold the monitor that is missed', async () => {
    const verdict = await judge(without('/'), [{ file: 'kuma.json', because: 'it does not exist' }]);
    expect([verdict.status, verdict.undecided[0]?.because]).toEqual([
      'unproven',
      'kuma.json: it does not exist',
    ]);
  });

  test('once in five minutes is advice', async () => {
    const verdict = await judge([...without('/'), watching(`${APP}/`, { everyMs: 150_000 })]);
    expect([verdict.status, verdict.findings[0]?.what]).toEqual([
      'pass',
      'Gatus’s monitor “https://app.example.com/” (gatus.yaml) looks at the front page every 150 s; every minute is what the articles ask for.',
    ]);
  });

  test('what the product does not have need not be watched', async () => {
    const verdict = await judge(without('/hooks/billing'), [], {
      webhooks: undefined,
      absent: { webhooks: 'none received' },
    });
    expect([verdict.status, verdict.decided]).toEqual(['pass', 4]);
  });
});
