import { defineCheck, row } from '../../core/check.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ServedCommit, type ServedCommitData } from '../../evidence/deployment.ts';
import { told } from '../../evidence/response-call.ts';

/** Short forms of a commit are seven letters at least (git, core.abbrev). */
const SHORTEST = 7;

export const servedCommit = defineCheck({
  id: 'deployment/served-commit',
  decides: [row('deployment')],
  title: 'What is served is what was audited',
  why: 'A product that serves an older commit than the one in the repository keeps the bugs that you believe fixed.',
  passes:
    'The commit that the product tells is the one that is checked out in the repository, with nothing changed beside it.',
  sources: [{ article: 'team-handover', step: 6 }],
  needs: { commits: ServedCommit },
  judge: ({ commits }) => decideEach(commits, decide),
  fix: {
    minutes: 30,
    deliverable: 'deployment',
    steps: [
      'Put the commit into the build (COMMIT=$(git rev-parse HEAD)) and tell it at an address of its own.',
      'Deploy from a clean checkout of one branch, by a script or a pipeline and never by hand.',
    ],
  },
  absentKey: 'repo',
});

function decide({ call, served, checkout }: ServedCommitData): Decision {
  const { commit, changed = 0 } = checkout;
  if (served === undefined) return undecided(`the product does not tell its commit: ${told(call)}`);
  const exhibits = [{ exchange: call.exchange, role: 'what is served', marks: [served] }];
  if (served.length < SHORTEST || !/^[0-9a-f]+$/i.test(served))
    return undecided(`“${served.slice(0, 40)}” is no commit to compare with`);
  if (!commit.startsWith(served.toLowerCase()))
    return broken({
      where: call.line.split(' as ')[0] ?? call.line,
      key: 'stale',
      what: `The product serves ${short(served)}, and ${short(commit)} is what lies in the repository and was audited.`,
      exhibits,
    });
  if (changed === 0) return held;
  return advice({
    where: 'repository',
    key: 'dirty',
    what: `The product serves ${short(commit)}; ${changed} files in the repository differ from it, so what was read there is not quite what is served.`,
    exhibits,
  });
}

function short(commit: string): string {
  return commit.slice(0, 10);
}
