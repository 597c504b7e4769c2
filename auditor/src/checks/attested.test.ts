import { describe, expect, it, test } from 'vitest';
import { CLAIM_IDS } from '../core/claims.ts';
import { Attested, type Attestation } from '../evidence/attestation.ts';
import type { Paper } from '../evidence/paper.ts';
import { judgeWord } from './attested.ts';
import { CHECKS } from './index.ts';
import { gathered } from './samples.ts';

const word: Attestation = {
  claim: 'vendor-list',
  by: 'Mara Lind',
  on: '2026-11-20',
  until: '2027-02-18',
  holds: true,
  evidence: 'docs/vendors.md',
  about: [],
  readOn: '2026-11-30',
};

const paper = (change: Partial<Extract<Paper, { kind: 'found' }>> = {}): Paper => ({
  kind: 'found',
  path: 'docs/vendors.md',
  changedOn: '2026-11-19',
  words: 100,
  steps: 5,
  contacts: 1,
  unfilled: [],
  topics: [],
  ...change,
});
const gone: Paper = { kind: 'missing', path: 'docs/vendors.md', because: 'it does not exist' };

const judge = (...words: readonly Attestation[]) => judgeWord(gathered(Attested['vendor-list'], ...words));

describe('somebody’s word', () => {
  test.each<[string, Attestation, string]>([
    ['counts between its days', word, 'pass'],
    ['counts on its first day', { ...word, on: '2026-11-30' }, 'pass'],
    ['counts on its last day', { ...word, until: '2026-11-30' }, 'pass'],
    ['counts while what it speaks of stays as it was', { ...word, about: [paper()] }, 'pass'],
    ['counts when its evidence can be read', { ...word, shown: paper() }, 'pass'],
    ['is stale after its last day', { ...word, until: '2026-11-29' }, 'unproven'],
    ['is nothing before its day', { ...word, on: '2026-12-01' }, 'unproven'],
    [
      'is stale when what it speaks of has changed',
      { ...word, about: [paper({ changedOn: '2026-11-21' })] },
      'unproven',
    ],
    ['is nothing when what it speaks of is gone', { ...word, about: [gone] }, 'unproven'],
    ['is nothing without the evidence that it names', { ...word, shown: gone }, 'unproven'],
    ['fails when it says no', { ...word, holds: false }, 'fail'],
    ['is stale also when it said no', { ...word, holds: false, until: '2026-11-29' }, 'unproven'],
  ])('%s', (_, said, status) => {
    expect(judge(said).status).toBe(status);
  });

  it('says whose it is, and until when', () => {
    expect(judge(word).attested).toEqual(['Mara Lind on 2026-11-20, until 2027-02-18']);
    expect(judge({ ...word, until: '2026-11-29' })).not.toHaveProperty('attested');
  });

  it('is nothing when nobody gave it', () => {
    expect(judge().status).toBe('unproven');
  });

  it.each(CLAIM_IDS.filter((claim) => claim !== 'rollback-tried' && claim !== 'alerts-tried'))(
    'on %s decides a check that needs nothing else',
    (claim) => {
      const figures = claim === 'ticket-load' ? { customers: 40, tickets: 1 } : undefined;
      const said = { ...word, claim, ...(figures === undefined ? {} : { figures }) };
      const [check] = CHECKS.filter((one) =>
        Object.values(one.needs).some((need) => need.kind === Attested[claim].kind),
      );
      if (check === undefined) throw new Error(`no check needs ${claim}`);
      const given = Object.fromEntries(
        Object.entries(check.needs).map(([name, need]) => [
          name,
          need.kind === Attested[claim].kind
            ? gathered(Attested[claim], said)
            : { evidence: [], missing: [] },
        ]),
      );
      expect(check.judge(given)).toMatchObject({
        status: 'pass',
        attested: ['Mara Lind on 2026-11-20, until 2027-02-18'],
      });
    },
  );
});
