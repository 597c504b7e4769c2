import type { Operation } from '../core/operation.ts';
import { isParam, segmentsOf } from './path-template.ts';

/**
 * True when an operation is one of those that a pattern means: `*` stands for one segment, `**` for any number of them
 * (none too), `{…}` for any parameter; without a method all methods are meant.
 *
 * @example
 * matchesPattern(getUsers, 'GET /api/admin/**')
 */
export function matchesPattern(operation: Pick<Operation, 'method' | 'path'>, pattern: string): boolean {
  const [first = '', second] = pattern.trim().split(/\s+/);
  const method = second === undefined ? '*' : first.toUpperCase();
  if (method !== '*' && method !== operation.method) return false;
  return segmentsMatch(segmentsOf(operation.path), segmentsOf(second ?? first));
}

function segmentsMatch(path: readonly string[], pattern: readonly string[]): boolean {
  // reachable[p] says whether the first p segments of the path are matched by the pattern so far.
  let reachable = [true, ...path.map(() => false)];
  for (const part of pattern) {
    const next = path.map(() => false);
    if (part === '**') {
      const from = reachable.indexOf(true);
      reachable = reachable.map((_, index) => from !== -1 && index >= from);
      continue;
    }
    for (const [index, segment] of path.entries())
      next[index] = reachable[index] === true && segmentMatches(segment, part);
    reachable = [false, ...next];
  }
  return reachable.at(-1) === true;
}

function segmentMatches(segment: string, part: string): boolean {
  if (part === '*' || part === segment) return true;
  if (isParam(part)) return isParam(segment);
  if (!part.includes('*')) return false;
  const pieces = part.split('*');
  const first = pieces.at(0) ?? '';
  const last = pieces.at(-1) ?? '';
  if (segment.length < first.length + last.length || !segment.startsWith(first) || !segment.endsWith(last))
    return false;
  let rest = segment.slice(first.length, segment.length - last.length);
  for (const piece of pieces.slice(1, -1)) {
    const at = rest.indexOf(piece);
    if (at === -1) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}
