/** One paper of the handover: a file of the folder, a chapter of the page. */
export interface Paper {
  /** Name of its file, without an ending. */
  readonly file: string;
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly lead: string;
  readonly parts: readonly Part[];
}

interface Part {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'text'; readonly line: Line }
  /** What is done one after the other. */
  | { readonly kind: 'steps'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly lines: readonly Line[] }
  | { readonly kind: 'ticks'; readonly ticks: readonly Tick[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** A sentence in which backticks enclose code, or something that nobody has said. */
export type Line = string | Gap;

/** Shown as a gap: what is not known is never made up. Its word is one that our own check of papers takes for unfinished. */
export interface Gap {
  readonly gap: string;
}

export interface Tick {
  readonly state: 'done' | 'attested' | 'open' | 'failed' | 'not-applicable';
  readonly what: string;
  readonly because: string;
}

export const GAP_WORD = 'TBD';

/** Lists beyond these are cut, and say so: the report has all of it. */
const MOST_LINES = 60;

export function gap(text: string): Gap {
  return { gap: text };
}

export function part(title: string, ...blocks: readonly Block[]): Part {
  return { title, blocks };
}

export function text(line: Line): Block {
  return { kind: 'text', line };
}

export function steps(...lines: readonly Line[]): Block {
  return { kind: 'steps', lines };
}

/** A list, or what is said when it would be empty. */
export function list(lines: readonly Line[], otherwise: Line): Block {
  if (lines.length === 0) return text(otherwise);
  return { kind: 'list', lines: cut(lines, (more) => more) };
}

/** A table, or what is said when it would be empty. */
export function table(head: readonly string[], rows: readonly (readonly Line[])[], otherwise: Line): Block {
  if (rows.length === 0) return text(otherwise);
  return { kind: 'table', head, rows: cut(rows, (more) => [more, ...head.slice(1).map(() => '')]) };
}

/** Every gap of a paper, in reading order. */
export function gapsOf({ parts }: Paper): readonly string[] {
  const lines = parts.flatMap(({ blocks }) => blocks.flatMap(linesOf));
  return lines.flatMap((line) => (typeof line === 'string' ? [] : [line.gap]));
}

function linesOf(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'text':
      return [block.line];
    case 'steps':
    case 'list':
      return block.lines;
    case 'table':
      return block.rows.flat();
    case 'ticks':
    case 'code':
      return [];
  }
}

function cut<One>(all: readonly One[], tell: (more: string) => One): readonly One[] {
  const hidden = all.length - MOST_LINES;
  return hidden <= 0
    ? all
    : [...all.slice(0, MOST_LINES), tell(`and ${hidden} more: the report has all of them`)];
}
