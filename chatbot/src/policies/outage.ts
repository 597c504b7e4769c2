import { MODEL_UNAVAILABLE } from '../chat/unavailable.ts';

/** What people are told while something that an answer needs is away. */
export type OutagePolicy = {
  /** What takes the place of an answer; `cause` is the failure, never for the outside. */
  readonly words: (cause: unknown) => Promise<string>;
};

/** The same sentence whatever it was (CWE-209), at once. */
export const defaultOutage: OutagePolicy = {
  words: async () => MODEL_UNAVAILABLE,
};
