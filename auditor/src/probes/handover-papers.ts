import { CHECKLISTS, HandoverPapers } from '../evidence/handover-papers.ts';
import { gathered, type Probe } from '../io/probe.ts';

const ADD = `handover:
  incident: docs/incident.md
  failedDeploy: docs/failed-deploy.md
  keyRotation: docs/key-rotation.md`;

/** Reads what the team's checklists look like. */
export const handoverPapers: Probe = {
  id: 'handover-papers',
  yields: [HandoverPapers.kind],
  plan: ({ target: { handover } }) => {
    const named = CHECKLISTS.flatMap((checklist) => {
      const path = handover?.[checklist];
      return path === undefined ? [] : [{ checklist, path }];
    });
    if (named.length === 0) {
      const because = 'the target file names no checklists';
      return {
        cells: [],
        leftOut: [{ kind: HandoverPapers.kind, what: 'the checklists of the team', because, add: ADD }],
      };
    }
    const cell = {
      id: 'handover-papers/all',
      probe: 'handover-papers',
      title: 'what do the checklists for incidents, failed deploys and keys look like?',
      identities: [],
      phase: 'passive',
      effect: 'read',
      cost: { requests: 0, tokens: 0, mails: 0 },
      yields: [HandoverPapers.kind],
      run: async (lane) => {
        const { papers } = await lane.readPapers(named.map((one) => one.path));
        const read = named.flatMap(({ checklist }, index) => {
          const paper = papers[index];
          return paper === undefined ? [] : [{ checklist, paper }];
        });
        return gathered(HandoverPapers.of({ papers: read }));
      },
    } satisfies ReturnType<Probe['plan']>['cells'][number];
    return { cells: [cell], leftOut: [] };
  },
};
