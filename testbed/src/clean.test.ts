import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditChatbot, type Audited } from './audited.ts';
import { runAuditor } from './auditor-process.ts';
import { failedChecks } from './scorecard.ts';
import { searchSecrets } from './secret-search.ts';
import { readTape } from './tape.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-clean-'));
let audited: Audited;

beforeAll(async () => {
  audited = await auditChatbot({ directory: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('finds nothing wrong with the sound product', () => {
  expect(audited.scorecard.run.requests).toBeGreaterThan(50);
  expect(failedChecks(audited.scorecard)).toEqual([]);
  expect(audited.scorecard.run.complete).toBe(true);
  // Mail, domain and monitoring are not looked at here, so it may not say "ready" either.
  expect(audited.scorecard.verdict).toBe('not-proven');
  expect(audited.exit).toBe(2);
});

it('leaves nothing behind that the product lets one delete', () => {
  const { leftBehind } = audited.scorecard.run;
  expect(leftBehind.filter((one) => !one.includes('offers no way to delete'))).toEqual([]);
});

it('gives the same verdicts again from its tape alone', async () => {
  const { runDirectory, seeded, scorecard, exit } = audited;
  const again = await runAuditor(['replay', scorecard.run.id, '--runs', dirname(runDirectory), '-q'], seeded);
  expect(again.stdout).toContain('all the same');
  expect(again.exit).toBe(exit);
});

it('keeps no secret in its files, which only their owner may read', () => {
  const { files, leaks } = searchSecrets(audited.runDirectory, Object.values(audited.seeded.env));
  expect(files).toBeGreaterThan(4);
  expect(leaks).toEqual([]);
  expect(readTape(audited.runDirectory).some(({ request }) => 'authorization' in request.headers)).toBe(true);
  for (const name of readdirSync(audited.runDirectory)) {
    expect(statSync(join(audited.runDirectory, name)).mode & 0o077).toBe(0);
  }
});
