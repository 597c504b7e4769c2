import type { Gathered } from '../core/evidence.ts';
import type { Exhibit } from '../core/finding.ts';
import { advice, broken, decideEach, held, undecided, type Decision, type Verdict } from '../core/verdict.ts';
import type { Gap, Problem } from '../domain/problem.ts';

/** What an analysis says of one piece of evidence. */
export interface Analysed {
  /** The domain or host. */
  readonly where: string;
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
  /** Exchanges that show it besides the one that a problem names. */
  readonly exhibits?: readonly Exhibit[];
}

/** Judges what analyses found: each problem is a finding, each gap a question that stays open, and nothing of both holds. */
export function judgeProblems<Data>(gathered: Gathered<Data>, analyse: (data: Data) => Analysed): Verdict {
  const evidence = gathered.evidence.flatMap((one) =>
    decisionsOf(analyse(one.data)).map((decision) => ({ ...one, data: decision })),
  );
  return decideEach({ evidence, missing: gathered.missing }, (decision) => decision);
}

function decisionsOf({ where, problems, gaps, exhibits = [] }: Analysed): readonly Decision[] {
  const told = problems.map((problem) => {
    const { level, key, what, exchange, marks } = problem;
    const own = exchange === undefined ? [] : [{ exchange, role: 'what is published', marks: [...marks] }];
    // What shows the whole evidence shows each problem: then the problem's own marks are looked for in it.
    const shared = exhibits.map((one) => ({ ...one, marks: [...marks] }));
    const finding = { where, key, what, exhibits: problem.exhibits ?? (own.length > 0 ? own : shared) };
    return level === 'fail' ? broken(finding) : advice(finding);
  });
  const open = gaps.map(({ because, add }) => undecided(because, add));
  return told.length + open.length === 0 ? [held] : [...told, ...open];
}
