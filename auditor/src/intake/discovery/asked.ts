import type { Recorded } from '../recording/recorded.ts';
import type { Known } from './known.ts';

/** One call whose path was understood. */
export interface Asked {
  /** Index of the recording. */
  readonly side: number;
  /** Place in the order of its recording. */
  readonly index: number;
  readonly recorded: Recorded;
  /** Id of the operation. */
  readonly operation: string;
  readonly template: string;
  readonly variant?: string;
  /** Values of the parameters of its path. */
  readonly params: readonly { readonly name: string; readonly value: string }[];
  /** What the answers of its recording hold. */
  readonly known: Known;
}
