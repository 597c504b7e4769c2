import { ServedCommit } from '../evidence/deployment.ts';
import { gathered, unanswered, type Probe, type RunnableCell } from '../io/probe.ts';
import { readRelease } from './release/read-release.ts';

/** Compares the commit that is being served with the one that lies in the repository. */
export const servedCommit: Probe = {
  id: 'served-commit',
  yields: [ServedCommit.kind],
  plan({ target: { release, repo } }) {
    if (release === undefined || repo === undefined) {
      const left = {
        kind: ServedCommit.kind,
        what: 'the commit that is being served',
        because: 'the file does not say how the product tells its release, or where its repository lies',
        add: 'repo: .\nrelease: { get: /api/version, commit: $.commit }',
      };
      return { cells: [], leftOut: [left] };
    }
    const cell: RunnableCell = {
      id: 'served-commit/compare',
      probe: 'served-commit',
      title: 'is the commit that was audited the one that is being served?',
      identities: [],
      phase: 'reads',
      effect: 'read',
      cost: { requests: 1, tokens: 0, mails: 0 },
      yields: [ServedCommit.kind],
      async run(lane) {
        const checkout = await lane.checkout();
        if (checkout === undefined) return unanswered('there is no git repository where `repo` says');
        const { call, commit } = await readRelease(lane, release);
        return gathered(
          ServedCommit.of({ call, checkout, ...(commit === undefined ? {} : { served: commit }) }),
        );
      },
    };
    return { cells: [cell], leftOut: [] };
  },
};
