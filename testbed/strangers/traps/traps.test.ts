import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditTraps, type AuditedTraps } from '../../src/audited-traps.ts';
import { naiveAlarms } from '../../src/bench/naive-alarms.ts';
import { failedChecks } from '../../src/scorecard.ts';
import { TRAPS } from './traps.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-traps-'));
let audited: AuditedTraps;

beforeAll(async () => {
  audited = await auditTraps(folder);
}, 900_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Checks about access that have to come to a verdict here: an auditor that decides nothing raises no alarm either. */
const DECIDED = [
  'authorization/read-object',
  'authorization/write-object',
  'authorization/delete-object',
  'authorization/list',
  'authorization/mass-assignment',
  'authorization/role-change',
  'authentication/no-credentials',
];

describe('a product full of things that look broken and are not', () => {
  it('has at least twenty traps', () => {
    expect(new Set(TRAPS.map(({ id }) => id)).size).toBeGreaterThanOrEqual(20);
  });

  it('raises no alarm', () => {
    expect(failedChecks(audited.scorecard)).toEqual([]);
  });

  it('has every trap walked into', () => {
    expect(audited.untouched).toEqual([]);
  });

  it('is left as it was found', () => {
    expect(audited.scorecard.run.leftBehind).toEqual([]);
    expect(audited.rows).toBe(0);
  });

  it.each(DECIDED)('has questions of %s decided', (id) => {
    const check = audited.scorecard.checks.find((one) => one.id === id);
    expect(check?.decided).toBeGreaterThan(0);
  });

  it('has simple rules cry wolf where the auditor does not', () => {
    const alarms = naiveAlarms([audited]);
    expect(alarms['statusOnly']?.checks).toBeGreaterThan(0);
    expect(alarms['launchReady']).toMatchObject({ attempts: 0, checks: 0 });
  });
});
