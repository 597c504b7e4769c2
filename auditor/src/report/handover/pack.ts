import { plural, VERDICT_WORDS, when } from '../text/words.ts';
import { acceptancePaper } from './acceptance.ts';
import { changesPaper } from './changes.ts';
import { checkedPaper } from './checked.ts';
import { failedDeployPaper } from './failed-deploy.ts';
import { incidentPaper } from './incident.ts';
import type { HandoverInput } from './input.ts';
import { keyRotationPaper } from './key-rotation.ts';
import { launchPaper } from './launch-notes.ts';
import { monitorsPaper } from './monitors.ts';
import { nextPaper } from './next-actions.ts';
import { ownersPaper } from './owners.ts';
import { gapsOf, type Paper } from './paper.ts';
import { releasePaper } from './release.ts';
import { risksPaper } from './risks.ts';
import { rollbackPaper } from './rollback.ts';
import { secretsPaper } from './secrets.ts';
import { switchOffPaper } from './switch-off.ts';
import { walkthroughPaper } from './walkthrough.ts';

/** The papers in the order in which they are read. */
const PAPERS: readonly ((input: HandoverInput) => Paper)[] = [
  acceptancePaper,
  checkedPaper,
  changesPaper,
  risksPaper,
  nextPaper,
  incidentPaper,
  switchOffPaper,
  failedDeployPaper,
  rollbackPaper,
  keyRotationPaper,
  releasePaper,
  ownersPaper,
  secretsPaper,
  monitorsPaper,
  launchPaper,
  walkthroughPaper,
];

/** Everything that is handed over. */
export interface Pack {
  readonly title: string;
  readonly lead: string;
  readonly papers: readonly Paper[];
}

/** Writes the papers of a run. Pure: the same run gives the same papers. */
export function handoverPack(input: HandoverInput): Pack {
  const { scorecard } = input.report;
  const papers = PAPERS.map((write) => write(input));
  const gaps = papers.flatMap(gapsOf).length;
  const open =
    gaps === 0
      ? 'Nothing is left to fill in.'
      : `${plural(gaps, 'gap is', 'gaps are')} marked: what nobody has said is not made up.`;
  return {
    title: `${scorecard.run.product}: handover`,
    lead: `${VERDICT_WORDS[scorecard.verdict]} in run ${scorecard.run.id} of ${when(scorecard.run.startedAt)}. ${open}`,
    papers,
  };
}
