import { describe, expect, it, test } from 'vitest';
import type { CheckResult, Scorecard } from '../core/scorecard.ts';
import { noPaint } from './paint.ts';
import { emptyInput, hostileInput, largeInput } from './fixtures/extremes.ts';
import { readyInput, sampleInput } from './fixtures/sample.ts';
import { budgetable, gateOf } from './gate.ts';
import { renderGate, renderGateJson, renderGateMarkdown } from './gate-text.ts';

const NONE = new Map<string, number>();
const sample = sampleInput.scorecard;
const ready: Scorecard = {
  ...readyInput.scorecard,
  gates: passing(readyInput.scorecard.gates),
  rows: passing(readyInput.scorecard.rows),
  steps: passing(readyInput.scorecard.steps),
};

function passing(places: Scorecard['rows']): Scorecard['rows'] {
  return places.map((place) => ({ ...place, status: 'pass' }));
}

function changed(scorecard: Scorecard, id: string, change: (check: CheckResult) => CheckResult): Scorecard {
  return { ...scorecard, checks: scorecard.checks.map((one) => (one.id === id ? change(one) : one)) };
}

const failing = sample.checks.find((one) => one.status === 'fail' && one.findings.length === 1);
const broken = failing ?? sample.checks[0];
const waivedUntil =
  (expired: boolean) =>
  (check: CheckResult): CheckResult => ({
    ...check,
    status: expired ? 'fail' : 'unproven',
    findings: check.findings.map((one) => ({
      ...one,
      waived: { owner: 'Mara Lind', reason: 'soon', expires: '2026-11-01', expired },
    })),
  });

describe('the gate', () => {
  test.each<[string, Scorecard, Scorecard | undefined, string]>([
    ['a ready product', ready, undefined, 'passes'],
    ['failures without a baseline', sample, undefined, 'fails'],
    ['failures that the baseline had', sample, sample, 'passes'],
    ['failures that a sound baseline had not', sample, ready, 'fails'],
    ['mended failures', ready, sample, 'passes'],
    ['a run that asked nothing', emptyInput.scorecard, undefined, 'not-proven'],
    ['a run that asked nothing, as before', emptyInput.scorecard, emptyInput.scorecard, 'not-proven'],
    ['a run that was cut short', { ...ready, run: { ...ready.run, complete: false } }, ready, 'not-proven'],
  ])('with %s', (_, scorecard, baseline, outcome) => {
    const gate = gateOf(scorecard, { budgets: NONE, ...(baseline === undefined ? {} : { baseline }) });
    expect(gate.outcome).toBe(outcome);
  });

  it('stops with a new failure only for the new one', () => {
    const before = changed(sample, broken?.id ?? '', (check) => ({ ...check, status: 'pass', findings: [] }));
    const { outcome, obstacles } = gateOf(sample, { budgets: NONE, baseline: before });
    expect(outcome).toBe('fails');
    const stopping = obstacles.filter((one) => one.tolerated === undefined);
    expect(stopping.map((one) => one.check)).toEqual([broken?.id]);
  });

  it('stops for what passed before and could not be decided now', () => {
    const placed = ready.rows.flatMap((row) => row.checks)[0] ?? '';
    const now = changed(ready, placed, (check) => ({
      ...check,
      status: 'unproven',
      because: 'nobody answered',
      decided: 0,
      undecided: [{ cell: 'c', because: 'nobody answered' }],
    }));
    expect(gateOf(now, { budgets: NONE, baseline: ready }).outcome).toBe('not-proven');
    expect(gateOf(now, { budgets: NONE, baseline: now }).outcome).toBe('passes');
  });

  it('lets a waived failure through until its day, and not after it, whatever the baseline had', () => {
    const id = broken?.id ?? '';
    const held = changed(sample, id, waivedUntil(false));
    const expired = changed(sample, id, waivedUntil(true));
    const before = changed(sample, id, (check) => ({ ...check, status: 'pass', findings: [] }));
    expect(gateOf(held, { budgets: NONE, baseline: before }).outcome).toBe('passes');
    expect(gateOf(held, { budgets: NONE, baseline: before }).waived).toHaveLength(1);
    expect(gateOf(expired, { budgets: NONE, baseline: expired }).outcome).toBe('fails');
  });

  it('says what is fixed, so that the baseline can shrink', () => {
    expect(gateOf(ready, { budgets: NONE, baseline: sample }).fixed.length).toBeGreaterThan(0);
    expect(gateOf(sample, { budgets: NONE, baseline: sample }).fixed).toEqual([]);
  });

  it('says when baseline and run are not the same question', () => {
    const other: Scorecard = { ...sample, profile: 'internal-ops' };
    expect(gateOf(sample, { budgets: NONE, baseline: other }).warnings).toHaveLength(1);
  });
});

describe('a budget', () => {
  const all = new Map(budgetable(sample).map((id) => [id, 1_000]));

  it('lets through what is within it in every place, and nothing that stands in none', () => {
    const { obstacles } = gateOf(sample, { budgets: all });
    for (const one of obstacles) expect(one.tolerated === undefined).toBe(one.places.length === 0);
  });

  it('is no budget once it is overdrawn', () => {
    const row = 'authorization';
    const count = gateOf(sample, { budgets: NONE }).obstacles.filter((one) =>
      one.places.includes(row),
    ).length;
    const tight = gateOf(sample, { budgets: new Map([...all, [row, count - 1]]) });
    const stopping = tight.obstacles.filter((one) => one.places.includes(row));
    expect(stopping.length).toBe(count);
    expect(stopping.every((one) => one.tolerated === undefined)).toBe(true);
  });
});

describe('the words of the gate', () => {
  const screen = { width: 80, paint: noPaint };

  it('never call an open gate ready', () => {
    const gate = gateOf(sample, { budgets: NONE, baseline: sample });
    expect(renderGate(gate, sample, screen)).toMatch(/gate is open\.\n.*says: Not ready/);
  });

  test.each([
    ['hostile', hostileInput.scorecard],
    ['large', largeInput.scorecard],
  ])('are short and inert for a %s run', (_, scorecard) => {
    const gate = gateOf(scorecard, { budgets: NONE });
    const printed = [renderGate(gate, scorecard, screen), renderGateMarkdown(gate, scorecard)];
    for (const text of printed) {
      expect(text.split('\n').length).toBeLessThan(400);
      expect(text.includes('\u202e') || text.includes('\u001b')).toBe(false);
    }
    expect(printed[1]).not.toContain('<script');
    expect(JSON.parse(renderGateJson(gate, scorecard))).toMatchObject({ schema: 1, outcome: 'fails' });
  });
});
