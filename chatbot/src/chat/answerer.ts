import type { Citation } from '../data/tables.ts';
import type { Prompt } from '../policies/prompt.ts';
import type { ToolWish } from '../tools/wanted.ts';

/** A piece of an answer as it comes in. */
export type AnswerPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'citation'; readonly citation: Citation }
  /** It wants something done; what it says next is for others to decide. */
  | { readonly kind: 'tool'; readonly wish: ToolWish };

/** Answers a question from what it is given. */
export type Answerer = {
  /** How people are told what answers them. */
  readonly label: string;
  readonly answer: (prompt: Prompt, signal: AbortSignal) => AsyncIterable<AnswerPart>;
};
