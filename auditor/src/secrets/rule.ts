/**
 * What it means that a browser can read a value.
 *
 * - `public`: made to be in a page; information, never a failure.
 * - `conditional`: may be in a page when something else holds (row-level security is on, the key is restricted).
 * - `secret`: whoever has it acts as the product.
 */
type Exposure = 'public' | 'conditional' | 'secret';

/** One shape of credential. */
export interface SecretRule {
  /** `openai-key`: stands in findings and ignores; never renamed. */
  readonly id: string;
  /** `OpenAI API key`. */
  readonly title: string;
  readonly exposure: Exposure;
  /** What every match contains, as written: text without any of them is never looked at closely. At least 3 characters. */
  readonly keywords: readonly string[];
  /** Global; the first group is the value where the match holds more than it. */
  readonly pattern: RegExp;
  /** For a conditional one: what has to hold. */
  readonly provided?: string;
  /** A shape so plain that a match is a suspicion and no proof. */
  readonly loose?: boolean;
  /** A second look at the value, for what a pattern cannot say. */
  readonly accepts?: (value: string) => boolean;
}

/** A value that has the shape of a credential. Never leaves the process whole: see `maskSecret`. */
export interface SecretMatch {
  readonly rule: SecretRule;
  readonly value: string;
  /** Where the value begins in the text. */
  readonly at: number;
}
