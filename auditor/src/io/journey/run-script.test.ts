import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../../core/exchange.ts';
import { JourneySchema, type Journey } from '../../core/journey.ts';
import { json } from '../fixtures/small-server.ts';
import { trialRun, type Trial } from '../fixtures/trial-run.ts';
import { createLane } from '../lane-runtime.ts';

/** The head of a picture is all that is looked at. */
const PNG = `Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from([0, 0, 1, 134, 0, 0, 3, 76]), Buffer.alloc(9)])`;
const SHOOT = `writeFileSync(process.env.LAUNCH_READY_OUTPUT + '/end.png', ${PNG});`;

async function trial(script: string, { within = '20s', line = 'script.mjs' } = {}): Promise<Trial> {
  const run = await trialRun({
    serve: ({ path }, response) => {
      if (path.startsWith('/api/v1/search'))
        return json(response, 200, { messages: [{ ID: '1', To: [{ Address: 'ana@shop.test' }] }] });
      json(response, 200, { Subject: 'Hello', Text: 'Open https://shop.test/v?token=abc123def', HTML: '' });
    },
    target: (origin) => ({
      app: 'http://shop.test',
      mail: { sink: origin },
      limits: { patience: '300ms' },
      journeys: { onboarding: { script: line, within } },
    }),
    allowCommands: true,
  });
  writeFileSync(join(run.folder, 'script.mjs'), `import { writeFileSync } from 'node:fs';\n${script}`);
  return run;
}

async function go({ live }: Trial): Promise<Journey> {
  const lane = createLane(live.world, 'journey/onboarding/mobile', new Map());
  const order = {
    journey: 'onboarding',
    device: 'mobile',
    address: 'ana@shop.test',
    pass: 'onboarding-mobile-1',
  } as const;
  const answer = answerOf(await lane.browse(order));
  return JourneySchema.parse(JSON.parse(answer?.body ?? 'null'));
}

function reporting(report: object): string {
  return `writeFileSync(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE, ${JSON.stringify(JSON.stringify(report))});`;
}

const PASSED = {
  config: { version: '1.65.1' },
  suites: [
    {
      specs: [
        {
          title: 'signs up',
          tests: [{ status: 'expected', results: [{ status: 'passed', duration: 5, attachments: [] }] }],
        },
      ],
    },
  ],
  errors: [],
};

describe.skipIf(process.platform === 'win32')('a script of the owner', () => {
  it('learns who signs up, where and in which window, and its last picture is kept', async () => {
    await using run = await trial(`${SHOOT}\nwriteFileSync('told.json', JSON.stringify(process.env));`);
    const journey = await go(run);
    expect(journey).toMatchObject({
      isScript: true,
      browser: 'your own script',
      steps: [{ what: 'run node "script.mjs"', state: 'done' }],
      end: { kind: 'finished' },
      shots: [{ file: 'onboarding-mobile-1.png', width: 390, height: 844 }],
    });
    expect(run.directory.has('onboarding-mobile-1.png')).toBe(true);
    const told: NodeJS.ProcessEnv = JSON.parse(readFileSync(join(run.folder, 'told.json'), 'utf8'));
    expect(told).toMatchObject({
      LAUNCH_READY_BASE_URL: 'http://shop.test',
      LAUNCH_READY_EMAIL: 'ana@shop.test',
      LAUNCH_READY_DEVICE: 'mobile',
      LAUNCH_READY_WIDTH: '390',
      LAUNCH_READY_HEIGHT: '844',
    });
    expect(told['LAUNCH_READY_PASSWORD']).toMatch(/^Lr7!/);
    expect(existsSync(told['LAUNCH_READY_OUTPUT'] ?? '/')).toBe(false);
    expect(run.directory.read('tape.jsonl')).not.toContain(told['LAUNCH_READY_PASSWORD']);
  });

  it('reads its mail one by one, wherever it arrives', async () => {
    await using run = await trial(`${SHOOT}
      const ask = (url) => fetch(url).then(async (answer) => [answer.status, await answer.json()]);
      const url = process.env.LAUNCH_READY_MAIL;
      writeFileSync('mails.json', JSON.stringify([await ask(url), await ask(url), await ask(new URL('/', url))]));`);
    expect((await go(run)).end).toEqual({ kind: 'finished' });
    expect(JSON.parse(readFileSync(join(run.folder, 'mails.json'), 'utf8'))).toMatchObject([
      [200, { subject: 'Hello', links: ['https://shop.test/v?token=abc123def'] }],
      [404, { because: expect.stringContaining('no mail came') }],
      [404, {}],
    ]);
  });

  it.each([
    ['ends well and shows nothing', 'console.log("all good");', /shows no picture/],
    ['ran no test', `${SHOOT}${reporting({ ...PASSED, suites: [] })}`, /ran no test/],
    [
      'fails after its tests passed',
      `${SHOOT}${reporting(PASSED)}process.exit(1);`,
      /every test passed.*ended with 1/,
    ],
    ['writes a report that is none', reporting({ total: 0 }), /shows no picture/],
  ])('proves nothing when it %s', async (_, script, because) => {
    await using run = await trial(script);
    expect((await go(run)).end).toMatchObject({ kind: 'open', because: expect.stringMatching(because) });
  });

  it('passes by its report and a picture', async () => {
    await using run = await trial(`${SHOOT}${reporting(PASSED)}`);
    expect(await go(run)).toMatchObject({
      browser: 'your own script, Playwright 1.65.1',
      steps: [{ what: 'signs up', state: 'done' }],
      end: { kind: 'finished' },
    });
  });

  it('is stuck when it ends badly, in its own last words', async () => {
    await using run = await trial(`console.error('nothing behind the button'); process.exit(3);`);
    expect((await go(run)).end).toMatchObject({
      kind: 'stuck',
      how: 'script-ended',
      because: 'it ended with 3: nothing behind the button',
    });
  });

  it('proves nothing when it does not end, and is ended', async () => {
    await using run = await trial(`${SHOOT}setInterval(() => undefined, 1000);`, { within: '500ms' });
    expect((await go(run)).end).toMatchObject({
      kind: 'open',
      because: expect.stringMatching(/was ended after/),
    });
  });

  it('asks for a report that can be read', async () => {
    await using run = await trial('', { line: 'true playwright test' });
    expect((await go(run)).end).toMatchObject({
      kind: 'open',
      because: expect.stringContaining('--reporter=json'),
    });
  });
});
