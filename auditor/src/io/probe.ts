import type { Cell, LeftOut } from '../core/cell.ts';
import type { Draft } from '../core/evidence.ts';
import type { Exchange } from '../core/exchange.ts';
import type { MonitorReading } from '../core/monitors.ts';
import type { Operation } from '../core/operation.ts';
import type { Thresholds } from '../core/profile.ts';
import type { Target } from '../core/target.ts';
import type { SourceReading } from '../evidence/source-hint.ts';
import type { Lane } from './lane.ts';

/** What a cell comes back with: evidence, or the reason why there is none. */
export type CellResult =
  | { readonly kind: 'evidence'; readonly drafts: readonly Draft[] }
  | { readonly kind: 'undecided'; readonly because: string; readonly add?: string };

/** A cell with the code that asks its question. */
export interface RunnableCell extends Cell {
  readonly run: (lane: Lane) => Promise<CellResult>;
}

/** All that planning may know: what the founder said, never what the target answers. */
export interface PlanContext {
  readonly target: Target;
  readonly operations: readonly Operation[];
  readonly thresholds: Thresholds;
  /** Texts of files that the target file names, by the path it uses: the system prompt. */
  readonly texts: { readonly [path: string]: string };
  /** What the repository's source suggests; absent when the target file names no repository. */
  readonly source?: SourceReading;
  /** What watches the product, by the target file and the configurations that it names. */
  readonly monitors?: MonitorReading;
}

/** Gathers evidence of some kinds. `plan` is pure; all effects are in the cells' `run`, through the lane. */
export interface Probe {
  readonly id: string;
  /** Names of the evidence kinds that it gathers. */
  readonly yields: readonly string[];
  /** True when its questions make sense to a hosted backend, whose server is not the founder's to mend. */
  readonly hosted?: true;
  readonly plan: (context: PlanContext) => {
    readonly cells: readonly RunnableCell[];
    readonly leftOut: readonly LeftOut[];
  };
}

/** An exchange as the recorder saw it, before redaction. */
interface Sight {
  /** As recorded: redacted. */
  readonly exchange: Exchange;
  readonly operation?: string;
  /** The answer's text before redaction; equal to the recorded one when read from a tape. */
  readonly rawBody: string;
}

/** Reads along in the recorder and emits masked evidence; sees every exchange of every probe. Pure. */
export interface Observer {
  readonly id: string;
  readonly yields: readonly string[];
  /** Probes whose exchanges are enough for it: they run when a check needs what it sees and nothing else was asked for. */
  readonly traffic: readonly string[];
  /** At most one draft per key is kept: that of the earliest exchange in lane order. */
  readonly see: (sight: Sight) => readonly { readonly key: string; readonly draft: Draft }[];
}

/** What a probe plans: operations of hosted backends are shown to those only that have questions for them. */
export function planned(probe: Probe, context: PlanContext): ReturnType<Probe['plan']> {
  if (probe.hosted === true) return probe.plan(context);
  const operations = context.operations.filter((one) => one.wire === undefined);
  return probe.plan({ ...context, operations });
}

/** Short forms for what `run` returns. */
export function gathered(...drafts: readonly Draft[]): CellResult {
  return { kind: 'evidence', drafts };
}

export function unanswered(because: string, add?: string): CellResult {
  return add === undefined ? { kind: 'undecided', because } : { kind: 'undecided', because, add };
}
