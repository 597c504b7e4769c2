import { alike } from './text/alike.ts';
import type { PhaseTime } from '../core/scorecard.ts';
import { digest, type Action, type Digest } from './digest.ts';
import type { ReportInput } from './input.ts';
import { placeLines } from './terminal/places.ts';
import { groupLines } from './terminal/findings.ts';
import { openLines } from './terminal/open.ts';
import { heading, paragraph, statusInk, type Lines, type Screen } from './terminal/screen.ts';
import { oneLine } from './text/clean.ts';
import {
  afterVerdict,
  effort,
  EXIT_CODES,
  EXIT_MEANING,
  lasted,
  plural,
  STATUS_WORDS,
  VERDICT_WORDS,
  when,
  cutShort,
} from './text/words.ts';

const NARROWEST = 32;
const WIDEST = 120;
const MOST_LINES = 12;

/**
 * The report for a terminal: verdict, what blocks, gates and rows, findings with their proof, what stayed open.
 * Every status is a word; colour only repeats it.
 */
export function renderTerminal(input: ReportInput, { paint, width }: Screen): string {
  const screen = { paint, width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(width))) };
  const told = digest(input);
  const { scorecard } = input;
  return [
    ...verdictLines(screen, input),
    ...blockerLines(screen, told),
    ...actionLines(screen, told.actions),
    ...placeLines(screen, 'Gates: not one may fail or stay unproven', scorecard.gates),
    ...placeLines(screen, 'Scorecard', scorecard.rows),
    ...flagLines(screen, input),
    ...groupsLines(screen, input, 'Proven failures, worst first', told.failures),
    ...groupsLines(screen, input, 'Waived: proven, and somebody answers for it until a day', told.waived),
    ...groupsLines(screen, input, 'Suspected, not proven: these fail nothing', told.suspected),
    ...adviceLines(screen, told),
    ...openLines(screen, told.open),
    ...listLines(screen, 'Left behind in the product: please remove', alike(scorecard.run.leftBehind)),
    ...listLines(screen, 'Notes', scorecard.run.notes),
    ...endLines(screen, input, told),
    '',
  ].join('\n');
}

function verdictLines(screen: Screen, { scorecard, profile }: ReportInput): Lines {
  const { paint } = screen;
  const { run, verdict, scope } = scorecard;
  const ink = statusInk(paint, verdict === 'ready' ? 'pass' : verdict === 'not-ready' ? 'fail' : 'unproven');
  const question = `Is ${oneLine(run.product)} ready for ${profile.goal} in ${profile.audience}?`;
  const within = scope.length === 0 ? '' : ` within ${scope.map(oneLine).join(', ')}`;
  const answer = `${VERDICT_WORDS[verdict].toUpperCase()}${within}`;
  const cut = cutShort(scorecard);
  return [
    ...paragraph(screen, '', question),
    '',
    ...paragraph(screen, '  ', { text: answer, ink: (text) => ink(paint.bold(text)) }),
    ...paragraph(screen, '  ', oneLine(afterVerdict(scorecard))),
    ...(cut === undefined ? [] : paragraph(screen, '  ', cut)),
  ];
}

function blockerLines(screen: Screen, { blockers }: Digest): Lines {
  if (blockers.length === 0) return [];
  return [
    ...heading(screen, 'What blocks it'),
    ...blockers.flatMap(({ kind, place }) =>
      paragraph(
        screen,
        '  - ',
        { text: STATUS_WORDS[place.status], ink: statusInk(screen.paint, place.status) },
        `: ${oneLine(place.title)} (${kind})`,
      ),
    ),
  ];
}

function actionLines(screen: Screen, actions: readonly Action[]): Lines {
  if (actions.length === 0) return [];
  return [
    ...heading(screen, 'Do this first'),
    ...actions.flatMap(({ title, because, minutes }, index) => [
      ...paragraph(
        screen,
        `  ${index + 1}. `,
        oneLine(title),
        ...(minutes === undefined ? [] : [{ text: ` (about ${effort(minutes)})`, ink: screen.paint.dim }]),
      ),
      ...paragraph(screen, '     ', { text: oneLine(because), ink: screen.paint.dim }),
    ]),
  ];
}

function groupsLines(screen: Screen, input: ReportInput, title: string, groups: Digest['failures']): Lines {
  if (groups.length === 0) return [];
  const shown = groups.slice(0, MOST_LINES);
  const hidden = groups.length - shown.length;
  return [
    ...heading(screen, `${title} (proof stands between »…«)`),
    ...shown.flatMap((group, index) => groupLines(screen, input, group, index + 1)),
    ...(hidden > 0 ? ['', `and ${plural(hidden, 'more check')}: see the HTML report`] : []),
  ];
}

/** Red flags that hold; how many nobody has answered yet. */
function flagLines(screen: Screen, { scorecard: { flags } }: ReportInput): Lines {
  const raised = flags.filter((one) => one.status === 'raised');
  const open = flags.filter((one) => one.status === 'open').length;
  if (raised.length === 0 && open === 0) return [];
  return [
    ...heading(screen, 'Red flags of the article'),
    ...raised.flatMap(({ text, because = '' }) =>
      paragraph(screen, '  - ', oneLine(text), { text: ` – ${oneLine(because)}`, ink: screen.paint.dim }),
    ),
    ...(open === 0
      ? []
      : paragraph(screen, '  ', `${open} of ${flags.length} are open: see the HTML report.`)),
  ];
}

function adviceLines(screen: Screen, { advice }: Digest): Lines {
  const findings = advice.flatMap((group) => group.findings);
  return listLines(
    screen,
    'Advice: fails nothing',
    findings.map(({ where, what }) => `${oneLine(what)} (${oneLine(where)})`),
  );
}

function listLines(screen: Screen, title: string, items: readonly string[]): Lines {
  if (items.length === 0) return [];
  const hidden = items.length - MOST_LINES;
  return [
    ...heading(screen, title),
    ...items.slice(0, MOST_LINES).flatMap((item) => paragraph(screen, '  - ', oneLine(item))),
    ...(hidden > 0 ? [`  and ${hidden} more: see the HTML report`] : []),
  ];
}

function endLines(
  screen: Screen,
  { scorecard, runPath, reports = [] }: ReportInput,
  { counts }: Digest,
): Lines {
  const { run, verdict } = scorecard;
  const took = lasted(run);
  const asked = `${plural(run.requests, 'request')}${took === undefined ? '' : ` in ${took}`}`;
  const sum = `${counts.fail} failed, ${counts.unproven} unproven, ${counts.pass} passed, ${counts['not-applicable']} not applicable`;
  return [
    ...heading(screen, 'The run'),
    ...paragraph(screen, '  ', `${plural(scorecard.checks.length, 'check')}: ${sum}.`),
    ...paragraph(screen, '  ', `${run.id}, launch-ready ${run.version}, ${when(run.startedAt)}, ${asked}`),
    ...phaseLine(screen, run.phases ?? []),
    ...[...reports, `${runPath} (the whole run)`].flatMap((path) => paragraph(screen, '  ', oneLine(path))),
    ...paragraph(screen, '  ', `Exit code ${EXIT_CODES[verdict]}: ${EXIT_MEANING[verdict]}.`),
  ];
}

/** Where the time went: phases that took no second are not worth a word. */
function phaseLine(screen: Screen, phases: readonly PhaseTime[]): Lines {
  const told = phases
    .filter(({ ms }) => ms >= 1_000)
    .map(({ phase, ms }) => `${phase} ${Math.round(ms / 1_000)} s`);
  return told.length < 2 ? [] : paragraph(screen, '  ', `Time: ${told.join(', ')}.`);
}
