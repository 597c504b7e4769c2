import type { Module } from './module.ts';
import type { Node } from './syntax.ts';

const MOST_LINES = 3;
const WIDEST = 140;

/** Keys and tokens have a shape: long, and of letters and digits mixed. */
const KEYLIKE = /[A-Za-z0-9_+/=-]{20,}/g;
/** Somebody's own word for a secret, written as a text. */
const NAMED =
  /((?:secret|token|password|passwd|api_?key|authorization)["']?\s{0,4}[:=,]\s{0,4})(["'`])[^"'`\n]{1,400}\2/gi;

/** Where a node begins. */
export function placeOf(node: Node): { readonly line: number; readonly column: number } {
  return { line: node.loc?.start.line ?? 1, column: (node.loc?.start.column ?? 0) + 1 };
}

/** The first lines of a node as they stand in the file, masked and cut. */
export function snippetOf(module: Module, node: Node): string {
  const start = module.text.lastIndexOf('\n', (node.start ?? 0) - 1) + 1;
  const end = Math.min(node.end ?? start, start + 2_000);
  const lines = module.text.slice(start, end).split('\n').slice(0, MOST_LINES);
  const indent = Math.min(...lines.map((line) => line.search(/\S/)).filter((at) => at >= 0), WIDEST);
  return lines.map((line) => cut(masked(line.slice(indent)))).join('\n');
}

/** Nothing that looks like a credential leaves the file. */
export function masked(line: string): string {
  return line
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(NAMED, '$1$2…$2')
    .replaceAll(KEYLIKE, (word) => (isKey(word) ? `${word.slice(0, 4)}…` : word));
}

function isKey(word: string): boolean {
  const sorts = [/[a-z]/, /[A-Z]/, /\d/].filter((sort) => sort.test(word)).length;
  return (
    /\d/.test(word) &&
    (sorts >= 3 || word.length >= 32 || /^(?:sk|pk|rk|gh[ps]|xox[bp]|whsec|AKIA)[-_]?/.test(word))
  );
}

function cut(line: string): string {
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}
