import { alike } from '../text/alike.ts';
import { digest } from '../digest.ts';
import { plural, VERDICT_WORDS, when } from '../text/words.ts';
import type { HandoverInput } from './input.ts';
import { gap, list, part, steps, text, type Paper } from './paper.ts';
import { contactsOf } from './people.ts';

/** What those who launch have to know on the day. */
export function launchPaper(input: HandoverInput): Paper {
  const { report, target } = input;
  const { scorecard, profile } = report;
  const told = digest(report);
  const plan = target.attested['invitation-plan'];
  return {
    file: 'launch-notes',
    title: 'Launch notes',
    lead: `${scorecard.run.product} for ${profile.audience}: ${profile.goal}.`,
    parts: [
      part(
        'Where it stands',
        list(
          [
            `${VERDICT_WORDS[scorecard.verdict]}, as audited on ${when(scorecard.run.startedAt)} (run \`${scorecard.run.id}\`). ${scorecard.headline}`,
            `Ready means here: ${profile.ready}`,
            ...[target.app, target.api].flatMap((one) => (one === undefined ? [] : [`Address: \`${one}\``])),
          ],
          '',
        ),
      ),
      part(
        'Before the first customer',
        steps(
          told.blockers.length === 0
            ? 'Nothing blocks: see that it is the audited release that is served.'
            : `${plural(told.blockers.length, 'gate, row or check', 'gates, rows and checks')} still in the way: ${told.blockers
                .slice(0, 5)
                .map((one) => one.place.title)
                .join(', ')}${told.blockers.length > 5 ? ' and more' : ''}.`,
          'Take test accounts, test data and what audits left behind out of production.',
          'Somebody watches the monitors for the first two hours, by name.',
        ),
      ),
      part(
        'Who is invited',
        text(
          plan !== undefined && plan.holds
            ? `In small groups first, by the word of ${plan.by} (${plan.evidence}).`
            : gap('no plan of the first invitations is known (`attested: invitation-plan:`)'),
        ),
      ),
      part(
        'Left behind by the audit',
        list(alike(scorecard.run.leftBehind), 'Nothing: what it created is deleted.'),
      ),
      part('If something is wrong', text(contactsOf(target))),
    ],
  };
}
