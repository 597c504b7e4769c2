import type { JsonSchema, Operation } from '../core/operation.ts';

/** How deep the fields of a new object may lie in the answer: `{ data: { note: { id } } }`. */
const DEPTH = 3;

/** Names of the fields in an operation's described answer, without what stands in lists: those are many, and none is the one. */
export function namesInAnswer({ answer }: Operation): readonly string[] {
  return answer === undefined ? [] : namesIn(answer, DEPTH);
}

function namesIn({ properties = {} }: JsonSchema, depth: number): readonly string[] {
  if (depth === 0) return [];
  return Object.entries(properties).flatMap(([name, inner]) => [name, ...namesIn(inner, depth - 1)]);
}
