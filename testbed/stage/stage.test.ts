import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAuditor } from '../src/auditor-process.ts';
import { scorecardOf } from '../src/scorecard.ts';
import { startStage, type Stage } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-stage-'));
let stage: Stage;

beforeAll(async () => {
  stage = await startStage({ directory: join(folder, 'stage') });
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('is a sound launch as seen from outside: names, certificates, redirects, mail and cookies', async () => {
  const only = 'email,tls,web,dns,cookies';
  const args = ['audit', stage.targetFile, '--only', only, '--format', 'json', '--quiet'];
  const scorecard = scorecardOf(await runAuditor([...args, '--runs', join(folder, 'runs')], stage));
  const open = scorecard.checks.filter(({ status }) => status !== 'pass');
  expect(open.map(({ id, because }) => ({ id, because }))).toEqual([]);
  expect(scorecard.verdict).toBe('ready');
});

it('sends mail that receivers take for its own', () => {
  const results = /^Authentication-Results: (.*)$/m.exec(
    readFileSync(join(stage.directory, 'mail.eml'), 'latin1'),
  );
  expect(results?.[1]).toMatch(/spf=pass .*dkim=pass header\.d=chatbot\.test; dmarc=pass/);
});
