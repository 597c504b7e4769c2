import { describe, expect, it } from 'vitest';
import { PROFILE_IDS } from '../core/profile.ts';
import { PROFILES, profileById } from './index.ts';

/** Which articles have which gate. One line per gate, letters of the profiles. */
const GATES = {
  authentication: 'BMHIC',
  authorization: 'BMHIC',
  secrets: 'BMHIC',
  'email-auth': 'BMHIC',
  monitoring: 'BMHIC',
  latency: 'BMHIC',
  'tls-redirects': 'BMHC',
  'rate-limits': 'BHC',
  cors: 'H',
  'access-logged': 'B',
  'chat-safety': 'B',
  onboarding: 'BM',
  degradation: 'I',
  'chat-latency': 'C',
  handover: 'H',
  'ticket-load': 'M',
};

/** Which scorecards have which row. */
const ROWS = {
  authentication: 'BMHIC',
  authorization: 'BMHIC',
  secrets: 'BMHIC',
  'rate-limits': 'BMHIC',
  'input-validation': 'BMIC',
  cors: 'BMHIC',
  webhooks: 'H',
  'email-auth': 'BMHIC',
  'tls-redirects': 'B',
  monitoring: 'BMHIC',
  logging: 'BMHIC',
  deployment: 'MHIC',
};

describe('the profiles', () => {
  it('are the five that the language knows, in its order', () => {
    expect(PROFILES.map((profile) => profile.id)).toEqual(PROFILE_IDS);
    expect(PROFILES.map((profile) => profile.letter).join('')).toBe('BMHIC');
    for (const id of PROFILE_IDS) expect(profileById(id).id).toBe(id);
  });

  it.each(Object.entries(GATES))('gate %s stands in %s', (id, letters) => {
    expect(having('gates', id)).toBe(letters);
  });

  it.each(Object.entries(ROWS))('row %s stands in %s', (id, letters) => {
    expect(having('rows', id)).toBe(letters);
  });

  it('lift mail for communities only, and nothing else', () => {
    const lifted = PROFILES.flatMap(({ letter, gates }) =>
      gates.flatMap((gate) => (gate.unless === undefined ? [] : [`${letter} ${gate.id} ${gate.unless}`])),
    );
    expect(lifted).toEqual(['C email-auth mail']);
  });
});

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (_, profile) => {
  it('has ten rows, six steps and five red flags, numbered with its letter', () => {
    expect(profile.rows).toHaveLength(10);
    expect(profile.steps.map((step) => step.id)).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => `${profile.letter}${number}`),
    );
    expect(profile.redFlags.map((flag) => flag.id)).toEqual(
      [1, 2, 3, 4, 5].map((number) => `${profile.letter}-flag-${number}`),
    );
  });

  it('has only gates and rows of the tables above, each once', () => {
    const gates = profile.gates.map((gate) => gate.id);
    const rows = profile.rows.map((row) => row.id);
    expect(gates.filter((id) => !Object.hasOwn(GATES, id))).toEqual([]);
    expect(rows.filter((id) => !Object.hasOwn(ROWS, id))).toEqual([]);
    expect(new Set(gates).size).toBe(gates.length);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('says something everywhere', () => {
    const texts = [profile.gates, profile.rows, profile.steps, profile.redFlags]
      .flat()
      .flatMap((part) => Object.entries<unknown>({ ...part }))
      .flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : []));
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter(([, text]) => text === '' || text !== text.trim())).toEqual([]);
  });

  it('keeps the bounds that all five share', () => {
    expect(profile.thresholds).toMatchObject({ p95Ms: 500, alertMinutes: 5, rollbackMinutes: 15 });
    expect(profile.thresholds.burst).toBeGreaterThanOrEqual(20);
  });
});

function having(part: 'gates' | 'rows', id: string): string {
  return PROFILES.filter((profile) => profile[part].some((one) => one.id === id))
    .map((profile) => profile.letter)
    .join('');
}
