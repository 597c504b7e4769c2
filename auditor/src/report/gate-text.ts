import type { Scorecard } from '../core/scorecard.ts';
import type { Gate, Obstacle } from './gate.ts';
import { heading, paragraph, type Screen } from './terminal/screen.ts';
import { oneLine } from './text/clean.ts';
import { markdownText as text } from './text/markdown.ts';
import { plural, VERDICT_WORDS } from './text/words.ts';

const OUTCOMES: { readonly [outcome in Gate['outcome']]: string } = {
  passes: 'The gate is open',
  fails: 'The gate is closed: something proven stops it',
  'not-proven': 'The gate is closed: something could not be decided',
};

const MOST = 30;

/** The gate for a terminal or the log of a build. */
export function renderGate(gate: Gate, scorecard: Scorecard, screen: Screen): string {
  const ink = gate.outcome === 'passes' ? screen.paint.green : screen.paint.red;
  return [
    ...paragraph(screen, '', { text: `${OUTCOMES[gate.outcome]}.`, ink }),
    ...paragraph(screen, '', standing(gate, scorecard)),
    ...gate.warnings.flatMap((one) =>
      paragraph(screen, '! ', { text: oneLine(one), ink: screen.paint.yellow }),
    ),
    ...groupsOf(gate).flatMap(([title, lines]) =>
      lines.length === 0
        ? []
        : [
            ...heading(screen, `${title} (${lines.length})`),
            ...shown(lines).flatMap((line) => paragraph(screen, '  - ', oneLine(line))),
          ],
    ),
    '',
  ].join('\n');
}

/** The gate for a pull request: above the summary of the run. */
export function renderGateMarkdown(gate: Gate, scorecard: Scorecard): string {
  return [
    `## ${OUTCOMES[gate.outcome]}`,
    text(standing(gate, scorecard)),
    ...gate.warnings.map((one) => `> ${text(one)}`),
    ...groupsOf(gate).flatMap(([title, lines]) =>
      lines.length === 0
        ? []
        : [
            `### ${title} (${lines.length})`,
            shown(lines)
              .map((line) => `- ${text(line)}`)
              .join('\n'),
          ],
    ),
    '',
  ].join('\n\n');
}

/** The gate for programs. */
export function renderGateJson(gate: Gate, { run }: Scorecard): string {
  return `${JSON.stringify({ schema: 1, run: run.id, ...gate }, null, 2)}\n`;
}

/** An open gate is not the answer ready: both are said. */
function standing({ verdict, obstacles }: Gate, { run, scope }: Scorecard): string {
  const passed = obstacles.filter((one) => one.tolerated !== undefined).length;
  const within = scope.length === 0 ? '' : ` within ${scope.join(', ')}`;
  const known = passed === 0 ? '' : ` ${plural(passed, 'known obstacle')} let through.`;
  return `Run ${run.id} says: ${VERDICT_WORDS[verdict]}${within}.${known}`;
}

function groupsOf({ obstacles, waived, fixed }: Gate): readonly (readonly [string, readonly string[]])[] {
  const stopping = obstacles.filter((one) => one.tolerated === undefined);
  return [
    ['Stops the build: proven', stopping.filter((one) => one.kind === 'failure').map(told)],
    ['Stops the build: not proven', stopping.filter((one) => one.kind === 'open').map(told)],
    ['Let through', obstacles.filter((one) => one.tolerated !== undefined).map(told)],
    ['Waived', waived],
    ['Fixed since the baseline', fixed],
  ];
}

function told({ title, what, tolerated }: Obstacle): string {
  return `${title}: ${what}${tolerated === undefined ? '' : ` [${tolerated}]`}`;
}

function shown(lines: readonly string[]): readonly string[] {
  const hidden = lines.length - MOST;
  return hidden <= 0 ? lines : [...lines.slice(0, MOST), `and ${hidden} more: see --format json`];
}
