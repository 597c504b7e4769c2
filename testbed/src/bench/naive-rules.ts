import { bodyOf, statusOf, type Recorded } from '../tape.ts';

/** A stranger's call beside its owner's own call of the same operation: what simple scanners compare. */
export interface Attempt {
  readonly owner: Recorded;
  readonly attack: Recorded;
}

/** Says "broken" of one attempt. */
export type NaiveRule = (attempt: Attempt) => boolean;

/** As Akto and the like have it: this much of the text is the same. */
const SIMILAR = 0.9;

/**
 * Rules by which other tools decide (status codes: Hadrian, OFFAT; similar bodies: Akto;
 * identical bodies: Autorize), given the very exchanges that our own verdicts rest on.
 */
export const NAIVE_RULES: { readonly [name: string]: NaiveRule } = {
  statusOnly: ({ attack }) => succeeded(attack),
  similarBody: ({ owner, attack }) => succeeded(attack) && likeness(bodyOf(owner), bodyOf(attack)) >= SIMILAR,
  identicalBody: ({ owner, attack }) => succeeded(attack) && bodyOf(owner) === bodyOf(attack),
};

function succeeded(exchange: Recorded): boolean {
  const status = statusOf(exchange) ?? 0;
  return status >= 200 && status < 300;
}

/** Share of words that two texts have in common (Sørensen–Dice), 1 for the same text. */
export function likeness(one: string, other: string): number {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const total = sum(left) + sum(right);
  if (total === 0) return 1;
  let common = 0;
  for (const [word, count] of left) common += Math.min(count, right.get(word) ?? 0);
  return (2 * common) / total;
}

function wordsOf(text: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const word of text.match(/[\w-]+/g) ?? []) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

function sum(words: ReadonlyMap<string, number>): number {
  return [...words.values()].reduce((total, count) => total + count, 0);
}
