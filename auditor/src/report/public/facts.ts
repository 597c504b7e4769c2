import type { ReportInput } from '../input.ts';
import { when } from '../text/words.ts';
import type { Sheet } from './sheet.ts';

/** Which run a page speaks of. */
export function factsOf({ scorecard, profile, hash }: ReportInput): Sheet['facts'] {
  const { run, scope } = scorecard;
  return [
    ['Product', run.product],
    ['Asked for', `${profile.goal} in ${profile.audience}`],
    ...(scope.length === 0 ? [] : [['Only', scope.join(', ')] as const]),
    ['Audited', when(run.startedAt)],
    ['Commit', run.commit ?? 'not recorded'],
    ['Run', run.id],
    ['Hash of the record', hash ?? 'none: the run was cut short'],
    ['Made with', `launch-ready ${run.version}`],
  ];
}

/** How a reader can tell that the page says what the run's record says. */
export function verification({ scorecard, hash }: ReportInput): Sheet['closing'] {
  if (hash === undefined) return [];
  return [
    {
      title: 'How to verify this page',
      text: 'Ask for the folder of this run. Both commands need nothing but that folder, and send nothing: the first judges the record again, the second prints the hash above without launch-ready. The hash shows that the record was not changed after this page was made; it does not show who made it.',
      code: `npx launch-ready verify ${scorecard.run.id} ${hash}\nsha256sum -c SHA256SUMS && sha256sum SHA256SUMS`,
    },
  ];
}

export const WORDS_EXPLAINED: Sheet['closing'][number] = {
  title: 'What the words mean',
  text: 'Proven: every question that was put to the living product was answered rightly, with controls that show that a wrong answer would have been seen. Not met: at least one check failed with proof; details are with the owner. Not assessed: nobody knows; it counts for nothing. An audit speaks of the day on which it was made.',
};
