import type { Finding } from '../../core/finding.ts';
import type { Group } from '../digest.ts';
import { showExhibit, type Shown } from '../exhibits.ts';
import { replayCommand } from '../fingerprint.ts';
import type { ReportInput } from '../input.ts';
import { oneLine, shorten } from '../text/clean.ts';
import { effort, plural, weight } from '../text/words.ts';
import { paragraph, pieceSpans, quoted, type Lines, type Screen } from './screen.ts';

/** Told in full, then told in one line, for each check. */
const MOST_IN_FULL = 3;
const MOST_LISTED = 8;
const MOST_EXHIBITS = 4;
const ROOM = { limit: 260, around: 70 };

/** One check that failed: its findings with their proof, then the fix. */
export function groupLines(screen: Screen, input: ReportInput, group: Group, number: number): Lines {
  const { paint } = screen;
  const { result, check, places, findings } = group;
  const listed = findings.slice(MOST_IN_FULL, MOST_IN_FULL + MOST_LISTED);
  const hidden = findings.length - MOST_IN_FULL - listed.length;
  return [
    '',
    ...paragraph(screen, `${number}. `, { text: oneLine(result.title), ink: paint.bold }),
    ...paragraph(screen, '   ', {
      text: [result.id, ...places.map((place) => place.title)].join(' · '),
      ink: paint.dim,
    }),
    ...(check === undefined ? [] : paragraph(screen, '   ', oneLine(check.why))),
    ...findings.slice(0, MOST_IN_FULL).flatMap((finding) => findingLines(screen, input, finding)),
    ...listed.flatMap((finding) =>
      paragraph(screen, '   · ', `${oneLine(finding.where)}: ${oneLine(finding.what)}`),
    ),
    ...(hidden > 0 ? [`   and ${hidden} more: see the HTML report`] : []),
    ...fixLines(screen, group),
  ];
}

function findingLines(screen: Screen, input: ReportInput, finding: Finding): Lines {
  const { paint } = screen;
  const exhibits = finding.exhibits.slice(0, MOST_EXHIBITS);
  const more = finding.exhibits.length - exhibits.length;
  return [
    '',
    ...paragraph(screen, '   ', oneLine(finding.what)),
    ...paragraph(screen, '   ', { text: `${oneLine(finding.where)} · ${weight(finding)}`, ink: paint.dim }),
    ...(finding.because ?? []).flatMap(({ file, line, what }) =>
      paragraph(screen, '   ', `In the source, ${oneLine(file)}:${line}: ${oneLine(what)}`),
    ),
    ...exhibits.flatMap((exhibit) => exhibitLines(screen, showExhibit(exhibit, input, ROOM))),
    ...(more > 0 ? [`   and ${plural(more, 'more exchange')}: see the HTML report`] : []),
    `   See it again: ${paint.cyan(replayCommand(input.scorecard.run.id, finding.fingerprint))}`,
  ];
}

function exhibitLines(screen: Screen, shown: Shown): Lines {
  const { paint } = screen;
  const { exchange, method, address, result, proofHeaders, body, note } = shown;
  const asked =
    exchange === undefined
      ? ''
      : `${shorten(`${method} ${address}`, 200)} as ${oneLine(exchange.as)} → ${result}`;
  return [
    ...quoted(
      screen,
      '   │ ',
      { text: `${oneLine(shown.role)}: `, ink: paint.bold },
      asked === '' ? result : asked,
    ),
    ...proofHeaders.flatMap(({ name, value }) =>
      quoted(screen, '   │   ', `${oneLine(name)}: `, ...pieceSpans(paint, value)),
    ),
    ...(body.length === 0 ? [] : quoted(screen, '   │   ', ...pieceSpans(paint, body))),
    ...(note === undefined ? [] : quoted(screen, '   │   ', { text: note, ink: paint.dim })),
  ];
}

function fixLines(screen: Screen, { check }: Group): Lines {
  if (check === undefined) return [];
  const { minutes, steps } = check.fix;
  return [
    '',
    `   ${screen.paint.bold('Fix')} (about ${effort(minutes)})`,
    ...steps.flatMap((step, index) => paragraph(screen, `   ${index + 1}. `, step)),
  ];
}
