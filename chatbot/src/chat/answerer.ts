import type { Citation } from '../data/tables.ts';
import type { Prompt } from '../policies/prompt.ts';

/** A piece of an answer as it comes in. */
export type AnswerPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'citation'; readonly citation: Citation };

/** Answers a question from what it is given. */
export type Answerer = {
  /** How people are told what answers them. */
  readonly label: string;
  readonly answer: (prompt: Prompt, signal: AbortSignal) => AsyncIterable<AnswerPart>;
};
