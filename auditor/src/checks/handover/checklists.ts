import { defineCheck, flag, gate, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import {
  advice,
  broken,
  decideEach,
  held,
  undecided,
  verdict,
  type Decision,
  type Verdict,
} from '../../core/verdict.ts';
import { Attested, type Attestation } from '../../evidence/attestation.ts';
import { CHECKLISTS, HandoverPapers, type HandoverPapersData } from '../../evidence/handover-papers.ts';
import type { Paper } from '../../evidence/paper.ts';
import { judgeWord } from '../attested.ts';

type Checklist = (typeof CHECKLISTS)[number];

/** The three checklists that a team reaches for when something is on fire. */
export const checklists = defineCheck({
  id: 'handover/checklists',
  decides: [gate('handover'), step('H6'), flag('H-flag-5')],
  title: 'There are checklists for incidents, failed deploys and key rotation',
  why: 'Whoever is awake when it happens did not build it, and has no time to think.',
  passes:
    'Each of the three is a file with at least two steps, nothing left to fill in, and the words of its subject; or somebody answers for checklists that are kept elsewhere.',
  sources: [{ article: 'team-handover', step: 6 }],
  needs: { papers: HandoverPapers, said: Attested.checklists },
  judge: ({ papers, said }) => judge(papers, said),
  fix: {
    minutes: 90,
    deliverable: 'handover',
    steps: [
      'Incident: who is told, how to switch the chat off, how to rotate keys, how to roll back within 15 minutes.',
      'Failed deploy: how to see that it failed, how to go back, whom to tell.',
      'Key rotation: for each key where it is made, where it is set, how to see that the new one works.',
      'Let somebody who did not write them follow them once.',
    ],
    kits: ['runbooks'],
  },
});

const CALLED: { readonly [Name in Checklist]: string } = {
  incident: 'incidents',
  failedDeploy: 'failed deploys',
  keyRotation: 'key rotation',
};

/** What each must speak of; the first list of catalogue and article alike. */
const MUST_MENTION: { readonly [Name in Checklist]: readonly string[] } = {
  incident: ['people told', 'switch off', 'rotate keys', 'roll back'],
  failedDeploy: ['roll back'],
  keyRotation: ['rotate keys'],
};

const FEWEST_STEPS = 2;

/** Files come first; a word fills in for checklists that no file shows. */
function judge(papers: Gathered<HandoverPapersData>, said: Gathered<Attestation>): Verdict {
  const files = papers.evidence.flatMap(({ cell, data }) => data.papers.map((one) => ({ cell, one })));
  const seen = decideEach(
    {
      evidence: files.map(({ cell, one }) => ({
        kind: HandoverPapers.kind,
        cell: `${cell}: ${CALLED[one.checklist]}`,
        origin: 'observed' as const,
        data: one,
      })),
      missing: papers.evidence.length > 0 ? [] : papers.missing,
    },
    decide,
  );
  const absent = CHECKLISTS.filter((name) => !files.some(({ one }) => one.checklist === name));
  const isComplete = absent.length === 0 && seen.undecided.length === 0;
  if (isComplete || said.evidence.length === 0) return withAbsent(seen, absent, files.length > 0);
  const word = judgeWord(said);
  const sum = verdict({
    decided: seen.decided + word.decided,
    undecided: word.decided > 0 ? [] : [...seen.undecided, ...word.undecided],
    findings: [...seen.findings, ...word.findings],
  });
  return word.attested === undefined ? sum : { ...sum, attested: word.attested };
}

function withAbsent(seen: Verdict, absent: readonly Checklist[], isNamed: boolean): Verdict {
  if (!isNamed || absent.length === 0) return seen;
  const open = absent.map((name) => ({
    cell: `handover-papers: ${CALLED[name]}`,
    because: `the target file names no checklist for ${CALLED[name]}`,
    add: `handover:\n  ${name}: docs/checklist.md`,
  }));
  return verdict({ ...seen, undecided: [...seen.undecided, ...open] });
}

function decide({ checklist, paper }: { readonly checklist: Checklist; readonly paper: Paper }): Decision {
  const about = `the checklist for ${CALLED[checklist]}`;
  const at = { where: paper.path, exhibits: [] };
  if (paper.kind === 'missing')
    return broken({ ...at, key: 'missing', what: `${paper.path} is to be ${about}: ${paper.because}.` });
  const [blank] = paper.unfilled;
  if (blank !== undefined)
    return broken({ ...at, key: 'unfilled', what: `${paper.path} was never filled in: “${blank}”.` });
  if (paper.steps < FEWEST_STEPS)
    return broken({
      ...at,
      key: 'no steps',
      what: `${paper.path} has ${paper.words} words and no list of steps that a person could follow.`,
    });
  const unmentioned = MUST_MENTION[checklist].filter((topic) => !paper.topics.includes(topic));
  // It may be written in another language, or in other words: not seen is not the same as not there.
  if (unmentioned.length > 0)
    return undecided(
      `${paper.path} has steps, and no word of ours for ${unmentioned.join(', ')} was found in it`,
      'attested:\n  checklists: { by: Your Name, on: <day>, evidence: where they are kept }',
    );
  if (checklist === 'incident' && paper.contacts === 0)
    return advice({
      ...at,
      key: 'nobody to reach',
      what: `${paper.path} names no address, telephone number or handle of anybody who is to be told.`,
    });
  return held;
}
