import { describe, expect, it } from 'vitest';
import { CHECKS } from '../auditor/src/checks/index.ts';
import { PROFILES } from '../auditor/src/profiles/index.ts';
import { isDecided, placesOf } from './places.ts';

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

  it('has rows behind its red flags about several troubles at once', () => {
    const rows = new Set(profile.rows.map(({ id }) => id));
    const named = profile.redFlags.flatMap(({ together = [] }) => together.flat());
    expect(named.filter((id) => !rows.has(id))).toEqual([]);
  });
});
