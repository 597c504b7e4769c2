import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { bodyOf, smallServer } from '../fixtures/small-server.ts';
import { openChannels } from './channels.ts';
import { openInstruments } from './instruments.ts';
import { readState, writeState } from './state-file.ts';
import { createWatch, type Round } from './watch.ts';

/** A product, a receiver of alerts and a state file; each round is of a watch that was just started. */
async function stage(watch: object, statuses: readonly number[], receiving: readonly number[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-'));
  const asked: string[] = [];
  const alerts: string[] = [];
  const product = await smallServer((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push(`${request.headers.authorization ?? ''} ${body}`);
      response.writeHead(statuses[asked.length - 1] ?? 200).end('s3cret-of-the-answer');
    });
  });
  let received = 0;
  const receiver = await smallServer((request, response) => {
    void bodyOf(request).then((body) => {
      const status = receiving[received] ?? 204;
      received += 1;
      if (status < 300) alerts.push(`${request.url} ${body}`);
      response.writeHead(status).end();
    });
  });
  const target = TargetSchema.parse({
    schema: 1,
    product: 'Acme',
    api: product.origin,
    monitoring: {
      watch: { confirm: { failures: 2, of: 3, pause: '1ms' }, ...watch },
      alerts: { webhook: { url: '${HOOK}' } },
    },
  });
  const env = { HOOK: `${receiver.origin}/hook/s3cret`, KEY: 'key-of-the-monitor' };
  const spec = target.monitoring?.watch;
  if (spec === undefined) throw new Error('there is no watch');
  const state = join(folder, 'state.json');
  return {
    asked,
    alerts,
    state,
    async round(): Promise<Round> {
      const instruments = openInstruments(target, env, undefined);
      const channels = openChannels(target.monitoring?.alerts ?? {}, instruments);
      const monitor = createWatch({
        ...instruments,
        product: 'Acme',
        watch: spec,
        baseOf: () => product.origin,
        channels,
        sleep: () => Promise.resolve(),
        state: readState(state).state,
        keep: (kept) => (writeState(state, kept).ok ? undefined : 'full'),
      });
      const round = await monitor.round();
      await instruments.http.close();
      return round;
    },
    async [Symbol.asyncDispose]() {
      await product[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const LOGIN = {
  name: 'login',
  ask: 'POST /login',
  json: { password: '${KEY}' },
  headers: { authorization: 'Bearer ${KEY}' },
};

describe('a watch', () => {
  test('takes one failure among good answers for nothing', async () => {
    await using on = await stage({ routes: [LOGIN] }, [503, 200, 200]);
    expect(await on.round()).toMatchObject({ incidents: [], told: [] });
    expect([on.asked.length, on.alerts.length]).toEqual([3, 0]);
  });

  test('tells once of what is down, across restarts, and once when it is well again', async () => {
    await using on = await stage({ routes: [LOGIN] }, [503, 503, 503, 503, 200, 503, 200, 200, 200]);
    const down = await on.round();
    expect(down.told).toEqual([{ channel: 'webhook', kind: 'down' }]);
    expect(down.incidents[0]).toMatchObject({ name: 'login', state: 'is down' });
    expect((await on.round()).told).toEqual([]);
    // One good answer and one bad one say nothing yet; the third decides.
    expect((await on.round()).told).toEqual([{ channel: 'webhook', kind: 'up' }]);
    expect((await on.round()).told).toEqual([]);
    expect(on.alerts.map((one) => one.includes('"event":"down"'))).toEqual([true, false]);
  });

  test('tries again where nobody could be told', async () => {
    await using on = await stage({ routes: [LOGIN] }, Array(6).fill(500), [500, 204]);
    expect((await on.round()).told[0]?.because).toBe('the receiver answered 500');
    expect((await on.round()).told).toEqual([{ channel: 'webhook', kind: 'down' }]);
    expect((await on.round()).told).toEqual([]);
  });

  test('sends its secrets to the product and to nobody else', async () => {
    await using on = await stage(
      { routes: [LOGIN, { name: 'front', ask: 'GET /', contains: 'Welcome' }] },
      Array(8).fill(500),
    );
    const round = await on.round();
    expect(
      on.asked.some((one) => one === 'Bearer key-of-the-monitor {"password":"key-of-the-monitor"}'),
    ).toBe(true);
    const outside = on.alerts.map((one) => one.replace('/hook/s3cret ', '')).join() + JSON.stringify(round);
    expect(outside).not.toMatch(/s3cret|key-of-the-monitor/);
    expect(on.alerts).toHaveLength(1);
    expect(statSync(on.state).mode & 0o777).toBe(0o600);
  });

  test.each<[string, object, number, string]>([
    ['another status than the listed ones', { status: [401] }, 200, 'answered 200, expected 401'],
    ['an answer without its text', { contains: 'Welcome' }, 200, 'without the text'],
    ['an error', {}, 404, 'answered 404, expected below 400'],
  ])('%s is a failure', async (_name, more, status, words) => {
    await using on = await stage({ routes: [{ ...LOGIN, ...more }] }, Array(3).fill(status));
    expect((await on.round()).incidents[0]?.what).toContain(words);
  });

  test('says when a route has become slow, after enough rounds', async () => {
    await using on = await stage({ routes: [LOGIN], p95: '10ms' }, []);
    writeFileSync(
      on.state,
      JSON.stringify({ schema: 1, incidents: {}, recentMs: { login: Array(30).fill(900) } }),
    );
    expect((await on.round()).incidents[0]).toMatchObject({ name: 'login', state: 'is slow' });
  });

  test('begins anew with a damaged state file, and says so', async () => {
    await using on = await stage({ routes: [LOGIN] }, []);
    writeFileSync(on.state, '{');
    expect(readState(on.state).notice).toContain('begun anew');
  });
});
