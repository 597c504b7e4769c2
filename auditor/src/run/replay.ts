import type { Finding } from '../core/finding.ts';
import type { Profile } from '../core/profile.ts';
import { gather, planAudit, type Answered, type Parts, type Planned } from '../engine.ts';
import { FILES } from '../io/live-run.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import { createSightings, evidenceOf } from '../io/sightings.ts';
import { readTape } from '../io/tape.ts';
import { createTapeWorld } from '../io/tape-world.ts';
import { conclude, type FinishedRun } from './conclude.ts';
import { PARTS } from './parts.ts';
import { checkSeal } from './seal.ts';
import { openingStored, readAnswers, readingStored, readInput, readRun } from './stored.ts';

interface OpenOptions {
  readonly directory: RunDirectory;
  readonly profile: Profile;
  readonly parts?: Parts;
}

/**
 * A stored run, judged again on its evidence.
 *
 * @throws StoredRunError when it is of another version, damaged, or was changed after it had ended
 */
export function openRun({ directory, profile, parts = PARTS }: OpenOptions): FinishedRun {
  const hash = checkSeal(directory);
  const input = readInput(directory);
  const run = openingStored(directory, () => {
    const planned = planAudit(parts, { ...input, thresholds: profile.thresholds });
    return conclude({ planned, input, profile, run: readRun(directory), directory });
  });
  return hash === undefined ? run : { ...run, hash };
}

/**
 * Plays a run again from its tape: every probe asks its questions once more and gets the recorded answers. Nothing is sent.
 * The verdicts are the same as those of the run, byte for byte, as long as probes and checks are the same.
 */
export async function replayTape({ directory, profile, parts = PARTS }: OpenOptions): Promise<FinishedRun> {
  checkSeal(directory);
  const input = readInput(directory);
  const run = readRun(directory);
  const planned = openingStored(directory, () =>
    planAudit(parts, { ...input, thresholds: profile.thresholds }),
  );
  const tape = readingStored(directory, [FILES.tape], () => readTape(directory.readLines(FILES.tape)));
  const recorded = readAnswers(directory);
  const answered: Answered[] = [];
  for (const prefix of new Set(recorded.map((one) => one.prefix))) {
    const ofPrefix = new Set(recorded.filter((one) => one.prefix === prefix).map((one) => one.cell));
    await gather({
      cells: planned.cells.filter((cell) => ofPrefix.has(cell.id)),
      world: createTapeWorld({ tape, seed: run.seed, prefix }),
      concurrency: 1,
      modelTokens: input.target.limits.modelTokens,
      mails: input.target.limits.mails,
      onPhase: () => Promise.resolve(),
      onStart: () => undefined,
      onAnswer: (one) => answered.push(one),
      stopped: () => false,
    });
  }
  const sightings = createSightings(parts.observers, directory.readLines(FILES.sightings), input.target);
  for (const { exchange, operation } of tape.exchanges.values()) {
    sightings.see(exchange, operation, exchange.outcome.kind === 'answer' ? exchange.outcome.body : '');
  }
  const again = { answered, observed: evidenceOf(sightings.all()) };
  return conclude({ planned, input, profile, run, directory, again });
}

/** The cells that show a finding again: its own, or for what an observer saw, those whose traffic it reads. */
export function cellsShowing(finding: Finding, planned: Planned, parts: Parts = PARTS): readonly string[] {
  if (!finding.cell.startsWith('observer/')) return [finding.cell];
  const lanes = finding.exhibits.map((exhibit) => exhibit.exchange);
  const seenIn = planned.cells.filter((cell) => lanes.some((lane) => lane.includes(cell.id)));
  if (seenIn.length > 0) return seenIn.map((cell) => cell.id);
  const observer = parts.observers.find((one) => finding.cell === `observer/${one.id}`);
  return planned.cells.filter((cell) => observer?.traffic.includes(cell.probe)).map((cell) => cell.id);
}
