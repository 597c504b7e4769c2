import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Gathered } from './evidence.ts';
import type { Finding } from './finding.ts';
import {
  advice,
  allOf,
  broken,
  decideEach,
  held,
  notApplicable,
  undecided,
  verdict,
  VerdictSchema,
  type Decision,
  type FindingDraft,
  type Undecided,
} from './verdict.ts';

const leak: FindingDraft = {
  where: 'GET /api/conversations/{id}',
  what: "bea (globex) read ana's conversation",
  exhibits: [{ exchange: 'reads/1#3', role: "bea's attack", marks: ['lrqz'] }],
  key: 'other-tenant',
};

describe('verdict', () => {
  const proven = finding('proven', 'fail');
  const open: Undecided = { cell: 'access/list', because: 'no second tenant' };
  it.each([
    ['all held', 60, [], [], 'pass'],
    ['one of sixty decided', 1, Array.from({ length: 59 }, () => open), [], 'unproven'],
    ['fifty-nine of sixty decided', 59, [open], [], 'unproven'],
    ['nothing asked', 0, [], [], 'unproven'],
    ['asked in vain', 0, [open], [], 'unproven'],
    ['a proof', 60, [], [proven], 'fail'],
    ['a proof beside open questions', 1, [open], [proven], 'fail'],
    ['a proof, nothing counted', 0, [], [proven], 'fail'],
    ['only probable', 60, [], [finding('probable', 'fail')], 'pass'],
    ['proven, but advice', 60, [], [finding('proven', 'advice')], 'pass'],
    ['probable beside open questions', 59, [open], [finding('probable', 'fail')], 'unproven'],
    ['advice where nothing was decided', 0, [], [finding('proven', 'advice')], 'unproven'],
  ] as const)('%s', (_, decided, undecided, findings, status) => {
    expect(verdict({ decided, undecided, findings }).status).toBe(status);
  });

  it('says how much is open and why, and counts the other reasons', () => {
    const cells = [open, { cell: 'access/read', because: '401 on the control' }];
    const { because } = verdict({ decided: 58, undecided: cells, findings: [] });
    expect(because).toBe('2 of 60 questions open: no second tenant (and 1 more reasons)');
  });

  it('gives a reason for whatever is neither pass nor fail', () => {
    expect(verdict({ decided: 0, undecided: [], findings: [] }).because).toBe('nothing was asked');
    expect(notApplicable('no mail is sent')).toMatchObject({
      status: 'not-applicable',
      because: 'no mail is sent',
    });
  });

  it('passes only when something was decided, nothing is open and nothing was proven', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.array(anUndecided), fc.array(aFinding), (decided, undecided, findings) => {
        const one = verdict({ decided, undecided, findings });
        const isProven = findings.some((each) => each.certainty === 'proven' && each.level === 'fail');
        expect(VerdictSchema.parse(one)).toEqual(one);
        expect(one.status === 'fail').toBe(isProven);
        expect(one.status === 'pass').toBe(decided > 0 && undecided.length === 0 && !isProven);
      }),
    );
  });
});

describe('decideEach', () => {
  it.each([
    ['let in', [broken(leak)], 'fail'],
    ['refused', [held], 'pass'],
    ['crashed', [undecided('the server answered 500')], 'unproven'],
    ['never asked', [], 'unproven'],
    ['half asked', [held, undecided('timeout')], 'unproven'],
    ['held, with advice', [held, advice(leak)], 'pass'],
    ['probably let in', [broken({ ...leak, certainty: 'probable' })], 'pass'],
  ] as const)('%s', (_, decisions, status) => {
    expect(decideEach(gathered(decisions), (decision) => decision).status).toBe(status);
  });

  it('leaves open what was planned and has no evidence', () => {
    const missing = [{ cell: 'access/export', because: 'no export route is named', add: 'routes.list' }];
    const one = decideEach({ ...gathered([held]), missing }, (decision) => decision);
    expect(one).toMatchObject({ status: 'unproven', decided: 1, undecided: missing });
  });

  it('names the cell of what it could not decide, and what to add', () => {
    const one = decideEach(gathered([undecided('no token', 'identities.bea')]), (decision) => decision);
    expect(one.undecided).toEqual([{ cell: 'cell-0', because: 'no token', add: 'identities.bea' }]);
  });

  it('keeps one finding per break, and of two the stronger', () => {
    const weak = broken({ ...leak, certainty: 'probable' });
    const decisions = [weak, broken(leak), weak, broken({ ...leak, key: 'other-user' })];
    const one = decideEach(gathered(decisions), (decision) => decision);
    expect(one.findings.map((each) => [each.fingerprint, each.certainty, each.cell])).toEqual([
      ['GET /api/conversations/{id}|other-tenant', 'proven', 'cell-1'],
      ['GET /api/conversations/{id}|other-user', 'proven', 'cell-3'],
    ]);
  });
});

describe('allOf', () => {
  const passed = verdict({ decided: 3, undecided: [], findings: [] });
  const open = verdict({ decided: 1, undecided: [{ cell: 'a', because: 'timeout' }], findings: [] });
  const failed = verdict({ decided: 1, undecided: [], findings: [finding('proven', 'fail')] });
  it.each([
    ['passes together', [passed, passed], 'pass', 6],
    ['an open part leaves the whole open', [passed, open], 'unproven', 4],
    ['a failed part fails the whole', [open, failed, passed], 'fail', 5],
    ['nothing at all', [], 'unproven', 0],
  ] as const)('%s', (_, parts, status, decided) => {
    expect(allOf(parts)).toMatchObject({ status, decided });
  });
});

const aFinding = fc
  .record({
    certainty: fc.constantFrom('proven' as const, 'probable' as const),
    level: fc.constantFrom('fail' as const, 'advice' as const),
  })
  .map(({ certainty, level }) => finding(certainty, level));

const anUndecided = fc.record({ cell: fc.string(), because: fc.string() });

function finding(certainty: Finding['certainty'], level: Finding['level']): Finding {
  const { where, what, exhibits, key } = leak;
  return {
    fingerprint: `${where}|${key}`,
    check: 'authorization/read',
    where,
    what,
    exhibits: [...exhibits],
    certainty,
    level,
    cell: 'access/read',
  };
}

function gathered(decisions: readonly Decision[]): Gathered<Decision> {
  const evidence = decisions.map((data, index) => ({
    kind: 'decision',
    cell: `cell-${index}`,
    origin: 'observed' as const,
    data,
  }));
  return { evidence, missing: [] };
}
