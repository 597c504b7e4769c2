import { columns, takeColumns } from './width.ts';

/** A stretch of text in one colour. */
export interface Span {
  readonly text: string;
  readonly ink?: (text: string) => string;
}

interface Frame {
  readonly width: number;
  /** Before the first line. */
  readonly first?: string;
  /** Before every further line; spaces as wide as `first` by default. */
  readonly rest?: string;
}

/**
 * Wraps coloured text at word borders, breaking words that are wider than a line. Painting comes after measuring, so that
 * escape codes are never counted nor cut.
 *
 * @returns lines without line breaks
 */
export function flow(spans: readonly Span[], { width, first = '', rest }: Frame): readonly string[] {
  const indent = rest ?? ' '.repeat(columns(first));
  const lines: Span[][] = [];
  let [line, used, room]: [Span[], number, number] = [[], 0, roomFor(width, first)];
  const breakLine = () => {
    lines.push(line);
    [line, used, room] = [[], 0, roomFor(width, indent)];
  };
  for (const { text, ink } of words(spans)) {
    if (text === '\n') {
      breakLine();
      continue;
    }
    if (used > 0 && used + columns(text.trimEnd()) > room) breakLine();
    let left = used === 0 && lines.length > 0 && /^ +$/u.test(text) ? '' : text;
    while (columns(left.trimEnd()) > room - used) {
      const [head, tail] = takeColumns(left, room - used);
      line.push(piece(head, ink));
      breakLine();
      left = tail;
    }
    if (left !== '') line.push(piece(left, ink));
    used += columns(left);
  }
  lines.push(line);
  return lines.map((one, index) => `${index === 0 ? first : indent}${painted(one)}`.trimEnd());
}

/** Never so narrow that nothing would move on. */
function roomFor(width: number, indent: string): number {
  return Math.max(8, width - columns(indent));
}

function piece(text: string, ink: Span['ink']): Span {
  return ink === undefined ? { text } : { text, ink };
}

/** Words with the space behind them, and line breaks on their own. */
function words(spans: readonly Span[]): readonly Span[] {
  return spans.flatMap(({ text, ink }) =>
    (text.replaceAll('\t', '  ').match(/\n|[^\s\n]+ *| +|[^\S\n]/gu) ?? []).map((word) => piece(word, ink)),
  );
}

/** Neighbours of one colour become one, so that the output has few escape codes. */
function painted(line: readonly Span[]): string {
  const runs: Span[] = [];
  for (const span of line) {
    const last = runs.at(-1);
    if (last !== undefined && last.ink === span.ink)
      runs[runs.length - 1] = piece(last.text + span.text, span.ink);
    else runs.push(span);
  }
  const end = runs.at(-1);
  if (end !== undefined) runs[runs.length - 1] = piece(end.text.trimEnd(), end.ink);
  return runs.map(({ text, ink }) => (ink === undefined || text === '' ? text : ink(text))).join('');
}
