import { ALONE, PHASES, type LeftOut, type Phase } from './core/cell.ts';
import type { Check } from './core/check.ts';
import type { Evidence } from './core/evidence.ts';
import { judgeAll, type Material } from './core/judge.ts';
import type { Plan } from './core/plan.ts';
import type { Judged } from './core/scorecard.ts';
import { selectChecks } from './core/select.ts';
import { createLane, type SharedWork } from './io/lane-runtime.ts';
import { shortHash } from './io/names.ts';
import {
  planned as plannedBy,
  type CellResult,
  type Observer,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from './io/probe.ts';
import type { World } from './io/world.ts';

/** What the auditor is made of: everything it can ask and decide. */
export interface Parts {
  readonly checks: readonly Check[];
  readonly probes: readonly Probe[];
  readonly observers: readonly Observer[];
}

export interface PlanOptions extends PlanContext {
  readonly profile: Plan['profile'];
  /** Checks, families, rows, gates or steps; empty for everything. */
  readonly only: readonly string[];
  /** Runs just these cells, to show a finding again. */
  readonly cells?: readonly string[];
}

/** A plan with the code that carries it out. */
export interface Planned {
  readonly plan: Plan;
  readonly checks: readonly Check[];
  readonly cells: readonly RunnableCell[];
}

/** Decides what to ask: pure, nothing is sent. */
export function planAudit(parts: Parts, options: PlanOptions): Planned {
  const checks = selectChecks(parts.checks, options.only);
  const kinds = new Set(checks.flatMap((check) => Object.values(check.needs).map((need) => need.kind)));
  const carriers = parts.observers
    .filter((observer) => observer.yields.some((kind) => kinds.has(kind)))
    .flatMap((observer) => observer.traffic);
  const cells: RunnableCell[] = [];
  const leftOut: LeftOut[] = [];
  for (const probe of parts.probes) {
    const asked = probe.yields.some((kind) => kinds.has(kind));
    if (!asked && !carriers.includes(probe.id)) continue;
    const planned = plannedBy(probe, options);
    cells.push(...planned.cells.filter((cell) => !asked || cell.yields.some((kind) => kinds.has(kind))));
    leftOut.push(...planned.leftOut.filter((one) => kinds.has(one.kind)));
  }
  const chosen =
    options.cells === undefined ? cells : cells.filter((cell) => options.cells?.includes(cell.id));
  return {
    checks,
    cells: chosen,
    plan: {
      profile: options.profile,
      scope: options.only,
      checks: checks.map((check) => check.id),
      cells: chosen.map(({ run: _, ...cell }) => cell),
      leftOut: options.cells === undefined ? leftOut : [],
    },
  };
}

/** What a cell came back with, as it is kept. */
export interface Answered {
  readonly cell: string;
  readonly prefix: string;
  readonly result: CellResult;
}

interface GatherOptions {
  readonly cells: readonly RunnableCell[];
  readonly world: World;
  readonly concurrency: number;
  readonly modelTokens: number;
  readonly mails: number;
  /** Called between the phases; `cleanup` and the end remove what was created. */
  readonly onPhase: (phase: Phase) => Promise<void>;
  readonly onStart: (cell: RunnableCell) => void;
  readonly onAnswer: (answered: Answered) => void;
  readonly stopped: () => boolean;
}

/** Runs the cells phase by phase, a few at a time. A cell that fails is undecided and sinks nothing else. */
export async function gather(options: GatherOptions): Promise<void> {
  const shared: SharedWork = new Map();
  const left = { tokens: options.modelTokens, mails: options.mails };
  for (const phase of PHASES) {
    const inPhase = options.cells.filter((cell) => cell.phase === phase);
    const waiting = inPhase.filter((cell) => cell.waits === true);
    const busy = inPhase.filter((cell) => cell.waits !== true);
    await options.onPhase(phase);
    const work = async (first: RunnableCell[], second: RunnableCell[]) => {
      const next = () => first.shift() ?? second.shift();
      for (let cell = next(); cell !== undefined; cell = next()) {
        if (options.stopped()) return;
        options.onStart(cell);
        const result = spend(cell, left) ?? (await answer(cell, options.world, shared));
        // What a stopped run answers is about the stop, not about the target; a resumed run asks again.
        if (options.stopped()) return;
        options.onAnswer({ cell: cell.id, prefix: options.world.prefix, result });
      }
    };
    const atOnce = ALONE.has(phase) ? 1 : options.concurrency;
    // Half of us wait where there is something to wait for, so that the target has something to do meanwhile.
    const workers = Array.from({ length: atOnce }, (_, index) =>
      index % 2 === 0 ? work(waiting, busy) : work(busy, waiting),
    );
    await Promise.all(workers);
  }
}

function spend(cell: RunnableCell, left: { tokens: number; mails: number }): CellResult | undefined {
  if (cell.cost.tokens > left.tokens) {
    return {
      kind: 'undecided',
      because: 'the budget of model tokens is used up',
      add: 'limits: { modelTokens: … }',
    };
  }
  if (cell.cost.mails > left.mails) {
    return { kind: 'undecided', because: 'the budget of mails is used up', add: 'limits: { mails: … }' };
  }
  left.tokens -= cell.cost.tokens;
  left.mails -= cell.cost.mails;
  return undefined;
}

async function answer(cell: RunnableCell, world: World, shared: SharedWork): Promise<CellResult> {
  try {
    return await cell.run(createLane(world, cell.id, shared));
  } catch (error) {
    // Full disk and the like end the run; anything else is a fault of ours in this one cell.
    if (error instanceof Error && error.name === 'RunDirectoryError') throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'undecided', because: `launch-ready failed here: ${message}` };
  }
}

interface JudgeOptions {
  readonly planned: Planned;
  readonly answered: readonly Answered[];
  readonly observed: readonly Evidence<unknown>[];
  readonly absent: { readonly [key: string]: string };
  /** Why everything that was not asked was not asked, where one reason covers all. */
  readonly because?: string;
}

/** Judges a run's evidence. Pure: the same evidence always gives the same verdicts. */
export function judge(options: JudgeOptions): readonly Judged[] {
  return judgeMaterial(options.planned.checks, materialOf(options));
}

/** The same, where the material is needed for more than verdicts. */
export function judgeMaterial(checks: readonly Check[], material: Material): readonly Judged[] {
  return judgeAll(checks, material, shortHash);
}

/** Everything that judging may look at: evidence that fits its kind's schema, and why the rest is missing. */
export function materialOf({ planned, answered, observed, absent, because }: JudgeOptions): Material {
  const schemas = new Map(
    planned.checks.flatMap((check) => Object.values(check.needs).map((need) => [need.kind, need.schema])),
  );
  const evidence: Evidence<unknown>[] = [];
  const open = new Map<string, { because: string; add?: string }>();
  if (because !== undefined) for (const cell of planned.plan.cells) open.set(cell.id, { because });
  const take = (one: Evidence<unknown>) => {
    const schema = schemas.get(one.kind);
    if (schema === undefined) return;
    const parsed = schema.safeParse(one.data);
    if (parsed.success) evidence.push({ ...one, data: parsed.data });
    else
      open.set(one.cell, {
        because: `launch-ready failed here: evidence of kind ${one.kind} is not well formed`,
      });
  };
  for (const { cell, result } of answered) {
    if (result.kind === 'evidence') {
      for (const draft of result.drafts)
        take({ kind: draft.kind, cell, origin: draft.origin ?? 'observed', data: draft.data });
    } else {
      open.set(cell, { because: result.because, ...(result.add === undefined ? {} : { add: result.add }) });
    }
  }
  for (const one of observed) take(one);
  return { cells: planned.plan.cells, leftOut: planned.plan.leftOut, evidence, open, absent };
}
