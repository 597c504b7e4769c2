/** A stretch of captured text: plain, carrying the proof, or what was left out. */
export interface Piece {
  readonly kind: 'text' | 'proof' | 'cut';
  readonly text: string;
}

export interface Room {
  /** The most characters to show. */
  readonly limit: number;
  /** Characters of context on either side of a mark. */
  readonly around: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** More places than this prove nothing more. */
const MOST_SPANS = 100;

/**
 * What is worth seeing of a long text: the surroundings of the marks, or its beginning where no mark stands in it.
 */
export function excerpt(text: string, marks: readonly string[], room: Room): readonly Piece[] {
  const proofs = spansOf(text, marks);
  const pieces: Piece[] = [];
  let at = 0;
  for (const window of windowsOf(text, proofs, room)) {
    if (window.from > at) pieces.push(cut(window.from - at));
    pieces.push(...split(text, window, proofs));
    at = window.to;
  }
  if (at < text.length) pieces.push(cut(text.length - at));
  return pieces;
}

/** True when the text carries at least one of the marks as it stands. */
export function carries(text: string, marks: readonly string[]): boolean {
  return marks.some((mark) => spellings(mark).some((spelling) => text.includes(spelling)));
}

function cut(count: number): Piece {
  return { kind: 'cut', text: `${count} ${count === 1 ? 'character' : 'characters'} left out` };
}

/** A mark with quotes or line breaks stands escaped in a JSON body. */
function spellings(mark: string): readonly string[] {
  return [...new Set([mark, JSON.stringify(mark).slice(1, -1)])].filter((spelling) => spelling !== '');
}

function spansOf(text: string, marks: readonly string[]): readonly Span[] {
  const found: Span[] = [];
  for (const needle of new Set(marks.flatMap(spellings))) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      found.push({ from: at, to: at + needle.length });
      if (found.length >= MOST_SPANS) return merge(found);
    }
  }
  return merge(found);
}

function merge(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return merged;
}

function windowsOf(text: string, proofs: readonly Span[], { limit, around }: Room): readonly Span[] {
  if (text.length <= limit) return text === '' ? [] : [{ from: 0, to: text.length }];
  if (proofs.length === 0) return [{ from: 0, to: whole(text, limit) }];
  let windows: readonly Span[] = [];
  for (const proof of proofs) {
    const from = whole(text, Math.max(0, proof.from - around));
    const to = whole(text, Math.min(text.length, proof.to + around, from + limit));
    const wider = merge([...windows, { from, to }]);
    const size = wider.reduce((sum, span) => sum + span.to - span.from, 0);
    if (windows.length > 0 && size > limit) break;
    windows = wider;
  }
  return windows;
}

/** The same place, moved back where it would halve a surrogate pair. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function split(text: string, window: Span, proofs: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = window.from;
  for (const proof of proofs) {
    const from = Math.max(proof.from, window.from);
    const to = Math.min(proof.to, window.to);
    if (from >= to) continue;
    if (from > at) pieces.push({ kind: 'text', text: text.slice(at, from) });
    pieces.push({ kind: 'proof', text: text.slice(from, to) });
    at = to;
  }
  if (at < window.to) pieces.push({ kind: 'text', text: text.slice(at, window.to) });
  return pieces;
}
