import { isYaml, type OpenQuestion } from '../open-questions.ts';
import { oneLine } from '../text/clean.ts';
import { plural } from '../text/words.ts';
import { heading, paragraph, verbatim, type Lines, type Screen } from './screen.ts';

const MOST_REASONS = 12;
const MOST_TITLES = 4;

/** What could not be decided, by reason, each with what to add to the target file. */
export function openLines(screen: Screen, open: readonly OpenQuestion[]): Lines {
  if (open.length === 0) return [];
  const hidden = open.length - MOST_REASONS;
  return [
    ...heading(screen, 'Unproven: what could not be decided, and what would decide it'),
    ...open.slice(0, MOST_REASONS).flatMap((one) => questionLines(screen, one)),
    ...(hidden > 0 ? ['', `  and ${plural(hidden, 'more reason')}: see the HTML report`] : []),
  ];
}

function questionLines(
  screen: Screen,
  { because, others, add, checks, questions, blocks }: OpenQuestion,
): Lines {
  const { paint } = screen;
  const titles = checks.length > 0 ? checks.map((check) => check.title) : blocks;
  const more = titles.length - MOST_TITLES;
  const named =
    titles.slice(0, MOST_TITLES).map(oneLine).join(' · ') + (more > 0 ? ` · and ${more} more` : '');
  const size = [
    ...(questions > 0 ? [plural(questions, 'question')] : []),
    ...(others.length > 0 ? [plural(others.length, 'more reason')] : []),
  ];
  return [
    '',
    ...paragraph(
      screen,
      '  ? ',
      oneLine(because),
      ...(size.length === 0 ? [] : [{ text: ` (${size.join(', ')})`, ink: paint.dim }]),
    ),
    ...paragraph(screen, '    ', { text: named, ink: paint.dim }),
    ...addLines(screen, add),
  ];
}

function addLines(screen: Screen, add: string | undefined): Lines {
  if (add === undefined) return [];
  if (!isYaml(add)) return paragraph(screen, '    ', 'Add to the target file: ', add);
  return ['    Add to the target file:', ...verbatim('      ', add)];
}
