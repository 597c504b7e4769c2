import type { Status } from '../../core/verdict.ts';
import type { Paint } from '../paint.ts';
import { clean } from '../text/clean.ts';
import type { Piece } from '../text/excerpt.ts';
import { flow, type Span } from '../text/flow.ts';

/** Where a report is printed. */
export interface Screen {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
}

export type Lines = readonly string[];

export function heading({ paint, width }: Screen, text: string): Lines {
  return ['', ...flow([{ text, ink: paint.bold }], { width })];
}

/** A paragraph, wrapped; `first` stands before its first line. */
export function paragraph({ width }: Screen, first: string, ...spans: readonly (Span | string)[]): Lines {
  return flow(spans.map(cleanSpan), { width, first });
}

/** A paragraph with the same margin before every line. */
export function quoted({ width }: Screen, margin: string, ...spans: readonly (Span | string)[]): Lines {
  return flow(spans.map(cleanSpan), { width, first: margin, rest: margin });
}

function cleanSpan(span: Span | string): Span {
  return typeof span === 'string' ? { text: clean(span) } : { ...span, text: clean(span.text) };
}

/** A command or YAML to copy: one piece per line, never wrapped, never cut. */
export function verbatim(indent: string, text: string): Lines {
  return clean(text)
    .split('\n')
    .map((line) => `${indent}${line}`);
}

export function statusInk(paint: Paint, status: Status): (text: string) => string {
  const inks = { fail: paint.red, unproven: paint.yellow, pass: paint.green, 'not-applicable': paint.dim };
  return inks[status];
}

/** Captured text on one line. The proof stands between angle quotes, and in another colour where there is one. */
export function pieceSpans(paint: Paint, pieces: readonly Piece[]): readonly Span[] {
  return pieces.map(({ kind, text }) => {
    if (kind === 'cut') return { text: ` [${text}] `, ink: paint.dim };
    const line = clean(text).replaceAll(/\s+/gu, ' ');
    return kind === 'proof' ? { text: `»${line}«`, ink: paint.inverse } : { text: line };
  });
}
