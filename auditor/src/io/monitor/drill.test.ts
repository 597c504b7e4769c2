import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { bodyOf, json, smallServer } from '../fixtures/small-server.ts';
import { configHash, readDrill, writeDrill } from './drill-file.ts';
import { drill, type DrillOptions } from './drill.ts';
import { openInstruments } from './instruments.ts';
import { openLocalSinks } from './local-sinks.ts';

const ROUTES = [
  { name: 'login', ask: 'POST /login', status: [401], json: {} },
  { name: 'chat', ask: 'GET /chat', contains: 'hello' },
];

async function run(alerts: object, more: Partial<DrillOptions> = {}, env: Record<string, string> = {}) {
  const target = TargetSchema.parse({
    schema: 1,
    api: 'http://127.0.0.1:9',
    monitoring: { watch: { routes: ROUTES }, alerts },
  });
  const { monitoring } = target;
  const watch = monitoring?.watch;
  if (monitoring === undefined || watch === undefined) throw new Error('there is no watch');
  const stages: string[] = [];
  const instruments = openInstruments(target, env, undefined);
  try {
    const result = await drill({
      ...instruments,
      product: 'Acme',
      monitoring: { ...monitoring, watch },
      via: 'declared',
      everyMs: 1,
      pauseMs: 1,
      patienceMs: 2_000,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
      stopped: () => false,
      onStage: (name) => void stages.push(name),
      ...more,
    });
    if (result.kind === 'failed') throw new Error(result.because);
    return { record: result.record, stages, monitoring };
  } finally {
    await instruments.http.close();
  }
}

describe('a drill', () => {
  test('follows the alert into sinks of its own', async () => {
    const { record, stages } = await run({}, { via: 'local' });
    expect(record.channels).toMatchObject([
      { channel: 'mail', via: 'local', proof: 'read' },
      { channel: 'webhook', via: 'local', proof: 'read' },
    ]);
    expect(record.recovered).toEqual(['mail', 'webhook']);
    // The file's minute and its two pauses of five seconds were cut to a moment.
    expect(record.shortenedMs).toBe(60_000 - 1 + 2 * (5_000 - 1));
    expect(stages.at(1)).toBe('the stand-in is broken');
  });

  test('reads the alert in the inbox that the file names', async () => {
    // Any mail server will do; the inbox is told by hand what arrived there.
    const sinks = await openLocalSinks();
    const server = sinks.alerts.mail?.server ?? '';
    let code = '';
    await using inbox = await smallServer((request, response) => {
      const list = request.url?.startsWith('/api/v1/search') === true;
      if (list) return json(response, 200, { messages: [{ ID: 'm', To: [{ Address: 'on@call.test' }] }] });
      return json(response, 200, { Subject: 'alert', Text: `code ${code}`, HTML: '' });
    });
    const mail = { server, from: 'm@call.test', to: ['on@call.test'], inbox: inbox.origin };
    const lost = await run({ mail }, { patienceMs: 50 });
    expect(lost.record.channels).toMatchObject([{ via: 'declared', proof: 'none' }]);
    // Every code there is.
    code = Array.from({ length: 900_000 }, (_, index) => index + 100_000).join(' ');
    const { record } = await run({ mail });
    expect(record.channels).toMatchObject([{ via: 'declared', proof: 'read' }]);
    await sinks.close();
  });

  test('believes whoever types the code of the alert', async () => {
    const bodies: string[] = [];
    await using receiver = await smallServer((request, response) => {
      void bodyOf(request).then((body) => {
        bodies.push(body);
        response.writeHead(200).end();
      });
    });
    const alerts = { webhook: { url: '${HOOK}', format: 'slack' } };
    const env = { HOOK: receiver.origin };
    const reads = () => Promise.resolve(/Drill code: (\d{6})/.exec(bodies.at(-1) ?? '')?.[1]);
    const proofs = [
      await run(alerts, { askCode: reads }, env),
      await run(alerts, { askCode: () => Promise.resolve('000000') }, env),
      await run(alerts, { askCode: () => Promise.resolve(undefined) }, env),
      await run(alerts, {}, env),
    ].map(({ record }) => record.channels[0]?.proof);
    expect(proofs).toEqual(['typed', 'none', 'none', 'accepted']);
  });

  test('sees that an alert cannot be sent', async () => {
    const { record, stages } = await run({ webhook: { url: 'http://127.0.0.1:9/alert' } });
    expect(record.channels[0]?.proof).toBe('none');
    expect(stages.join()).toContain('did not arrive');
  });
});

describe('the record of a drill', () => {
  test('is bound to its settings, and shows when it was changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'launch-ready-'));
    const file = join(folder, 'drill.json');
    const { record, monitoring } = await run({}, { via: 'local' });
    writeDrill(file, record);
    const read = readDrill(file);
    expect(read.ok && read.record.config).toBe(configHash(monitoring));
    const alerts = { webhook: { url: { template: '${OTHER}', env: ['OTHER'] }, format: 'json' as const } };
    expect(configHash({ ...monitoring, alerts })).not.toBe(configHash(monitoring));
    writeFileSync(file, readFileSync(file, 'utf8').replace('"local"', '"declared"'));
    expect(readDrill(file)).toEqual({ ok: false, because: 'it was changed after the drill' });
    rmSync(folder, { recursive: true });
  });
});
