import type { Status } from '../../core/verdict.ts';

/** A page for people outside: what was proven, and no detail that would help an attacker. */
export interface Sheet {
  readonly title: string;
  readonly lead: string;
  /** The answer of the whole run, where the page gives one. */
  readonly answer?: { readonly status: Status; readonly words: string };
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly entriesTitle: string;
  readonly entries: readonly Entry[];
  readonly closing: readonly Closing[];
}

export interface Entry {
  readonly title: string;
  readonly status: Status;
  /** `Proven`, `Not assessed`. */
  readonly words: string;
  readonly text: string;
  /** What the answer rests on: checks, date, number of questions. */
  readonly evidence?: string;
}

interface Closing {
  readonly title: string;
  readonly text: string;
  /** Commands, one on each line. */
  readonly code?: string;
}
