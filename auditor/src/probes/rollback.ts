import { Rollback, type RollbackData } from '../evidence/deployment.ts';
import { callOf } from '../evidence/response-call.ts';
import { commandProblem } from '../io/commands.ts';
import type { Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { coreRoutes, type CoreRoute } from './latency/core-routes.ts';
import { readRelease, type ReadRelease } from './release/read-release.ts';

const CORE_ROUTES = 3;
const PAUSE_MS = 1_000;
/** How often is looked for another release once the command has ended. */
const LOOKS = 60;
const RUN = 'environments.rollback.run';
const FORWARD = 'environments.rollback.forward';

/** Rolls back for real, looks what is served, and goes forward again. */
export const rollback: Probe = {
  id: 'rollback',
  yields: [Rollback.kind],
  plan(context) {
    const { environments, release } = context.target;
    if (environments?.rollback === undefined || release === undefined) {
      const left = {
        kind: Rollback.kind,
        what: 'a rollback',
        because: 'the file does not say how to roll back, or how the product tells its release',
        add: 'environments: { rollback: { run: ./ops/rollback.sh, forward: ./ops/deploy.sh } }\nrelease: { get: /api/version, commit: $.commit }',
      };
      return { cells: [], leftOut: [left] };
    }
    return { cells: [cellFor(context, release, environments.rollback.forward !== undefined)], leftOut: [] };
  },
};

interface Plan {
  readonly release: Parameters<typeof readRelease>[1];
  readonly forward: string;
  readonly boundMs: number;
  readonly routes: readonly CoreRoute[];
}

function cellFor(context: PlanContext, release: Plan['release'], hasForward: boolean): RunnableCell {
  const plan: Plan = {
    release,
    forward: hasForward ? FORWARD : RUN,
    boundMs: context.thresholds.rollbackMinutes * 60_000,
    routes: coreRoutes(context, CORE_ROUTES),
  };
  return {
    id: 'rollback/drill',
    probe: 'rollback',
    title: `does a rollback bring the earlier release back within ${context.thresholds.rollbackMinutes} minutes?`,
    identities: [],
    phase: 'drills',
    effect: 'write',
    commands: hasForward ? [RUN, FORWARD] : [RUN],
    cost: { requests: 2 * LOOKS + CORE_ROUTES + 2, tokens: 0, mails: 0 },
    yields: [Rollback.kind],
    run: (lane) => run(lane, plan),
  };
}

async function run(lane: Lane, { release, forward, boundMs, routes }: Plan): Promise<CellResult> {
  const allowed = commandProblem(await lane.command({ name: RUN, onlyAsk: true }));
  if (allowed !== undefined) return unanswered(`${RUN} ${allowed}`);
  const { commit: before, call } = await readRelease(lane, release);
  if (before === undefined) return unanswered(`the product does not tell its release: ${call.line}`);
  const what = `the newest release ${before}, which a drill rolled back`;
  lane.owe({ what, command: forward });
  const result = await lane.command({ name: RUN, timeoutMs: boundMs });
  const trouble = commandProblem(result);
  const spentMs = result.kind === 'refused' ? 0 : result.durationMs;
  const earlier = await awaited(lane, release, boundMs - spentMs, (commit) => commit !== before);
  const calls = [];
  for (const { ask } of earlier.release.commit === undefined ? [] : routes)
    calls.push(callOf(await lane.send(ask)));
  const forwardTrouble = commandProblem(await lane.command({ name: forward, timeoutMs: boundMs }));
  const back = await awaited(lane, release, boundMs, (commit) => commit === before);
  if (forwardTrouble === undefined && back.isThere) lane.settle(what);
  const data: RollbackData = {
    boundMs,
    before,
    calls,
    last: earlier.release.call,
    ...(earlier.isThere && earlier.release.commit !== undefined
      ? { tookMs: spentMs + earlier.waitedMs, earlier: earlier.release.commit }
      : {}),
    ...(back.release.commit === undefined ? {} : { forward: back.release.commit }),
    ...(trouble === undefined ? {} : { trouble: `${RUN} ${trouble}` }),
    ...(forwardTrouble === undefined ? {} : { forwardTrouble: `${forward} ${forwardTrouble}` }),
  };
  return gathered(Rollback.of(data));
}

interface Awaited {
  readonly release: ReadRelease;
  readonly isThere: boolean;
  readonly waitedMs: number;
}

/** Looks again and again until the release is the wanted one, a second apart. */
async function awaited(
  lane: Lane,
  release: Plan['release'],
  patienceMs: number,
  isWanted: (commit: string) => boolean,
): Promise<Awaited> {
  let waitedMs = 0;
  for (let look = 1; ; look += 1) {
    const read = await readRelease(lane, release);
    const isThere = read.commit !== undefined && isWanted(read.commit);
    if (isThere || look >= LOOKS || waitedMs >= patienceMs) return { release: read, isThere, waitedMs };
    await lane.sleep(PAUSE_MS);
    waitedMs += PAUSE_MS;
  }
}
