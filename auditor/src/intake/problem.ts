import { isSecretName } from '../core/target/secret.ts';

/** A stretch of one line in a file; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Something about an input file that its owner should know: an `error` stops, a `notice` does not. */
export interface Problem {
  readonly level: 'error' | 'notice';
  readonly file: string;
  readonly message: string;
  readonly place?: Place;
  /** The line at `place`, safe to print: no control characters, no secrets. */
  readonly excerpt?: string;
}

/** Most problems told at once. */
export const MAX_PROBLEMS = 20;

const MAX_WIDTH = 120;

/**
 * One problem as people read it.
 *
 * @example
 * launch-ready.yaml:7:5  identities.ana.rol is not a known key. Did you mean "role"?
 *    7 |     rol: admin
 *      |     ^^^
 */
export function formatProblem({ file, message, place, excerpt }: Problem): string {
  if (place === undefined) return `${file}  ${message}`;
  const head = `${file}:${place.line}:${place.column}  ${message}`;
  if (excerpt === undefined) return head;
  const number = String(place.line).padStart(4);
  const start = place.column > MAX_WIDTH - 20 ? place.column - 40 : 0;
  const shown = excerpt.slice(start, start + MAX_WIDTH);
  const caretAt = place.column - 1 - start;
  const carets = '^'.repeat(Math.max(1, Math.min(place.length, shown.length - caretAt)));
  return `${head}\n${number} | ${shown}\n${' '.repeat(number.length)} | ${' '.repeat(caretAt)}${carets}`;
}

/** At most {@link MAX_PROBLEMS}, and how many more there are. */
export function limited(problems: readonly Problem[]): readonly Problem[] {
  const hidden = problems.length - MAX_PROBLEMS;
  const [first] = problems;
  if (hidden <= 0 || first === undefined) return problems;
  const more: Problem = {
    level: 'error',
    file: first.file,
    message: `${hidden} more problems are not shown`,
  };
  return [...problems.slice(0, MAX_PROBLEMS), more];
}

/** `"key": value` or `key: value`, to hide the value of keys named like a secret. */
const ENTRY = /([\w.-]+)(["']?\s*:\s*)("[^"]*"?|'[^']*'?|[^\s,}\]]+)/g;
const USER_IN_ADDRESS = /\/\/[^\s/@]+@/g;
const REFERENCE = /^["']?[^"']*(?:\$\{|\{\{)/;

/** A line that may be printed anywhere: columns stay, control characters and secrets go. */
export function safeLine(line: string, hidden?: Place): string {
  const clean = line
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(USER_IN_ADDRESS, (user) => `//${'•'.repeat(user.length - 3)}@`)
    .replaceAll(ENTRY, (whole: string, key: string, colon: string, value: string) =>
      isSecretName(key) && !REFERENCE.test(value) ? `${key}${colon}${'•'.repeat(value.length)}` : whole,
    );
  if (hidden === undefined) return clean;
  const from = hidden.column - 1;
  const to = Math.min(clean.length, from + hidden.length);
  return clean.slice(0, from) + '•'.repeat(Math.max(0, to - from)) + clean.slice(to);
}
