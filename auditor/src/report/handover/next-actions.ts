import { planLaunch } from '../launch/plan.ts';
import { effort } from '../text/words.ts';
import type { HandoverInput } from './input.ts';
import { part, table, text, type Paper } from './paper.ts';

/** Of a plan the first tasks stand here; the plan has all of them. */
const MOST_TASKS = 15;
const ALONE = { people: 1, hoursPerDay: 8 };

/** What comes next, and how to sort what comes in. */
export function nextPaper({ report }: HandoverInput): Paper {
  const plan = planLaunch(report, ALONE);
  const order = [...new Set(plan.slots.map((slot) => slot.task))];
  const tasks = order.flatMap((id) => plan.tasks.filter((task) => task.id === id));
  const { thresholds } = report.profile;
  return {
    file: 'next',
    title: 'Next actions, and how to sort what comes in',
    lead: `${tasks.length} tasks, ${effort(plan.minutes)} of work. \`npx launch-ready plan\` has all of them with hours.`,
    parts: [
      part(
        'Next actions, in this order',
        table(
          ['what', 'why', 'work', 'waited for by'],
          tasks
            .slice(0, MOST_TASKS)
            .map(({ title, because, minutes, blocks }) => [
              title,
              because,
              effort(minutes),
              blocks.join(', '),
            ]),
          'Nothing.',
        ),
      ),
      part(
        'Triage: what comes in is one of these',
        table(
          ['when', 'what it is', 'what to do'],
          [
            [
              'now',
              'somebody sees another customer’s data, the bot acts by itself, a key is out',
              'the incident paper, from its first line',
            ],
            [
              'today',
              'a gate fails with proof; nobody can log in; an alert did not arrive',
              'mend it before anything else is built, and audit again',
            ],
            [
              'this week',
              `a row fails with proof; p95 above ${thresholds.p95Ms} ms; a certificate or waiver ends within 14 days`,
              'give it an owner and a day',
            ],
            [
              'this month',
              'a question of a gate is open; a word or a drill runs out',
              'add what the report asks for, or try it',
            ],
            ['later', 'advice, and what only a few people meet', 'collect it, and look at it once a month'],
          ],
          '',
        ),
        text(
          'A proven failure never waits without a name and a day: write it under `waivers:` of the target file, or mend it.',
        ),
      ),
    ],
  };
}
