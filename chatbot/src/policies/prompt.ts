/** What an answer is made from, each part by where it came from. */
export type PromptParts = {
  /** Written by us. */
  readonly system: string;
  /** Typed by the user. */
  readonly question: string;
  /** Earlier turns, memories, and passages of documents: written by anyone. */
  readonly data: readonly PromptData[];
};

/** A text that the answer may draw on. */
export type PromptData = {
  readonly source: 'document' | 'memory' | 'history';
  readonly title: string;
  readonly text: string;
  /** The file it can be cited by. */
  readonly fileId: string | undefined;
};

/** What a model is given: only `instructions` are to be obeyed. */
export type Prompt = {
  readonly instructions: string;
  readonly data: readonly PromptData[];
  readonly question: string;
};

/** Keeps what we say apart from what others wrote. */
export type PromptPolicy = { readonly compose: (parts: PromptParts) => Prompt };

/** Only our own text is an instruction; all else is data (OWASP LLM01). */
export const defaultPrompt: PromptPolicy = {
  compose: ({ system, question, data }) => ({ instructions: system, data, question }),
};
