import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { findDovecot, openDovecot, type Dovecot } from '../fixtures/dovecot.ts';
import { bodyOf, json, listening, smallServer } from '../fixtures/small-server.ts';
import { configHash, readDrill, writeDrill } from './drill-file.ts';
import { drill, type DrillOptions } from './drill.ts';
import { openInstruments } from './instruments.ts';
import { openLocalSinks } from './local-sinks.ts';

const ROUTES = [
  { name: 'login', ask: 'POST /login', status: [401], json: {} },
  { name: 'chat', ask: 'GET /chat', contains: 'hello' },
];

const dovecot = findDovecot();

async function run(
  alerts: object,
  more: Partial<DrillOptions> = {},
  env: Record<string, string> = {},
  { network = {}, ca }: { readonly network?: object; readonly ca?: string } = {},
) {
  const target = TargetSchema.parse({
    schema: 1,
    network,
    api: 'http://127.0.0.1:9',
    monitoring: { watch: { routes: ROUTES }, alerts },
  });
  const { monitoring } = target;
  const watch = monitoring?.watch;
  if (monitoring === undefined || watch === undefined) throw new Error('there is no watch');
  const stages: string[] = [];
  const instruments = openInstruments(target, env, ca);
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

  test.skipIf(dovecot === undefined)('reads the alert in a mailbox that the file names', async () => {
    if (dovecot === undefined) return;
    await using mailbox = await openDovecot(dovecot);
    await using relay = await relayTo(mailbox);
    const reach = { network: { hosts: { 'mail.example.test': '127.0.0.1' } }, ca: mailbox.ca };
    const mail = {
      server: `smtp://127.0.0.1:${relay.port}`,
      from: 'monitor@example.test',
      to: ['oncall@example.test'],
      inbox: {
        mailbox: `imaps://mail.example.test:${mailbox.imaps}`,
        user: mailbox.user,
        password: '${MAILBOX}',
      },
    };
    const read = await run({ mail }, { patienceMs: 20_000 }, { MAILBOX: mailbox.password }, reach);
    expect(read.record.channels).toMatchObject([{ via: 'declared', proof: 'read' }]);
    expect(await mailbox.count()).toMatchObject({ read: 0 });

    // What cannot be opened proves neither that the alert arrived nor that it did not.
    const closed = await run({ mail }, { patienceMs: 20_000 }, { MAILBOX: 'another' }, reach);
    expect(closed.record.channels).toMatchObject([
      { proof: 'accepted', because: expect.stringContaining('refuses inbox@example.test or the password') },
    ]);
    const typed = { askCode: () => Promise.resolve('000000'), patienceMs: 20_000 };
    const asked = await run({ mail }, typed, { MAILBOX: 'another' }, reach);
    expect(asked.record.channels).toMatchObject([{ proof: 'none', because: 'another code was typed' }]);
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

/** A mail server that hands on what it takes. */
async function relayTo(mailbox: Dovecot) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const mail = Buffer.concat(chunks).toString('utf8');
        mailbox.deliver(mail).then(
          () => done(),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  const { port } = await listening(server.server);
  return {
    port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
