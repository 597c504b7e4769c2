import { describe, expect, it } from 'vitest';
import { CHECKS } from '../auditor/src/checks/index.ts';
import type { Check } from '../auditor/src/core/check.ts';
import type { Profile } from '../auditor/src/core/profile.ts';
import { score } from '../auditor/src/core/scorecard.ts';
import type { Status } from '../auditor/src/core/verdict.ts';
import { PROFILES } from '../auditor/src/profiles/index.ts';
import { isDecided, placesOf } from './places.ts';

/** The scorecard of a run in which each check came out as said; nothing said is a check that was never judged. */
function scored(profile: Profile, statusOf: (check: Check) => Status | undefined) {
  const judged = CHECKS.flatMap((check) => {
    const status = statusOf(check);
    const verdict = { decided: 1, undecided: [], findings: [] };
    return status === undefined ? [] : [{ check, verdict: { ...verdict, status } }];
  });
  const run = {
    id: 'run',
    version: '0',
    startedAt: '2026-11-30T09:00:00Z',
    complete: true,
    requests: 1,
    product: 'product',
    target: 'https://product.test',
    leftBehind: [],
    notes: [],
  };
  return score({ profile, judged, scope: [], absent: {}, run });
}

const IDS = new Set<string>(CHECKS.map((check) => check.id));

describe.each(PROFILES)('$id', (profile) => {
  const places = placesOf(profile);

  it('asks for gates, ten rows, six steps and five red flags', () => {
    const count = (kind: string) => places.filter((place) => place.kind === kind).length;
    expect(count('gate')).toBeGreaterThan(5);
    expect([count('row'), count('step'), count('red flag')]).toEqual([10, 6, 5]);
  });

  it.each(places)('has something that decides $kind $id', (place) => {
    expect(isDecided(place, CHECKS)).toBe(true);
  });

  it('has a check for every question of its gates and rows', () => {
    const asked = [...profile.gates, ...profile.rows].flatMap(({ id }) => profile.questions[id] ?? []);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(({ check }) => !IDS.has(check))).toEqual([]);
  });

  it.each(['pass', 'unproven', 'fail'] as const)(
    'is answered by its gates and rows alone: all %s',
    (status) => {
      const expected = { pass: 'ready', unproven: 'not-proven', fail: 'not-ready' } as const;
      expect(scored(profile, () => status).verdict).toBe(expected[status]);
    },
  );

  it.each([...profile.gates, ...profile.rows])('is held up by $id alone', ({ id }) => {
    const decidesIt = (check: Check) =>
      check.decides.some((one) => one.id === id && (one.kind === 'gate' || one.kind === 'row'));
    const withheld = scored(profile, (check) => (decidesIt(check) ? 'unproven' : 'pass'));
    expect(withheld.verdict).toBe('not-proven');
    const broken = scored(profile, (check) => (decidesIt(check) ? 'fail' : 'pass'));
    expect(broken.verdict).toBe('not-ready');
    const [first] = CHECKS.filter(decidesIt);
    const never = scored(profile, (check) => (check === first ? undefined : 'pass'));
    const asked = profile.questions[id]?.some(({ check }) => check === first?.id) ?? false;
    expect(asked && never.verdict !== 'not-proven').toBe(false);
  });

  it('has rows behind its red flags about several troubles at once', () => {
    const rows = new Set(profile.rows.map(({ id }) => id));
    const named = profile.redFlags.flatMap(({ together = [] }) => together.flat());
    expect(named.filter((id) => !rows.has(id))).toEqual([]);
  });
});
