import type { Finding } from '../../core/finding.ts';
import type { CheckResult } from '../../core/scorecard.ts';
import { STATUSES, type Status } from '../../core/verdict.ts';
import { heading, paragraph, statusInk, type Lines, type Screen } from '../terminal/screen.ts';
import { oneLine } from '../text/clean.ts';
import { fit } from '../text/width.ts';
import { effort, grouped, STATUS_SIGNS, STATUS_WORDS } from '../text/words.ts';
import {
  DID,
  NOT_LOOKED_AT,
  OUTSIDE_EXIT,
  OUTSIDE_WORDS,
  openReasons,
  outsideVerdict,
  type OutsideReport,
  type OutsideVerdict,
} from './model.ts';

const NARROWEST = 40;
const WIDEST = 110;
/** As wide as the longest status word with its sign. */
const STATUS_COLUMNS = 17;

const INKS: { readonly [verdict in OutsideVerdict]: Status } = {
  wrong: 'fail',
  open: 'unproven',
  'nothing-wrong': 'pass',
};

/** A look from outside, for a terminal. */
export function renderOutsideTerminal(report: OutsideReport, { paint, width }: Screen): string {
  const screen = { paint, width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(width))) };
  const verdict = outsideVerdict(report);
  const ink = statusInk(paint, INKS[verdict]);
  const advice = report.results.flatMap((one) =>
    one.findings.filter((finding) => finding.level === 'advice'),
  );
  return [
    ...paragraph(screen, '', `A look at ${oneLine(report.address)} from outside`),
    '',
    ...paragraph(screen, '  ', {
      text: OUTSIDE_WORDS[verdict].toUpperCase(),
      ink: (text) => ink(paint.bold(text)),
    }),
    ...resultLines(screen, report),
    ...failureLines(screen, report),
    ...list(
      screen,
      'Advice: none of it stands in the way',
      advice.map((one) => one.what),
    ),
    ...openLines(screen, report),
    ...list(
      screen,
      'Seen',
      report.facts.map(({ term, text }) => `${term}: ${text}`),
    ),
    ...heading(screen, 'What this was'),
    ...paragraph(
      screen,
      '  ',
      `${DID} ${grouped(report.requests)} questions in ${(report.milliseconds / 1000).toFixed(1)} s; nothing was changed, nothing is kept.`,
    ),
    ...paragraph(
      screen,
      '  ',
      `It did not look at: ${NOT_LOOKED_AT.join('; ')}. For that: npx launch-ready init, then npx launch-ready audit.`,
    ),
    ...paragraph(screen, '  ', `Exit code ${OUTSIDE_EXIT[verdict]}.`),
    '',
  ].join('\n');
}

function resultLines(screen: Screen, { results }: OutsideReport): Lines {
  const sorted = STATUSES.flatMap((status) => results.filter((one) => one.status === status));
  return ['', ...sorted.flatMap((one) => resultLine(screen, one))];
}

function resultLine(screen: Screen, { status, title, findings }: CheckResult): Lines {
  const word = fit(`${STATUS_SIGNS[status]} ${STATUS_WORDS[status]}`, STATUS_COLUMNS);
  const advice = findings.filter((one) => one.level === 'advice').length;
  const more =
    advice > 0 && status === 'pass' ? [{ text: ` (${advice} advice)`, ink: screen.paint.dim }] : [];
  const [first = '', ...rest] = paragraph(screen, `  ${' '.repeat(STATUS_COLUMNS)}`, oneLine(title), ...more);
  return [`  ${statusInk(screen.paint, status)(word)}${first.slice(STATUS_COLUMNS + 2)}`, ...rest];
}

function failureLines(screen: Screen, { results, checks }: OutsideReport): Lines {
  const failed = results.filter((one) => one.status === 'fail');
  return failed.flatMap((result) => {
    const check = checks.find((one) => one.id === result.id);
    const findings = result.findings.filter((one) => one.level === 'fail');
    return [
      ...heading(screen, oneLine(result.title)),
      ...findings.flatMap((one) => findingLines(screen, one)),
      ...(check === undefined
        ? []
        : [
            ...paragraph(screen, '  ', {
              text: `Fix (about ${effort(check.fix.minutes)})`,
              ink: screen.paint.bold,
            }),
            ...check.fix.steps.flatMap((step, index) => paragraph(screen, `  ${index + 1}. `, step)),
          ]),
    ];
  });
}

function findingLines(screen: Screen, { what, exhibits }: Finding): Lines {
  const marks = [...new Set(exhibits.flatMap((one) => one.marks))].filter((mark) => mark !== '');
  return [
    ...paragraph(screen, '  - ', oneLine(what)),
    ...(marks.length === 0
      ? []
      : paragraph(screen, '    ', {
          text: `seen: ${marks.map(oneLine).join(' · ')}`,
          ink: screen.paint.dim,
        })),
  ];
}

function openLines(screen: Screen, { results }: OutsideReport): Lines {
  const open = openReasons(results).map(({ because, titles }) => `${because}: ${titles.join(' · ')}`);
  return list(screen, 'Could not be decided', open);
}

const MOST = 15;

function list(screen: Screen, title: string, items: readonly string[]): Lines {
  const unique = [...new Set(items)];
  if (unique.length === 0) return [];
  return [
    ...heading(screen, title),
    ...unique.slice(0, MOST).flatMap((item) => paragraph(screen, '  - ', oneLine(item))),
    ...(unique.length > MOST ? [`  and ${unique.length - MOST} more`] : []),
  ];
}
