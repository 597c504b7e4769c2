import { defineFlaw } from '../define-flaw.ts';

/** A walk that calls itself for every level. */
export const nestingCrashes = defineFlaw({
  id: 'nesting-crashes',
  family: 'input',
  breaks: 'A body that is nested deeply enough ends in an error of the server.',
  lowers: ['bound of the nesting'],
  seenIn: 'CVE-2026-31949',
  mustFail: ['input/malformed'],
  policies: (product) => ({ input: { problemOf: (value) => walk(value, product.input.problemOf) } }),
});

function walk(value: unknown, problemOf: (leaf: unknown) => string | undefined): string | undefined {
  if (typeof value !== 'object' || value === null) return problemOf(value);
  for (const item of Object.values(value)) {
    const problem = walk(item, problemOf);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
