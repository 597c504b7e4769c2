import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

const ROOT = join(import.meta.dirname, '../..');

const Step = z.looseObject({
  id: z.string().optional(),
  uses: z.string().optional(),
  shell: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
});
const Action = z.looseObject({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({ using: z.literal('composite'), steps: z.array(Step) }),
});
const action = Action.parse(parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')));

/** Stands in for the auditor: notes what it was asked, and answers as the test wants. */
const STUB = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(process.env.STUB_LOG, JSON.stringify(args) + '\\n');
if (args[0] === 'gate') process.stdout.write('## The gate\\n');
if (args[0] === 'audit') {
  const out = args[args.indexOf('--out') + 1];
  mkdirSync(out, { recursive: true });
  writeFileSync(out + '/report.md', 'the report\\n');
  writeFileSync(out + '/scorecard.json', '{"verdict":"not-ready"}');
}
process.exitCode = Number(process.env['STUB_' + args[0].toUpperCase()] ?? 0);
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-action-'));
  mkdirSync(join(folder, 'action/auditor/bin'), { recursive: true });
  writeFileSync(join(folder, 'action/auditor/bin/launch-ready.js'), STUB);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Runs a step as GitHub's runner does: its script in bash, with what the runner sets. */
function runStep(id: string, env: Readonly<Record<string, string>>, actionPath = join(folder, 'action')) {
  const step = action.runs.steps.find((one) => one.id === id);
  const script = join(folder, `${id}.sh`);
  writeFileSync(script, step?.run ?? 'exit 99');
  return new Promise<Ran>((resolve) => {
    const child = execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', script],
      {
        cwd: folder,
        env: {
          PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
          GITHUB_ACTION_PATH: actionPath,
          GITHUB_OUTPUT: join(folder, 'output'),
          GITHUB_STEP_SUMMARY: join(folder, 'summary'),
          RUNNER_TEMP: join(folder, 'temp'),
          STUB_LOG: join(folder, 'log'),
          ...env,
        },
      },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const asked = () =>
  read('log')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
/** A session that the server of the last test takes. */
const ANA = 'a-session-of-nobody';
const AUDIT = { TARGET: 'my target.yaml', PROFILE: '', ONLY: '' };
const GATE = { BASELINE: 'baseline.json', BUDGET: '', REPORTS: '' };

describe('the GitHub action', () => {
  it('hands every input on through the environment, never into a script', () => {
    for (const { run, shell } of action.runs.steps) {
      expect(run ?? '').not.toContain('${{');
      expect(shell).toBe(run === undefined ? undefined : 'bash');
    }
    const used = JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name}`);
  });

  it('passes on what was asked for, in words of their own', async () => {
    await runStep('audit', { ...AUDIT, PROFILE: 'internal-ops', ONLY: 'cors limits/login' });
    const [args] = asked();
    expect(args).toEqual(expect.arrayContaining(['audit', 'my target.yaml', '--profile', 'internal-ops']));
    expect(args).toEqual(expect.arrayContaining(['--only', 'cors', 'limits/login']));
    expect(read('output')).toContain(`reports=${join(folder, 'temp')}/launch-ready`);
  });

  it.each([
    ['0', 0],
    ['1', 0],
    ['2', 0],
    ['64', 64],
    ['70', 70],
  ])('leaves an audit that ends with %s to the gate, unless there was none', async (given, code) => {
    expect((await runStep('audit', { ...AUDIT, STUB_AUDIT: given })).code).toBe(code);
  });

  it.each([0, 1, 2])('ends as the gate does, with %i, and writes the summary', async (code) => {
    await runStep('audit', AUDIT);
    const reports = join(folder, 'temp/launch-ready');
    const ran = await runStep('gate', { ...GATE, REPORTS: reports, STUB_GATE: String(code) });
    expect(ran.code).toBe(code);
    expect(read('summary')).toBe('## The gate\nthe report\n');
    expect(read('output')).toContain('verdict=not-ready');
    expect(asked()[1]).toEqual(['gate', 'latest', '--save', 'baseline.json', '--format', 'md']);
  });

  it('takes the baseline where there is one, and each budget', async () => {
    await runStep('audit', AUDIT);
    writeFileSync(join(folder, 'baseline.json'), '{}');
    await runStep('gate', {
      ...GATE,
      BUDGET: 'logging=2 cors=1',
      REPORTS: join(folder, 'temp/launch-ready'),
    });
    expect(asked()[1]).toEqual(
      'gate latest --baseline baseline.json --budget logging=2 cors=1 --save baseline.json --format md'.split(
        ' ',
      ),
    );
  });

  it('closes the gate for a real server that lets any website read along, and opens it once that is known', async () => {
    const server = createServer(({ headers }, response) => {
      if (headers.origin !== undefined) response.setHeader('access-control-allow-origin', headers.origin);
      response.setHeader('access-control-allow-credentials', 'true');
      response.writeHead(headers.cookie === `s=${ANA}` ? 200 : 401, { 'content-type': 'application/json' });
      response.end(headers.cookie === `s=${ANA}` ? '{"email":"ana@acme.test"}' : '{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    writeFileSync(join(folder, 'target.yaml'), targetFile(port));
    const reports = join(folder, 'temp/launch-ready');
    const audit = { ...AUDIT, TARGET: 'target.yaml', ONLY: 'cors', ANA };
    const audited = await runStep('audit', audit, ROOT);
    expect(audited).toMatchObject({ code: 0 });
    const sarif = Sarif.parse(JSON.parse(read('temp/launch-ready/report.sarif')));
    expect(sarif.runs[0]?.results).toContainEqual({ ruleId: 'cors/origin-allow-list', level: 'error' });

    const closed = await runStep('gate', { ...GATE, REPORTS: reports }, ROOT);
    expect(closed).toMatchObject({ code: 1, output: expect.stringContaining('The gate is closed') });
    expect(existsSync(join(folder, 'baseline.json'))).toBe(false);

    writeFileSync(join(folder, 'baseline.json'), read('temp/launch-ready/scorecard.json'));
    const open = await runStep('gate', { ...GATE, REPORTS: reports }, ROOT);
    expect(open).toMatchObject({ code: 0, output: expect.stringContaining('The gate is open') });
    expect(JSON.parse(read('baseline.json'))).not.toHaveProperty('exchanges');
    expect(read('summary')).toContain('Not ready');

    // What somebody promised to mend by a day that is over, no baseline lifts.
    writeFileSync(join(folder, 'target.yaml'), `${targetFile(port)}${WAIVER_OF_YESTERDAY}`);
    const again = await runStep('audit', audit, ROOT);
    server.close();
    expect(again).toMatchObject({ code: 0 });
    const late = await runStep('gate', { ...GATE, REPORTS: reports }, ROOT);
    expect(late).toMatchObject({ code: 1, output: expect.stringContaining('the owner of a test') });
  });
});

const Sarif = z.object({
  runs: z.array(z.object({ results: z.array(z.object({ ruleId: z.string(), level: z.string() })) })),
});

const WAIVER_OF_YESTERDAY = `waivers:
  - { check: cors/origin-allow-list, where: API, owner: the owner of a test, reason: it waits, expires: 2026-01-31 }
`;

function targetFile(port: number): string {
  return `schema: 1
profile: b2b-onboarding
api: http://127.0.0.1:${port}
consent: owner
whoami: { get: /api/me, user: $.email }
identities: { ana: { tenant: acme, role: admin, cookie: "s=\${ANA}" } }
routes: { list: [GET /api/me] }
`;
}
