import { describe, expect, it, test } from 'vitest';
import { Attested, type Attestation } from '../../evidence/attestation.ts';
import { HandoverPapers, type HandoverPapersData } from '../../evidence/handover-papers.ts';
import type { Paper } from '../../evidence/paper.ts';
import { gathered, judgeOne } from '../samples.ts';
import { checklists } from './checklists.ts';

type Found = Extract<Paper, { kind: 'found' }>;
type Checklist = HandoverPapersData['papers'][number]['checklist'];

const found = (path: string, change: Partial<Found> = {}): Paper => ({
  kind: 'found',
  path,
  changedOn: '2026-11-20',
  words: 200,
  steps: 6,
  contacts: 2,
  unfilled: [],
  topics: ['people told', 'switch off', 'rotate keys', 'roll back'],
  ...change,
});
const sound = (checklist: Checklist, change: Partial<Found> = {}) => ({
  checklist,
  paper: found(`docs/${checklist}.md`, change),
});
const incident = sound('incident');
const deploy = sound('failedDeploy');
const keys = sound('keyRotation');
const gone = {
  checklist: 'incident',
  paper: { kind: 'missing', path: 'docs/incident.md', because: 'it does not exist' },
} as const;

const word: Attestation = {
  claim: 'checklists',
  by: 'Mara Lind',
  on: '2026-11-20',
  until: '2027-02-18',
  holds: true,
  evidence: 'the team’s wiki',
  about: [],
  readOn: '2026-11-30',
};

describe('handover/checklists', () => {
  test.each<[string, HandoverPapersData['papers'], string]>([
    ['all three are there', [incident, deploy, keys], 'pass'],
    ['one does not exist', [gone, deploy, keys], 'fail'],
    ['one was never filled in', [sound('incident', { unfilled: ['call <name>'] }), deploy, keys], 'fail'],
    ['one has no steps', [sound('incident', { steps: 1 }), deploy, keys], 'fail'],
    [
      'one is in other words than ours',
      [sound('incident', { topics: ['roll back'] }), deploy, keys],
      'unproven',
    ],
    ['one is not named', [incident, deploy], 'unproven'],
  ])('%s', (_, papers, status) => {
    expect(judgeOne(checklists, 'papers', HandoverPapers, { papers }).status).toBe(status);
  });

  it('advises to name somebody who can be reached', () => {
    const papers = [sound('incident', { contacts: 0 }), deploy, keys];
    const verdict = judgeOne(checklists, 'papers', HandoverPapers, { papers });
    expect(verdict.status).toBe('pass');
    expect(verdict.findings).toMatchObject([{ level: 'advice' }]);
  });

  test.each<[string, HandoverPapersData['papers'], Partial<Attestation>, string]>([
    ['a word stands in for files', [], {}, 'pass'],
    ['a word stands in for the file that is not named', [incident, deploy], {}, 'pass'],
    ['a word in other words than ours counts', [sound('incident', { topics: [] }), deploy, keys], {}, 'pass'],
    ['a word does not heal a file that is missing', [gone, deploy, keys], {}, 'fail'],
    ['a stale word is no word', [], { until: '2026-11-29' }, 'unproven'],
  ])('%s', (_, papers, change, status) => {
    const verdict = checklists.judge({
      papers: papers.length === 0 ? { evidence: [], missing: [] } : gathered(HandoverPapers, { papers }),
      said: gathered(Attested.checklists, { ...word, ...change }),
    });
    expect(verdict.status).toBe(status);
    expect(verdict.attested === undefined).toBe(status !== 'pass');
  });
});
