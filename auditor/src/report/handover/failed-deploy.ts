import type { HandoverInput } from './input.ts';
import { list, part, steps, text, type Paper } from './paper.ts';
import { contactsOf, lookLines, rolesOf, rollbackLine } from './people.ts';

/** The checklist for a deploy that went wrong. */
export function failedDeployPaper({ target, report }: HandoverInput): Paper {
  const { rollbackMinutes, p95Ms } = report.profile.thresholds;
  return {
    file: 'failed-deploy',
    title: 'Failed deploy',
    lead: 'A deploy that looks wrong is taken back first and understood afterwards.',
    parts: [
      part(
        'How to see that it failed',
        steps(
          ...lookLines(target),
          `Look at errors and at times: more than 2 % of answers with 5xx over 10 minutes, or a p95 above ${p95Ms} ms, is a failed deploy.`,
        ),
      ),
      part(
        'What to do',
        steps(
          'Stop further deploys, and tell the people below.',
          rollbackLine(target),
          `Ask again what is served. If the previous release is not back within ${rollbackMinutes} minutes, treat it as an incident.`,
          'Did the deploy change the database? Say so before anybody deploys again: a rollback of code does not take data back.',
        ),
      ),
      part('Who is told', list(rolesOf(target), ''), text(contactsOf(target))),
    ],
  };
}
