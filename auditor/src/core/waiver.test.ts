import { describe, expect, it } from 'vitest';
import { sampleChecks } from '../report/fixtures/checks.ts';
import type { Finding } from './finding.ts';
import { score, type Judged, type ScorecardRun } from './scorecard.ts';
import { verdict, type Undecided } from './verdict.ts';
import { isWaived, waive, type Waiver } from './waiver.ts';
import { sampleProfile } from '../report/fixtures/profile.ts';

const check = sampleChecks.originAllowList;
const TODAY = '2026-11-23';

const finding = (over: Partial<Finding> = {}): Finding => ({
  fingerprint: 'b69f93e2dbf1',
  check: check.id,
  where: 'GET /api/me',
  what: 'any website may read it',
  exhibits: [],
  certainty: 'proven',
  level: 'fail',
  cell: 'cors/GET /api/me',
  ...over,
});

const judged = (findings: readonly Finding[], undecided: readonly Undecided[] = []): readonly Judged[] => [
  { check, verdict: verdict({ decided: 1, undecided, findings }) },
];

const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  finding: 'b69f93e2db',
  owner: 'Mara',
  reason: 'only our office can reach it',
  expires: '2026-12-31',
  ...over,
});

const result = (findings: readonly Finding[], ...waivers: readonly Waiver[]) =>
  waive(judged(findings), waivers, TODAY).judged[0]?.verdict;

describe('a waived failure', () => {
  it('leaves its check unproven, with who answers for it, and keeps the finding', () => {
    expect(result([finding()], waiver())).toMatchObject({
      status: 'unproven',
      because: 'waived by Mara until 2026-12-31: only our office can reach it',
      findings: [{ waived: { owner: 'Mara', expired: false } }],
    });
  });

  it.each([
    ['by check and place', waiver({ finding: undefined, check: check.id, where: 'GET /api/me' }), 'unproven'],
    ['of another place', waiver({ finding: undefined, check: check.id, where: 'GET /api/you' }), 'fail'],
    ['of another finding', waiver({ finding: 'aaaaaaaaaa' }), 'fail'],
    ['on its last day', waiver({ expires: TODAY }), 'unproven'],
    ['one day later', waiver({ expires: '2026-11-22' }), 'fail'],
  ] as const)('%s', (_, one, status) => {
    expect(result([finding()], one)?.status).toBe(status);
  });

  it('beside one that nobody answers for fails all the same', () => {
    const both = [finding(), finding({ fingerprint: 'ffffffffffff', where: 'GET /api/you' })];
    expect(result(both, waiver())?.status).toBe('fail');
  });

  it('says of an expired waiver that it counts again', () => {
    const verdictNow = result([finding()], waiver({ expires: '2026-01-01' }));
    expect(verdictNow?.findings[0]?.waived).toMatchObject({ expired: true });
    expect(verdictNow?.findings.some(isWaived)).toBe(false);
  });

  it('the waiver that runs longest counts', () => {
    expect(result([finding()], waiver({ expires: '2026-01-01' }), waiver())?.status).toBe('unproven');
  });

  it('does not touch what is only probable, or advice', () => {
    const mild = [finding({ certainty: 'probable' }), finding({ level: 'advice' })];
    expect(result(mild, waiver())?.findings.map((one) => one.waived)).toEqual([undefined, undefined]);
  });

  it('tells which waivers fit nothing', () => {
    const none = waiver({ finding: 'aaaaaaaaaa' });
    expect(waive(judged([finding()]), [waiver(), none], TODAY).idle).toEqual([none]);
  });
});

describe('a product whose only failure is waived', () => {
  const run: ScorecardRun = {
    id: '20261123-120000-abcd',
    version: '0.1.0',
    startedAt: '2026-11-23T12:00:00Z',
    complete: true,
    requests: 1,
    product: 'Acme',
    target: 'https://api.example.com',
    leftBehind: [],
    notes: [],
  };
  const scored = (decides: typeof check.decides) => {
    const pass = {
      check: { ...check, decides: check.decides },
      verdict: verdict({ decided: 1, undecided: [], findings: [] }),
    };
    const failing = judged([finding()]).map((one) => ({ ...one, check: { ...check, decides } }));
    const { judged: now } = waive(failing, [waiver()], TODAY);
    const profile = { ...sampleProfile, gates: [], steps: [], rows: [], questions: {} };
    return score({ profile, judged: [...now, pass], scope: [check.id], run, absent: {} });
  };

  it('is never ready, wherever its check stands', () => {
    expect(scored(check.decides).verdict).toBe('not-proven');
    expect(scored([]).verdict).toBe('not-proven');
    expect(scored([]).headline).toContain('1 proven failure waived');
  });
});
