import { describe, expect, test } from 'vitest';
import type { CheckResult, Place } from '../../core/scorecard.ts';
import { emptyInput, HOSTILE, hostileInput } from '../fixtures/extremes.ts';
import { readyInput, sampleInput, sampleMatrix } from '../fixtures/sample.ts';
import type { ReportInput } from '../input.ts';
import { buyerSheet } from './buyer.ts';
import { questionnaireSheet } from './questionnaire.ts';
import type { Sheet } from './sheet.ts';
import { sheetHtml } from './sheet-html.ts';
import { sheetMarkdown } from './sheet-markdown.ts';
import { standingOf, standingOfPlace } from './standing.ts';
import { trustSheet } from './trust.ts';

const HASH = 'c82a2c1e81385ab2e7aa09806f47deaa8ae1abb08e634275e00f972ce483b24e';
const input: ReportInput = { ...sampleInput, matrix: sampleMatrix, hash: HASH };
const sheets: readonly (readonly [string, (input: ReportInput) => Sheet])[] = [
  ['the summary for a buyer', buyerSheet],
  ['the trust page', trustSheet],
  ['the questionnaire', questionnaireSheet],
];

const check = (over: Partial<CheckResult>): CheckResult => ({
  id: 'cors/origin-allow-list',
  title: 'Only known origins',
  status: 'pass',
  decided: 3,
  undecided: [],
  findings: [],
  ...over,
});

describe.each(sheets)('%s', (_, make) => {
  test('tells no place, no person, no exchange and no canary of a finding', () => {
    const findings = sampleInput.scorecard.checks.flatMap((one) => one.findings);
    const texts = [sheetHtml(make(input)), sheetMarkdown(make(input))];
    expect(findings.length).toBeGreaterThan(5);
    const secrets = findings.flatMap(({ what, where, fingerprint, exhibits }) => [
      what,
      where,
      fingerprint,
      ...exhibits.flatMap((one) => one.marks),
    ]);
    const told = secrets.filter((one) => one !== '' && texts.some((text) => text.includes(one)));
    expect(told).toEqual([]);
  });

  test('does not name the checks that failed', () => {
    const failed = sampleInput.scorecard.checks.filter((one) => one.status === 'fail');
    expect(failed.length).toBeGreaterThan(2);
    for (const { id } of failed) expect(sheetMarkdown(make(input))).not.toContain(id);
  });

  test('says which run it speaks of, and how to verify it', () => {
    const page = sheetHtml(make(input));
    expect(page).toContain(sampleInput.scorecard.run.id);
    expect(page).toContain('2026-11-03 14:05 UTC');
    expect(page).toContain(`npx launch-ready verify ${sampleInput.scorecard.run.id} ${HASH}`);
    expect(page).toContain('sha256sum -c SHA256SUMS');
  });

  test('claims nothing of a run in which nothing was asked', () => {
    const { entries } = make(emptyInput);
    expect(entries.length).toBeGreaterThan(3);
    expect(new Set(entries.map((one) => one.status))).toEqual(new Set(['unproven']));
    expect(sheetHtml(make(emptyInput))).not.toContain('npx launch-ready verify');
  });

  test('runs nothing that a product or a target file holds', () => {
    const page = sheetHtml(make({ ...hostileInput, hash: HASH }));
    expect(page).not.toMatch(/<script|<img/u);
    expect(page).not.toContain(HOSTILE);
    expect(sheetMarkdown(make(hostileInput)).replaceAll('<br>', '')).not.toMatch(/<[a-z]/u);
  });
});

describe('a claim', () => {
  const card = (checks: readonly CheckResult[], rows: readonly Place[] = []) => ({
    ...readyInput.scorecard,
    checks: [...checks],
    rows: [...rows],
    gates: [],
  });
  const row = (over: Partial<Place>): Place => ({
    id: 'cors',
    title: 'CORS',
    status: 'pass',
    checks: ['cors/origin-allow-list'],
    ...over,
  });

  test.each([
    ['all passed', [check({})], 'Proven'],
    ['none was asked', [], 'Not assessed'],
    ['one stayed open', [check({}), check({ status: 'unproven' })], 'Not assessed'],
    ['one failed', [check({}), check({ status: 'fail' })], 'Not met'],
    ['it was said not to apply', [check({ status: 'not-applicable' })], 'Not applicable'],
  ] as const)('where %s', (_, results, words) => {
    expect(standingOf(results, card(results)).words).toBe(words);
  });

  test.each([
    ['passed', row({}), 'Proven'],
    [
      'passed within a scope only',
      row({ because: 'only the checks within the scope were asked' }),
      'Not assessed',
    ],
    ['has a question that no check looked at', row({ status: 'unproven' }), 'Not assessed'],
    ['failed', row({ status: 'fail' }), 'Not met'],
  ] as const)('on a row that %s', (_, place, words) => {
    const results = [check(place.status === 'fail' ? { status: 'fail' } : {})];
    expect(standingOfPlace(place, card(results, [place])).words).toBe(words);
  });

  const corsAnswer = (scorecard: ReportInput['scorecard']) =>
    questionnaireSheet({ ...readyInput, scorecard }).entries.find((one) =>
      one.title.includes('known origins'),
    );

  test('in the questionnaire cites check, number and date', () => {
    expect(corsAnswer(card([check({})], [row({})]))).toMatchObject({
      words: 'Yes',
      evidence: expect.stringMatching(/^cors\/origin-allow-list \(3 questions\); 2026-11-03/u),
    });
  });

  test('in the questionnaire is never better than the row', () => {
    expect(corsAnswer(card([check({})], [row({ status: 'unproven' })]))?.words).toBe('Not assessed');
  });

  test('of a waived failure is not assessed', () => {
    const waived = { owner: 'Mara', reason: 'behind the VPN', expires: '2026-12-31', expired: false };
    const [finding] = sampleInput.scorecard.checks.flatMap((one) => one.findings);
    if (finding === undefined) throw new Error('the sample has no finding');
    const results = [check({ status: 'unproven', findings: [{ ...finding, waived }] })];
    const { words, evidence } = standingOf(results, card(results));
    expect(words).toBe('Not assessed');
    expect(evidence).not.toContain('VPN');
  });
});
