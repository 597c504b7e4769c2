import type { HandoverInput } from './input.ts';
import { list, part, steps, text, type Paper } from './paper.ts';
import { contactsOf, lookLines, rolesOf, rollbackLine, switchOffLine } from './people.ts';

/** The checklist for whoever is awake. */
export function incidentPaper({ target, report }: HandoverInput): Paper {
  const { rollbackMinutes } = report.profile.thresholds;
  return {
    file: 'incident',
    title: 'Incident',
    lead: 'For whoever is awake. Go from top to bottom; do not look for the cause before customers are safe.',
    parts: [
      part('Who is told', list(rolesOf(target), ''), text(contactsOf(target))),
      part(
        'The first 15 minutes',
        steps(
          'Write down the time and what was seen. Keep request ids; paste no customer data anywhere.',
          'Tell the people above, before you try anything.',
          ...lookLines(target),
          'Does somebody see what belongs to another customer, or does the bot act by itself? Then take the next step now, and ask later.',
          switchOffLine(target),
          'Was a key seen by somebody who should not have it? Rotate that key, by the paper on key rotation.',
          `Did it begin with a release? Then go back; it should take less than ${rollbackMinutes} minutes.`,
          rollbackLine(target),
        ),
      ),
      part(
        'Then',
        steps(
          'Tell customers what happened, what it means for them, and when they hear from you again.',
          'Find the cause with the request ids of the first step.',
          'Mend it, and let `npx launch-ready audit` try it again before the chat goes back on.',
          'Within two days: write down what was seen, when, and what would have shown it earlier.',
        ),
      ),
    ],
  };
}
