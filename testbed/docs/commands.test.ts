import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startChatbot, type ChatbotProcess } from '../src/chatbot-process.ts';
import { founderClient, linksIn } from '../src/founder-client.ts';
import { signUp, type Person } from '../src/people.ts';
import { createHarClient } from '../strangers/har-client.ts';
import { NOTES_ENV, notesTarget } from '../strangers/tiny/notes-target.ts';
import { startNotes, type Notes } from '../strangers/tiny/notes.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { blocksIn, commandsIn, type DocCommand } from './shell-lines.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TUTORIAL = 'docs/tutorial.md';
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'auditor/README.md',
  'chatbot/README.md',
  'testbed/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const pageOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const commands = PAGES.flatMap((file) => commandsIn(file, pageOf(file)));
const ours = commands.filter(({ text }) => ELSEWHERE[text] === undefined);
const once = (list: readonly DocCommand[]) => [...new Map(list.map((one) => [one.text, one])).values()];

const home = mkdtempSync(join(tmpdir(), 'launch-ready-docs-'));
/** The product of the tutorial, and a small one that leaks, in whose folder there are runs with findings. */
let chatbot: ChatbotProcess;
let notes: Notes;
let people: readonly Person[] = [];

beforeAll(async () => {
  mkdirSync(join(home, 'bin'));
  const command = join(home, 'bin', 'launch-ready');
  const program = join(ROOT, 'auditor/bin/launch-ready.js');
  writeFileSync(
    command,
    `#!/bin/sh\nexec "${process.execPath}" --conditions=launch-ready-source "${program}" "$@"\n`,
  );
  chmodSync(command, 0o755);
  chatbot = await startChatbot({ directory: join(home, 'chatbot') });
  notes = await startNotes({ to: 'strangers', answers: 'leaks' });
  const client = founderClient(chatbot.url, linksIn(chatbot.outbox));
  people = [
    await signUp(client, { name: 'cara', tenant: 'cyan', role: 'owner' }),
    await signUp(client, { name: 'dora', tenant: 'dune', role: 'owner' }),
  ];
});

afterAll(async () => {
  await notes.stop();
  await chatbot.stop();
  rmSync(home, { recursive: true, force: true });
});

/** The product of the tutorial by a name, which a look from outside needs. */
const NAMED = '<named>';

/** What stands for something else in a page, and what it is here. */
function meant(
  text: string,
  { run = '', finding = '' }: { readonly run?: string; readonly finding?: string } = {},
) {
  return (
    text
      .replace(/^npm run -s launch-ready -- |^npx launch-ready /, 'launch-ready ')
      // A name of nobody, and a resolver that is not there: nothing outside is asked.
      .replace(/^launch-ready check \S+/, `launch-ready check ${NAMED} --resolver 127.0.0.1:9`)
      // One that watches until Ctrl-C gets it; an alert goes nowhere but to this machine.
      .replace(/^launch-ready monitor$/, 'timeout --preserve-status -s INT 10 launch-ready monitor')
      .replace(/^launch-ready monitor drill$/, 'launch-ready monitor drill --local-sinks')
      .replaceAll(NAMED, `http://product.test/ --host product.test=${new URL(chatbot.url).host}`)
      .replaceAll(/http:\/\/(?:localhost|127\.0\.0\.1):3000/g, chatbot.url)
      .replaceAll(/<(?:run|before|first run|after)>/g, run)
      .replaceAll('<finding>', finding)
      .replaceAll(/ \[\w+\]/g, '')
  );
}

interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

function shell(command: string, folder: string): Promise<Said> {
  const passwords = people.map(({ name, password }) => [`${name.toUpperCase()}_PASSWORD`, password]);
  const env = {
    ...process.env,
    ...NOTES_ENV,
    ...Object.fromEntries(passwords),
    ANA_PASSWORD: '',
    BEA_PASSWORD: '',
    PATH: `${join(home, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    XDG_CONFIG_HOME: join(home, 'config'),
    GITHUB_STEP_SUMMARY: join(home, 'summary.md'),
  };
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-c', command],
      { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const exit = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1;
        resolve({ exit, stdout, stderr });
      },
    );
  });
}

/** A verdict is an answer, whatever it is; a usage error, a fault and a missing program are none. */
function expectWorked({ exit, stderr }: Said, { where, text }: DocCommand): void {
  const answers = /^launch-ready (?:audit|check|show|diff|replay|verify|handover)\b/.test(meant(text))
    ? [0, 1, 2]
    : [0];
  expect(answers, `${where}: ${text}\n${stderr}`).toContain(exit);
}

describe('the commands of the documentation', () => {
  it('were found', () => {
    expect(commands.length).toBeGreaterThan(25);
    const files = new Set(commands.map(({ where }) => where.replace(/:\d+$/, '')));
    for (const file of ['README.md', 'CONTRIBUTING.md', TUTORIAL, 'docs/ci.md'])
      expect(files).toContain(file);
  });

  it('are run elsewhere only if a page still shows them', () => {
    const shown = new Set(commands.map(({ text }) => text));
    expect(Object.keys(ELSEWHERE).filter((text) => !shown.has(text))).toEqual([]);
  });

  it('are commands that this test knows how to run', () => {
    const known = /^(?:launch-ready|timeout|curl|export|cat|sha256sum) /;
    expect(
      ours.filter(({ text }) => !known.test(meant(text))).map(({ where, text }) => `${where} ${text}`),
    ).toEqual([]);
  });
});

it('lead through the tutorial', { timeout: 600_000 }, async () => {
  const folder = join(home, 'tutorial');
  mkdirSync(folder);
  const file = join(folder, 'launch-ready.yaml');
  const steps = ours.filter(({ where }) => where.startsWith(TUTORIAL));
  expect(steps.map(({ text }) => text).join('\n')).toMatch(
    /--sign-up[^]*init --force\n.*--dry-run\n.*audit$/,
  );
  const links = linksIn(chatbot.outbox);
  const answers: string[] = [];
  for (const step of steps) {
    if (meant(step.text).endsWith('--force'))
      for (const name of ['ana', 'bea']) await fetch(links(`you+${name}@example.com`) ?? '');
    // What stands in the environment would go before the `.env` that init writes.
    const said = await shell(`unset ANA_PASSWORD BEA_PASSWORD; ${meant(step.text)}`, folder);
    expectWorked(said, step);
    answers.push(said.stdout);
  }
  expect(answers.join('\n')).toContain('ana, bea: all log in and are who the file says.');
  // The product is sound: what stays open is open, and nothing failed.
  const last = await shell('launch-ready show latest', folder);
  expect(last.stdout).toContain('NOT PROVEN');
  const [said = ''] = blocksIn(pageOf(TUTORIAL), 'yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^# tenancy: .*$/m, said));
  const more = await shell('launch-ready audit --dry-run', folder);
  expect(more.exit).toBe(0);
  // The bot is talked to.
  expect(more.stdout).toMatch(/, [1-9]\d* model tokens of/);
});

it('write a target file', { timeout: 300_000 }, async () => {
  const openapi = await (await fetch(`${chatbot.url}/api/openapi.json`)).text();
  const hars = await recordings();
  const inits = once(ours.filter(({ text }) => meant(text).startsWith('launch-ready init')));
  expect(inits.length).toBeGreaterThan(4);
  for (const [index, step] of inits.entries()) {
    const folder = join(home, `init-${index}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'openapi.json'), openapi);
    for (const [name, har] of hars) writeFileSync(join(folder, name), har);
    writeFileSync(join(folder, 'api.curl'), `curl -H 'X-Application-Id: acme-web' ${chatbot.url}/api/me\n`);
    // Alone it asks for the address, or takes it from the file that is there.
    const words = meant(step.text).replace(/ init( --force)?$/, ` init ${chatbot.url}$1`);
    expectWorked(await shell(words.replace('you+{name}', `you${index}+{name}`), folder), step);
    expect(readFileSync(join(folder, 'launch-ready.yaml'), 'utf8')).toContain('schema: 1');
  }
});

/** What two customers' browsers would have kept. */
async function recordings(): Promise<readonly (readonly [string, string])[]> {
  const { origin, port } = new URL(chatbot.url);
  const pairs = [
    ['ana.har', people[0]],
    ['bea.har', people[1]],
  ] as const;
  return Promise.all(
    pairs.map(async ([name, person]) => {
      const client = createHarClient({ origin, port: Number(port) });
      const headers = { authorization: `Bearer ${person?.token ?? ''}` };
      for (const path of ['/api/me', '/api/conversations']) await client.click({ path, headers });
      return [name, client.har()] as const;
    }),
  );
}

const ScorecardSchema = z.object({
  run: z.object({ id: z.string() }),
  checks: z.array(z.object({ findings: z.array(z.object({ fingerprint: z.string(), level: z.string() })) })),
});

const MONITORING = {
  watch: { every: '5s', routes: [{ name: 'token', ask: 'GET /csrf' }] },
  alerts: { mail: { server: 'smtp://127.0.0.1:9', from: 'alerts@example.com', to: ['you@example.com'] } },
};

it('work on a run', { timeout: 600_000 }, async () => {
  const folder = join(home, 'product');
  mkdirSync(folder);
  const patient = { limits: { timeout: '30s', patience: '30s' }, monitoring: MONITORING };
  writeFileSync(join(folder, 'launch-ready.yaml'), JSON.stringify({ ...notesTarget(notes), ...patient }));
  const steps = once(
    ours.filter(
      ({ where, text }) => !where.startsWith(TUTORIAL) && !meant(text).startsWith('launch-ready init'),
    ),
  );
  // What asks comes before what reads the answers.
  const isAudit = ({ text }: DocCommand) => meant(text).startsWith('launch-ready audit');
  for (const step of steps.filter(isAudit)) expectWorked(await shell(meant(step.text), folder), step);
  const { stdout } = await shell('launch-ready show latest --format json', folder);
  const { run, checks } = ScorecardSchema.parse(JSON.parse(stdout));
  const finding =
    checks.flatMap((one) => one.findings).find((one) => one.level === 'fail')?.fingerprint ?? '';
  expect(finding).not.toBe('');
  copyFileSync(join(folder, '.launch-ready/runs', run.id, 'SHA256SUMS'), join(folder, 'SHA256SUMS'));
  for (const step of steps.filter((one) => !isAudit(one)))
    expectWorked(await shell(meant(step.text, { run: run.id, finding }), folder), step);
});
