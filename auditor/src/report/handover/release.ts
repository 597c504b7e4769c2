import type { HandoverInput } from './input.ts';
import { gap, part, steps, type Line, type Paper } from './paper.ts';
import { lookLines, rollbackLine } from './people.ts';

/** The steps of an ordinary release. */
export function releasePaper({ target, report }: HandoverInput): Paper {
  return {
    file: 'release',
    title: 'Release steps',
    lead: 'The same steps each time, so that the day on which one is missing is noticed.',
    parts: [
      part(
        'Before',
        steps(
          testsLine(target),
          'Audit staging, and let the gate decide: `npx launch-ready audit`, then `npx launch-ready gate latest --baseline <run>`.',
          'Compare the variables of staging and production; a new one is set before the release that reads it.',
          'Say when you release, and who watches.',
        ),
      ),
      part('Release', steps(deployLine(target), ...lookLines(target))),
      part(
        'After',
        steps(
          `Watch errors and times for a quarter of an hour: 5xx below 2 %, p95 below ${report.profile.thresholds.p95Ms} ms.`,
          'If they are not, go back at once and look for the reason afterwards.',
          rollbackLine(target),
          'Write down what was released, by whom, and what was seen.',
        ),
      ),
    ],
  };
}

function testsLine({ attested }: HandoverInput['target']): Line {
  const word = attested['tested-deploys'];
  if (word === undefined || !word.holds)
    return gap(
      'nobody answers for a pipeline that runs tests before it releases (`attested: tested-deploys:`)',
    );
  return `See that the pipeline has run its tests: there is one, by the word of ${word.by} on ${word.on} (${word.evidence}).`;
}

function deployLine({ environments }: HandoverInput['target']): Line {
  const forward = environments?.rollback?.forward;
  if (forward === undefined)
    return gap('no command is known that releases (`environments: rollback: forward:`)');
  return `Release: \`${forward}\`, from the folder of the target file.`;
}
