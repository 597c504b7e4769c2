import { PHASES, type Cell } from '../core/cell.ts';
import type { Profile } from '../core/profile.ts';
import { gather, planAudit, type Answered, type Parts, type Planned } from '../engine.ts';
import { FILES, newSeed, openLiveRun, type LiveRun } from '../io/live-run.ts';
import { newRunId } from '../io/names.ts';
import { checkIdentities } from '../io/preflight.ts';
import {
  createRunDirectory,
  openRunDirectory,
  RunDirectoryError,
  type RunDirectory,
} from '../io/run-directory.ts';
import { conclude, type FinishedRun } from './conclude.ts';
import { PARTS } from './parts.ts';
import { createPhaseTimes, type PhaseTimes } from './phase-times.ts';
import type { Progress } from './progress.ts';
import { checkSeal, sealRun } from './seal.ts';
import {
  readAnswers,
  readingStored,
  readRun,
  RUN_SCHEMA,
  STORED,
  writeInput,
  writeRun,
  type StoredInput,
  type StoredRun,
} from './stored.ts';

export interface AuditRequest {
  readonly input: StoredInput;
  readonly profile: Profile;
  readonly env: { readonly [name: string]: string | undefined };
  /** Secrets that stand in the product's repository; tried against its tokens and never written down. */
  readonly guesses?: readonly string[];
  /** Folder that holds the runs. */
  readonly runs: string;
  readonly version: string;
  readonly targetFile: string;
  /** The commit of the product's repository, where the target file names one. */
  readonly commit?: string;
  /** File with this machine's key for proofs of ownership. */
  readonly keyFile: string;
  readonly ca?: string;
  /** Aborting it stops the run: it keeps what it has and cleans up. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Id of an interrupted run to go on with. */
  readonly resume?: string;
  readonly parts?: Parts;
  /** The founder's consent to run the commands that the target file names. */
  readonly allowCommands?: boolean;
}

export type AuditOutcome =
  | { readonly kind: 'finished'; readonly run: FinishedRun }
  /** Nothing was attacked, because what was asked for is not possible as it stands. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Audits a target: plans, checks that it may and with whom, gathers, cleans up, judges and scores. What is known is on disk at
 * every moment.
 *
 * @throws RunDirectoryError when the run's folder cannot be written; the target has been cleaned up then
 */
export async function audit(request: AuditRequest): Promise<AuditOutcome> {
  const { input } = request;
  const planned = planAudit(request.parts ?? PARTS, { ...input, thresholds: request.profile.thresholds });
  const objection = objectionTo(planned, input);
  if (objection !== undefined) return { kind: 'refused', message: objection };

  const { directory, run, answered } = begin(request);
  directory.write(STORED.plan, JSON.stringify(planned.plan));
  const live = readingStored(directory, [FILES.journal, FILES.sightings], () =>
    openLiveRun({
      target: input.target,
      env: request.env,
      guesses: request.guesses ?? [],
      directory,
      seed: run.seed,
      prefix: run.attempts === 1 ? '' : `r${run.attempts}/`,
      observers: (request.parts ?? PARTS).observers,
      version: request.version,
      keyFile: request.keyFile,
      targetFile: run.targetFile,
      allowCommands: request.allowCommands === true,
      ...(request.ca === undefined ? {} : { ca: request.ca }),
    }),
  );
  const stop = () => live.stop();
  request.signal.addEventListener('abort', stop);
  try {
    await live.journal.mend(live.cleaner);
    const refusal = await refusalOf(live, planned, input);
    if (refusal?.kind === 'refused') {
      if (request.resume === undefined) directory.remove();
      return refusal;
    }
    const because = refusal?.because;
    const times = createPhaseTimes(() => performance.now());
    const leftBehind =
      because === undefined ? await carryOut({ ...request, times }, planned, live, directory, answered) : [];
    const complete = because === undefined && !request.signal.aborted;
    directory.write(
      FILES.sightings,
      live.sightings
        .all()
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    );
    const finished: StoredRun = {
      ...run,
      complete,
      requests: run.requests + live.requests(),
      phases: [...(run.phases ?? []), ...times.all()],
      finishedAt: new Date().toISOString(),
      leftBehind: [...leftBehind],
      notes: [...(refusal?.notes ?? [])],
      ...(because === undefined ? {} : { because }),
    };
    writeRun(directory, finished);
    sealRun(directory);
    const concluded = conclude({ planned, input, profile: request.profile, run: finished, directory });
    const hash = checkSeal(directory);
    return { kind: 'finished', run: hash === undefined ? concluded : { ...concluded, hash } };
  } finally {
    request.signal.removeEventListener('abort', stop);
    await live.close();
  }
}

function begin(request: AuditRequest): {
  directory: RunDirectory;
  run: StoredRun;
  answered: Map<string, Answered>;
} {
  if (request.resume !== undefined) {
    const directory = openRunDirectory(request.runs, request.resume);
    const earlier = readRun(directory);
    const run = { ...earlier, attempts: earlier.attempts + 1, complete: false };
    writeRun(directory, run);
    return { directory, run, answered: new Map(readAnswers(directory).map((one) => [one.cell, one])) };
  }
  const now = new Date();
  const directory = createRunDirectory(request.runs, newRunId(now));
  const run: StoredRun = {
    schema: RUN_SCHEMA,
    id: directory.id,
    version: request.version,
    seed: newSeed(),
    startedAt: now.toISOString(),
    attempts: 1,
    complete: false,
    requests: 0,
    leftBehind: [],
    notes: [],
    targetFile: request.targetFile,
    ...(request.commit === undefined ? {} : { commit: request.commit }),
  };
  writeInput(directory, request.input);
  writeRun(directory, run);
  return { directory, run, answered: new Map() };
}

/** What can be seen without sending anything. */
function objectionTo({ checks, plan }: Planned, { target }: StoredInput): string | undefined {
  if (checks.length === 0) return 'No check was selected.';
  const active = plan.cells.some((cell) => cell.phase !== 'passive');
  if (active && target.consent !== 'owner') {
    return (
      'This audit would send test requests and create test objects, and the target file does not say that you may.\n' +
      'If the product is yours, or its owner asked you to, add this line to the target file:\n\n    consent: owner\n'
    );
  }
  return undefined;
}

type Refusal =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreachable' | 'noted'; readonly because?: string; readonly notes: readonly string[] };

async function refusalOf(
  live: LiveRun,
  { cells }: Planned,
  { target }: StoredInput,
): Promise<Refusal | undefined> {
  if (!cells.some((cell) => cell.phase !== 'passive')) return undefined;
  const foreign = await live.refusal();
  if (foreign !== undefined) return { kind: 'refused', message: foreign };
  const { obstacles, notes } = await checkIdentities(live.world, target);
  const wrong = obstacles.filter((one) => one.kind === 'identity');
  if (wrong.length > 0) return { kind: 'refused', message: wrong.map((one) => one.message).join('\n') };
  const because = obstacles[0]?.message;
  return because === undefined ? { kind: 'noted', notes } : { kind: 'unreachable', because, notes };
}

async function carryOut(
  request: AuditRequest & { readonly times: PhaseTimes },
  planned: Planned,
  live: LiveRun,
  directory: RunDirectory,
  answered: Map<string, Answered>,
): Promise<readonly string[]> {
  const { limits } = request.input.target;
  const lines = directory.lines(STORED.answers);
  const started = performance.now();
  const phases = PHASES.filter(
    (phase) => planned.cells.some((cell) => cell.phase === phase) || phase === 'cleanup',
  );
  let progress: Progress = {
    phase: phases[0] ?? 'cleanup',
    phases,
    cellsDone: answered.size,
    cellsTotal: planned.cells.length,
    requests: 0,
    elapsedMs: 0,
    failures: 0,
  };
  const tell = (news: Partial<Progress>) => {
    progress = { ...progress, ...news, requests: live.requests(), elapsedMs: performance.now() - started };
    request.onProgress(progress);
  };
  try {
    await gather({
      cells: planned.cells.filter((cell) => !answered.has(cell.id)),
      world: live.world,
      concurrency: limits.concurrency,
      modelTokens: limits.modelTokens - spent(planned, answered, 'tokens'),
      mails: limits.mails - spent(planned, answered, 'mails'),
      stopped: () => request.signal.aborted,
      onPhase: async (phase) => {
        if (phases.includes(phase)) {
          tell({ phase });
          request.times.begin(phase);
        }
        if (phase === 'cleanup') await live.journal.clean(live.cleaner);
      },
      onStart: (cell) => tell({ current: cell.title }),
      onAnswer: (one) => {
        lines.append(one);
        answered.set(one.cell, one);
        tell({
          cellsDone: answered.size,
          failures: progress.failures + (one.result.kind === 'undecided' ? 1 : 0),
        });
      },
    });
    const failure = live.failure();
    if (failure !== undefined) throw failure;
  } catch (error) {
    // The disk is full or gone, or we have failed: nothing more can be kept, but the target is still put back as it was.
    const left = await live.journal.clean(live.cleaner);
    if (error instanceof RunDirectoryError) throw withLeftovers(error, left);
    throw error;
  } finally {
    lines.close();
  }
  tell({ phase: 'cleanup' });
  return live.journal.clean(live.cleaner);
}

function withLeftovers(error: RunDirectoryError, left: readonly string[]): RunDirectoryError {
  const removed = 'What the run had created on the target is removed.';
  const told =
    left.length === 0 ? removed : `It could not remove what it had created:\n  ${left.join('\n  ')}`;
  return new RunDirectoryError(`${error.message}\n${told}`, { cause: error, midway: true });
}

function spent(
  { cells }: Planned,
  answered: ReadonlyMap<string, Answered>,
  what: keyof Cell['cost'],
): number {
  return cells.filter((cell) => answered.has(cell.id)).reduce((sum, cell) => sum + cell.cost[what], 0);
}
