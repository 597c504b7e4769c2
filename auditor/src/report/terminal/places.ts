import type { Place } from '../../core/scorecard.ts';
import { oneLine } from '../text/clean.ts';
import { fit } from '../text/width.ts';
import { plural, STATUS_SIGNS, STATUS_WORDS } from '../text/words.ts';
import { heading, paragraph, statusInk, type Lines, type Screen } from './screen.ts';

/** As wide as the longest status word with its sign. */
const STATUS_COLUMNS = 17;

/** Gates or rows, one per line: its status in words, its title, and the reason where it is not a plain pass. */
export function placeLines(screen: Screen, title: string, places: readonly Place[]): Lines {
  if (places.length === 0) return [];
  return [...heading(screen, title), ...places.flatMap((place) => placeLine(screen, place))];
}

function placeLine(screen: Screen, place: Place): Lines {
  const { paint } = screen;
  const status = fit(`${STATUS_SIGNS[place.status]} ${STATUS_WORDS[place.status]}`, STATUS_COLUMNS);
  const reason = reasonOf(place);
  const lines = paragraph(
    screen,
    `  ${' '.repeat(STATUS_COLUMNS)}`,
    oneLine(place.title),
    ...(reason === '' ? [] : [{ text: ` – ${reason}`, ink: paint.dim }]),
  );
  const [first = '', ...rest] = lines;
  return [`  ${statusInk(paint, place.status)(status)}${first.slice(STATUS_COLUMNS + 2)}`, ...rest];
}

function reasonOf({ status, because, checks, attested }: Place): string {
  const word = attested === undefined ? '' : `, attested by ${oneLine(attested.join('; '))}`;
  if (status === 'pass') return `${plural(checks.length, 'check')}${word}`;
  return because === undefined ? '' : oneLine(because);
}
