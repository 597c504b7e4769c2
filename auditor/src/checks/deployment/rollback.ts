import { defineCheck, flag, row } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { Attested, type Attestation } from '../../evidence/attestation.ts';
import { Rollback, type RollbackData } from '../../evidence/deployment.ts';
import { succeeded, told, type Call } from '../../evidence/response-call.ts';
import { judgeWord } from '../attested.ts';

/** "How to roll back deployment within 15 minutes" (first 100 members). */
const WORD_MINUTES = 15;

export const rollback = defineCheck({
  id: 'deployment/rollback',
  decides: [row('deployment'), flag('C-flag-3')],
  title: 'A bad release is taken back within minutes',
  why: 'The release that breaks sign-up comes on a Friday evening. Whoever cannot go back has to repair while customers watch.',
  passes:
    'The rollback was really done: within 15 minutes the earlier release was served and answered, and then the newest one again; or somebody answers for one that took no longer.',
  sources: [
    { article: 'first-100-members', step: 6 },
    { article: 'team-handover', step: 6 },
  ],
  needs: { rollbacks: Rollback, said: Attested['rollback-tried'] },
  judge: ({ rollbacks, said }) =>
    rollbacks.evidence.length === 0 && said.evidence.length > 0
      ? judgeWord(said, decideWord)
      : decideEach(rollbacks, decide),
  fix: {
    minutes: 120,
    deliverable: 'deployment',
    steps: [
      'Keep the last releases as they were built, and switch between them by one command that anybody of the team may run.',
      'Make database changes that the earlier release can live with: add first, remove one release later.',
      'Try it once on staging, write the command and its minutes into the runbook, and try it again each quarter.',
    ],
    kits: ['runbooks'],
  },
});

function decide(data: RollbackData): Decision {
  const { before, tookMs, earlier, calls, forward, boundMs, trouble, forwardTrouble, last } = data;
  const failed = (key: string, what: string, call: Call = last) =>
    broken({
      where: 'rollback',
      key,
      what,
      exhibits: [{ exchange: call.exchange, role: 'what is served', marks: [] }],
    });
  if (tookMs === undefined || earlier === undefined) {
    if (last.status === undefined) return undecided(trouble ?? told(last));
    return failed(
      'no-effect',
      `After the rollback the product still serves ${before}${trouble === undefined ? '' : ` (${trouble})`}.`,
    );
  }
  if (tookMs > boundMs)
    return failed('slow', `The rollback took ${minutes(tookMs)}, more than ${minutes(boundMs)}.`);
  const broke = calls.find((call) => !succeeded(call));
  if (broke !== undefined)
    return failed(
      'unusable',
      `The earlier release ${earlier} is back and does not work: ${told(broke)}.`,
      broke,
    );
  if (calls.length === 0)
    return undecided('no common request is known, so nothing shows that the earlier release works');
  if (forward !== before) return undecided(forwardTrouble ?? `the newest release ${before} is not back`);
  return held;
}

function decideWord({ by, on, figures }: Attestation): Decision {
  const took = figures?.['minutes'] ?? Number.POSITIVE_INFINITY;
  if (took <= WORD_MINUTES) return held;
  return broken({
    where: 'attested.rollback-tried',
    key: 'slow',
    what: `The rollback that ${by} speaks of on ${on} took ${took} minutes, more than ${WORD_MINUTES}.`,
    exhibits: [],
  });
}

function minutes(ms: number): string {
  return `${(ms / 60_000).toFixed(1)} minutes`;
}
