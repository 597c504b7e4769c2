/**
 * The order in which cells run. Later phases may disturb the target more; bursts come late, with identities of their own,
 * after everything that was created has been removed. Drills, which break a part of the product, come last of all.
 */
export const PHASES = [
  'passive',
  'reads',
  'quiet',
  'writes',
  'sessions',
  'cleanup',
  'bursts',
  'drills',
] as const;

export type Phase = (typeof PHASES)[number];

/** Phases whose cells run one at a time: what is timed must not wait for us, and what is broken must be the only thing broken. */
export const ALONE: ReadonlySet<Phase> = new Set(['quiet', 'drills']);

/** What a cell does to the target. `passive` reads need no consent; everything else does. */
type Effect = 'read' | 'write' | 'session' | 'burst';

/** The most a cell may use. The budget is checked against the sum before anything is sent. */
export interface Cost {
  readonly requests: number;
  readonly tokens: number;
  readonly mails: number;
}

/** One question to the target. Plain data: it is written to the plan and printed by `--dry-run`. */
export interface Cell {
  /** Stable between runs: `<probe>/<operation>/<identities>/<variant>`. */
  readonly id: string;
  readonly probe: string;
  /** The question in words: `can bea (globex) read ana's conversation?` */
  readonly title: string;
  readonly operation?: string;
  readonly identities: readonly string[];
  readonly phase: Phase;
  readonly effect: Effect;
  readonly cost: Cost;
  /** Kinds of evidence that this cell may yield. A kind it yields nothing of is a missing answer. */
  readonly yields: readonly string[];
  /** Commands of the target file that it would run, by their place there. */
  readonly commands?: readonly string[];
  /** It mostly waits, for a model or a mail: the others of its phase fill the time. */
  readonly waits?: boolean;
  /** It looks for more than anybody listed. That it found nothing to ask, or could not, leaves no question open. */
  readonly extra?: boolean;
}

/** Something that would have been asked, had the target file said more. */
export interface LeftOut {
  /** The evidence kind that stays empty for this reason. */
  readonly kind: string;
  readonly what: string;
  readonly because: string;
  /** What to add to the target file. */
  readonly add: string;
}
