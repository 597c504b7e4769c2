import { describe, expect, it, test } from 'vitest';
import { PROFILES, profileById } from '../../profiles/index.ts';
import { emptyInput, hostileInput, largeInput } from '../fixtures/extremes.ts';
import { readyInput, sampleInput } from '../fixtures/sample.ts';
import { adviceOf } from './advice.ts';
import { costOf } from './cost.ts';
import { fittingProfiles } from './fit.ts';
import { planCalendar } from './plan-calendar.ts';
import { planHtml } from './plan-html.ts';
import { planMarkdown } from './plan-markdown.ts';
import { planLaunch } from './plan.ts';
import { questionnaireFile, questionsFor } from './questionnaire.ts';
import { riskOf } from './risk.ts';
import { standingOfAnswers, standingOfRun, type Answer } from './standing.ts';

const ALONE = { people: 1, hoursPerDay: 8 };
const b2b = profileById('b2b-onboarding');

/** Answers every question of a profile's places alike, but for some. */
function answers(all: Answer, change: Readonly<Record<string, Answer>> = {}) {
  const places = [...b2b.gates, ...b2b.rows].map(({ id }) => [id, all] as const);
  return standingOfAnswers(b2b, { ...Object.fromEntries(places), ...change });
}

describe('the plan', () => {
  const plan = planLaunch(sampleInput, ALONE);

  it('adds up: tasks, deliverables and hours are the same minutes', () => {
    const tasks = plan.tasks.reduce((sum, task) => sum + task.minutes, 0);
    const delivered = plan.deliverables.reduce((sum, one) => sum + one.minutes, 0);
    const slots = plan.slots.reduce((sum, slot) => sum + slot.endMinute - slot.startMinute, 0);
    expect([tasks, delivered, slots]).toEqual([plan.minutes, plan.minutes, plan.minutes]);
  });

  it('mends each failure, finds out what is open, audits again and hands over', () => {
    const failed = sampleInput.scorecard.checks.filter((one) => one.status === 'fail');
    expect(plan.tasks.filter((task) => task.kind === 'fix')).toHaveLength(failed.length);
    expect(plan.tasks.some((task) => task.kind === 'find-out')).toBe(true);
    expect(plan.tasks.slice(-2).map((task) => task.id)).toEqual(['verify', 'hand over']);
    expect(plan.slots.at(-1)?.task).toBe('hand over');
  });

  it('says which access its tasks need', () => {
    const needed = plan.access.filter((one) => one.needed).map((one) => one.what);
    expect(needed).toContain('Source repository, with the right to merge');
    expect(needed).not.toContain('Mail provider');
  });

  it.each([
    ['nothing asked', emptyInput],
    ['nothing wrong', readyInput],
    ['two thousand findings', largeInput],
  ])('makes sense for %s', (_, input) => {
    const extreme = planLaunch(input, { people: 2, hoursPerDay: 8 });
    expect(extreme.tasks.length).toBeGreaterThan(1);
    expect(extreme.tasks.length).toBeLessThan(200);
    expect(planMarkdown(extreme)).toContain('## Before hour 0: access');
    expect(planHtml(extreme)).toContain('<svg');
  });

  it('promises answers alone where nothing failed, and says what the hours do not count', () => {
    const checks = sampleInput.scorecard.checks.map((one) => ({
      ...one,
      status: 'unproven' as const,
      findings: [],
      undecided: [{ cell: one.id, because: `nobody answered ${one.id}` }],
    }));
    const open = planLaunch({ ...sampleInput, scorecard: { ...sampleInput.scorecard, checks } }, ALONE);
    const text = planMarkdown(open);
    expect(open.tasks.some((task) => task.kind === 'fix')).toBe(false);
    expect(text).not.toContain('every proven failure mended');
    expect(text).toContain('What the open questions bring to light comes on top.');
    expect(open.tasks.reduce((sum, task) => sum + task.minutes, 0)).toBe(open.minutes);
    expect(planMarkdown(planLaunch(largeInput, ALONE))).toContain('with 2,000 findings');
    expect(planMarkdown(planLaunch(readyInput, ALONE))).not.toContain('comes on top');
  });

  it('runs nothing that a hostile product wrote', () => {
    const hostile = planLaunch(hostileInput, ALONE);
    expect(planHtml(hostile)).not.toContain('<script');
    expect(planMarkdown(hostile)).not.toContain('\u202e');
    expect(planCalendar(hostile, 0)).not.toContain('\u202e');
  });

  it('is a calendar that calendars read', () => {
    const file = planCalendar(plan, Date.parse('2026-12-01T09:00:00Z'));
    expect(file.split('\r\n').filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(plan.slots.length);
    expect(file).toContain('DTSTART:20261201T090000Z');
    for (const line of file.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });
});

describe('the risk', () => {
  test.each([
    ['nothing is against it', answers('yes'), 0, 'low'],
    ['one customer can read another’s data', answers('yes', { authorization: 'no' }), 90, 'critical'],
    ['one gate fails', answers('yes', { latency: 'no' }), 70, 'critical'],
    ['one row fails', answers('yes', { 'input-validation': 'no' }), 40, 'high'],
    ['one gate is open', answers('yes', { latency: 'unknown' }), 35, 'moderate'],
    ['one row is open', answers('yes', { 'input-validation': 'unknown' }), 20, 'moderate'],
  ])('when %s is at least its floor', (_, standing, least, level) => {
    const risk = riskOf(standing);
    expect(risk.score).toBeGreaterThanOrEqual(least);
    expect(risk.level).toBe(level);
  });

  it('is the whole when everything fails', () => {
    expect(riskOf(answers('no')).score).toBe(100);
  });

  it('is never low for a run that failed', () => {
    expect(riskOf(standingOfRun(sampleInput.scorecard)).score).toBeGreaterThanOrEqual(40);
  });
});

describe('advice', () => {
  const internal = profileById('internal-ops');
  const market = profileById('marketplace-onboarding');
  const told = (profile: typeof b2b, no: readonly string[]) =>
    standingOfAnswers(
      profile,
      Object.fromEntries(
        [...profile.gates, ...profile.rows].map(({ id }) => [id, no.includes(id) ? 'no' : 'yes'] as const),
      ),
    );

  test.each([
    ['nothing is open', internal, [], {}, 'nothing-to-do'],
    ['one signal and internal data', internal, ['secrets'], {}, 'do-it-yourself'],
    ['two signals and internal data', internal, ['secrets', 'monitoring'], {}, 'get-help'],
    ['two signals and no internal data', b2b, ['secrets', 'monitoring'], {}, 'do-it-yourself'],
    [
      'two signals and internal data, as told',
      b2b,
      ['secrets', 'monitoring'],
      { 'internal-data': 'yes' },
      'get-help',
    ],
    ['users who wait', b2b, ['latency'], { 'users-waiting': 'yes' }, 'get-help'],
    [
      'deployment, security and mail at once',
      market,
      ['deployment', 'secrets', 'email-auth'],
      {},
      'get-help',
    ],
    ['deployment and mail alone', market, ['deployment', 'email-auth'], {}, 'do-it-yourself'],
  ] as const)('with %s', (_, profile, no, known, expected) => {
    expect(adviceOf(told(profile, no), profile, known).advice).toBe(expected);
  });
});

describe('cost and fit', () => {
  it('is a range, in money only when a rate is given', () => {
    expect(costOf(600, undefined, 'ten tasks')).toMatchObject({ hours: { low: 8, high: 18 } });
    expect(costOf(600, { perHour: 100, currency: 'EUR' }, 'ten tasks').money).toEqual({
      low: 800,
      high: 1_800,
      currency: 'EUR',
    });
  });

  it('names the special case before the general one', () => {
    expect(fittingProfiles({ 'sells-to-businesses': 'yes', 'two-sided': 'yes' })).toEqual([
      'marketplace-onboarding',
      'b2b-onboarding',
    ]);
    expect(fittingProfiles({})).toEqual([]);
  });
});

it.each(PROFILES)('asks every gate, row and red flag of $id', (profile) => {
  const ids = questionsFor(profile).flatMap(({ asked }) => asked.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of [...profile.gates, ...profile.rows, ...profile.redFlags]) expect(ids).toContain(id);
  for (const id of ids) expect(questionnaireFile(profile)).toContain(`  ${id}: unknown`);
});
