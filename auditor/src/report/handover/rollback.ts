import type { HandoverInput } from './input.ts';
import { gap, part, steps, text, type Block, type Paper } from './paper.ts';
import { lookLines } from './people.ts';

/** How to go back to the release before. */
export function rollbackPaper({ target, report }: HandoverInput): Paper {
  const { rollbackMinutes } = report.profile.thresholds;
  const command = target.environments?.rollback;
  return {
    file: 'rollback',
    title: 'Rollback',
    lead: `Back to the previous release in less than ${rollbackMinutes} minutes.`,
    parts: [
      part(
        'Go back',
        commandBlock(command?.run, 'no command is known that rolls back (`environments: rollback: run:`)'),
      ),
      part(
        'See that it worked',
        steps(...lookLines(target), 'Look at the errors of the last minutes: they must have stopped.'),
      ),
      part(
        'Forward again',
        ...(command === undefined
          ? [text(gap('no command is known that brings the newest release back'))]
          : [commandBlock(command.forward ?? command.run, '')]),
      ),
      part('Was it tried?', text(triedLine({ target, report }))),
    ],
  };
}

function commandBlock(command: string | undefined, missing: string): Block {
  return command === undefined ? text(gap(missing)) : { kind: 'code', text: command };
}

function triedLine({ target, report }: Pick<HandoverInput, 'target' | 'report'>) {
  const check = report.scorecard.checks.find((one) => one.id === 'deployment/rollback');
  if (check?.status === 'fail')
    return `The rollback was tried, and failed: ${check.findings[0]?.what ?? check.title}`;
  const word = target.attested['rollback-tried'];
  if (check?.status === 'pass' && check.attested === undefined)
    return 'Yes: the audit ran it, and saw another release answer within the bound.';
  if (word !== undefined && word.holds)
    return `By the word of ${word.by}: on ${word.on} it took ${word.minutes} minutes (${word.evidence}).`;
  return gap('nobody has shown that this rollback works: try it once, before it is needed');
}
