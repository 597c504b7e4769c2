import { describe, expect, test } from 'vitest';
import type { CheckResult, Scorecard } from '../core/scorecard.ts';
import { diffScorecards, fails, renderDiff, renderDiffJson, sinceRun } from './diff.ts';
import { finding, readyInput, sampleInput } from './fixtures/sample.ts';
import type { Change } from './outdated.ts';
import { noPaint } from './paint.ts';

const broken = finding({ check: 'cors/a', where: 'GET /', what: 'read', exhibits: [], cell: 'c' });
const open = { cell: 'c', because: 'timeout' };

function card(check?: Partial<CheckResult>): Scorecard {
  const result: CheckResult = {
    id: 'cors/a',
    title: 'A',
    status: 'pass',
    decided: 3,
    undecided: [],
    findings: [],
    ...check,
  };
  return { ...readyInput.scorecard, gates: [], rows: [], checks: check === undefined ? [] : [result] };
}

const before = card({ status: 'fail', findings: [broken] });

describe('a finding of the earlier run', () => {
  test.each([
    ['is fixed when all was asked again and held', card({}), 'fixed'],
    [
      'is fixed when its check fails on something else',
      card({ status: 'fail', findings: [{ ...broken, fingerprint: 'x' }] }),
      'fixed',
    ],
    ['is unchanged when it is still there', before, 'unchanged'],
    [
      'is stale when its check stayed open',
      card({ status: 'unproven', decided: 0, undecided: [open] }),
      'stale',
    ],
    ['is stale when a part stayed open', card({ status: 'fail', undecided: [open] }), 'stale'],
    ['is stale when its check decided nothing', card({ status: 'unproven', decided: 0 }), 'stale'],
    [
      'is stale when its check is said not to apply',
      card({ status: 'not-applicable', decided: 0, because: 'gone' }),
      'stale',
    ],
    ['is stale when its check was not run', card(), 'stale'],
  ] as const)('%s', (_, after, kind) => {
    const diff = diffScorecards(before, after);
    expect([diff.fixed.length, diff.unchanged.length, diff.stale.length]).toEqual(
      ['fixed', 'unchanged', 'stale'].map((one) => (one === kind ? 1 : 0)),
    );
  });
});

describe('a finding of the later run', () => {
  test('is new when it was not there', () => {
    expect(diffScorecards(card({}), before).new).toHaveLength(1);
  });

  test('is new when it was only advice or suspicion before', () => {
    const advice = card({ findings: [{ ...broken, level: 'advice' }] });
    const suspicion = card({ findings: [{ ...broken, certainty: 'probable' }] });
    expect(diffScorecards(advice, before).new).toHaveLength(1);
    expect(diffScorecards(suspicion, before).new).toHaveLength(1);
    expect(diffScorecards(before, advice)).toMatchObject({
      new: [],
      fixed: [],
      unchanged: [{ level: 'advice' }],
    });
  });
});

test('the same fingerprint at another check is another finding', () => {
  const other = card({ id: 'cors/b', status: 'fail', findings: [broken] });
  const diff = diffScorecards(before, other);
  expect([diff.new.length, diff.stale.length]).toEqual([1, 1]);
});

describe('evidence that is older than what it speaks of', () => {
  const moved: Change = {
    says: 'the repository has moved on',
    concerns: (check) => check.startsWith('cors/'),
  };
  const elsewhere: Change = { ...moved, concerns: (check) => check.startsWith('email/') };

  test('is said beside a finding that was not looked at again', () => {
    const because = (changes: readonly Change[]) => diffScorecards(before, card(), changes).stale[0]?.because;
    expect(because([moved])).toBe(
      'its check was not part of the run. Since then, the repository has moved on.',
    );
    expect(because([elsewhere])).toBe('its check was not part of the run.');
  });

  test('makes the findings of a run stale, and nothing fixed', () => {
    const now = sinceRun(before, [moved]);
    expect(now).toMatchObject({ new: [], fixed: [], unchanged: [], stale: [{ finding: broken }] });
    expect(renderDiff(now, { paint: noPaint, width: 200 })).toContain('0 new, 0 fixed, 0 unchanged, 1 stale');
    expect(sinceRun(before, [elsewhere])).toMatchObject({ stale: [], unchanged: [broken] });
    expect(sinceRun(before, [])).toMatchObject({ stale: [], unchanged: [broken], warnings: [] });
  });

  test('takes a ready back to not proven, with the rows that rest on it', () => {
    const { scorecard } = readyInput;
    const all: Change = { ...moved, concerns: () => true };
    const now = sinceRun(scorecard, [all]);
    expect([now.before.verdict, now.after.verdict]).toEqual(['ready', 'not-proven']);
    expect(now.places.length).toBeGreaterThan(0);
    for (const place of now.places) expect([place.before, place.after]).toEqual(['pass', 'unproven']);
    expect(sinceRun(scorecard, [elsewhere]).after.verdict).not.toBe('not-ready');
  });
});

test('warns when the runs are not alike', () => {
  const run = { ...before.run, target: 'https://other.example', complete: false };
  expect(diffScorecards(before, { ...before, run }).warnings).toEqual([
    'The runs differ in target: https://api.acme-assist.example, then https://other.example.',
    'The later run was cut short.',
  ]);
});

test('renders what became of the sample', () => {
  const diff = diffScorecards(sampleInput.scorecard, readyInput.scorecard);
  const text = renderDiff(diff, { paint: noPaint, width: 100 });
  expect(text).toContain('Not ready → Ready');
  expect(text).toContain('Tenant isolation: Failed → Passed');
  expect(text).toContain('0 new, 12 fixed, 0 unchanged, 0 stale');
  expect(JSON.parse(renderDiffJson(diff))).toMatchObject({ schema: 1, new: [], after: { verdict: 'ready' } });
});

describe('a waiver', () => {
  const waived = (expired: boolean) => ({
    owner: 'Mara',
    reason: 'behind the VPN',
    expires: '2026-12-31',
    expired,
  });
  const waivedCard = (expired = false) =>
    card({ status: expired ? 'fail' : 'unproven', findings: [{ ...broken, waived: waived(expired) }] });

  test('never makes a finding fixed', () => {
    const diff = diffScorecards(before, waivedCard());
    expect([diff.fixed, diff.unchanged].map((some) => some.length)).toEqual([0, 1]);
    const text = renderDiff(diff, { paint: noPaint, width: 200 });
    expect(text).toContain('waived by Mara until 2026-12-31');
    expect(text).toContain('1 of them waived');
  });

  test('that has expired makes it new again, and failing', () => {
    const diff = diffScorecards(waivedCard(), waivedCard(true));
    expect(diff.new.map(fails)).toEqual([true]);
  });

  test('of a new finding is no failure for a build server', () => {
    expect(diffScorecards(card({}), waivedCard()).new.map(fails)).toEqual([false]);
  });
});

test('an earlier run as the second one is said', () => {
  const { run } = before;
  const old = { ...before, run: { ...run, startedAt: '2020-01-01T00:00:00Z' } };
  expect(diffScorecards(before, old).warnings.join()).toContain('older');
  expect(diffScorecards(old, before).warnings.join()).not.toContain('older');
});
