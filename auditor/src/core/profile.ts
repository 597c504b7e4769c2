/** The five audiences, each with the goal its article asks about. */
export const PROFILE_IDS = [
  'b2b-onboarding',
  'marketplace-onboarding',
  'team-handover',
  'internal-ops',
  'first-100-members',
] as const;

export type ProfileId = (typeof PROFILE_IDS)[number];

/** The letters used in step ids: B2 is the second step of the B2B article. */
type ProfileLetter = 'B' | 'M' | 'H' | 'I' | 'C';

/** One thing that must have been looked at before a place may pass. */
export interface Question {
  /** Id of the check that answers it, whether it exists yet or not. */
  readonly check: string;
  /** What it looks at, in words. */
  readonly looksAt: string;
}

/** Not one gate may fail or stay unproven. */
export interface Gate {
  readonly id: string;
  readonly title: string;
  /** The bound in words, as the article gives it. */
  readonly bound: string;
  /** Set where the gate only counts when something holds: the key of `absent:` that lifts it. */
  readonly unless?: string;
}

/** One of the ten lines of the article's scorecard. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** The article's pass criterion. */
  readonly passes: string;
  readonly why: string;
  /** What breaks for the business when it fails. */
  readonly breaks: string;
}

/** One of the six checks that the article runs first. */
interface Step {
  /** `B2`. */
  readonly id: string;
  readonly title: string;
  readonly signal: string;
  readonly method: string;
  readonly fix: string;
}

/** What the article would rather not see; detected where a machine can, asked where it cannot. */
export interface RedFlag {
  /** `B-flag-3`. */
  readonly id: string;
  readonly text: string;
  /** It is raised when in each of these groups of rows one fails: for flags that are about several troubles at once. */
  readonly together?: readonly (readonly string[])[];
}

/** Numbers of the article that checks compare with. Milliseconds, requests, minutes. */
export interface Thresholds {
  readonly p95Ms: number;
  readonly alertMinutes: number;
  /** A control must show within this many rapid requests. */
  readonly burst: number;
  readonly chatFirstAnswerMs: number;
  readonly chatWholeAnswerMs: number;
  readonly rollbackMinutes: number;
}

/** One audience and goal: the article as data. */
export interface Profile {
  readonly id: ProfileId;
  readonly letter: ProfileLetter;
  readonly audience: string;
  readonly goal: string;
  /** The article's own words for ready. */
  readonly ready: string;
  readonly gates: readonly Gate[];
  readonly rows: readonly Row[];
  readonly steps: readonly Step[];
  readonly redFlags: readonly RedFlag[];
  /** What must have been looked at before a gate or row may pass, by its id; a place without an entry has one question. */
  readonly questions: { readonly [place: string]: readonly Question[] };
  readonly thresholds: Thresholds;
}
