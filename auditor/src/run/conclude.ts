import type { Evidence } from '../core/evidence.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Plan } from '../core/plan.ts';
import type { Profile } from '../core/profile.ts';
import { score, type Scorecard } from '../core/scorecard.ts';
import { waive, type Waiver } from '../core/waiver.ts';
import { judgeMaterial, materialOf, type Answered, type Planned } from '../engine.ts';
import { FILES } from '../io/live-run.ts';
import { shortHash } from '../io/names.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import { createSightings, evidenceOf } from '../io/sightings.ts';
import { readTape } from '../io/tape.ts';
import type { ToldJourney } from '../report/journeys.ts';
import type { AccessRow } from '../report/matrix.ts';
import { aimAt, aimedHints, pathOf } from '../source/aim.ts';
import { explain } from '../source/explain.ts';
import { accessRows } from './access-rows.ts';
import { toldJourneys } from './journeys.ts';
import { readAnswers, readingStored, STORED, type StoredInput, type StoredRun } from './stored.ts';

/** A run that was judged, with what reports need of it. */
export interface FinishedRun {
  readonly scorecard: Scorecard;
  readonly plan: Plan;
  readonly directory: RunDirectory;
  /** The exchanges that findings cite. */
  readonly exchanges: ReadonlyMap<string, Exchange>;
  /** Who could reach what. */
  readonly access: readonly AccessRow[];
  /** What new customers met. */
  readonly journeys: readonly ToldJourney[];
  /** The hash of its record, once it has ended. */
  readonly hash?: string;
}

interface ConcludeOptions {
  readonly planned: Planned;
  readonly input: StoredInput;
  readonly profile: Profile;
  readonly run: StoredRun;
  readonly directory: RunDirectory;
  /** Evidence to judge instead of the stored one: a probe's second performance on the tape. */
  readonly again?: {
    readonly answered: readonly Answered[];
    readonly observed: readonly Evidence<unknown>[];
  };
}

/** Judges what is on disk, so that a run that was just made and one that is opened again cannot differ. */
export function conclude({ planned, input, profile, run, directory, again }: ConcludeOptions): FinishedRun {
  const { target } = input;
  const material = materialOf({
    planned,
    answered: again?.answered ?? readAnswers(directory),
    observed: again?.observed ?? storedSightings(directory),
    absent: target.absent,
    ...(run.because === undefined ? {} : { because: run.because }),
  });
  const verdicts = judgeMaterial(planned.checks, material);
  const aim = aimAt(input.operations, pathOf(target.api));
  const explained = explain(verdicts, aimedHints(input.source?.hints ?? [], aim));
  const { judged, idle } = waive(explained, target.waivers, run.startedAt.slice(0, 10));
  const notes = [...run.notes, ...(input.only.length === 0 ? idle.map(idleNote) : [])];
  const scorecard = score({
    profile,
    judged,
    scope: input.only,
    absent: target.absent,
    run: {
      id: run.id,
      version: run.version,
      startedAt: run.startedAt,
      ...(run.finishedAt === undefined ? {} : { finishedAt: run.finishedAt }),
      complete: run.complete,
      ...(run.commit === undefined ? {} : { commit: run.commit }),
      requests: run.requests,
      ...(run.phases === undefined ? {} : { phases: run.phases }),
      product: target.product ?? target.app ?? target.api ?? 'the product',
      target: target.api ?? target.app ?? '',
      leftBehind: run.leftBehind,
      notes: run.because === undefined ? notes : [run.because, ...notes],
    },
  });
  // What another profile makes of the evidence is shown, and not kept as what the run came to.
  if (again === undefined && profile.id === input.profile)
    directory.write(STORED.scorecard, `${JSON.stringify(scorecard, null, 2)}\n`);
  const access = accessRows({
    checks: planned.checks,
    material,
    operations: input.operations,
    tenants: new Map(Object.entries(target.identities).map(([name, { tenant }]) => [name, tenant])),
    fingerprint: shortHash,
  });
  const exchanges = citedBy(scorecard, directory);
  const journeys = toldJourneys(material, directory);
  return { scorecard, plan: planned.plan, directory, exchanges, access, journeys };
}

function idleNote({ finding, check, where, owner }: Waiver): string {
  const what = finding ?? `${check ?? ''} at ${where ?? ''}`;
  return `The waiver of ${what} by ${owner} fits no failure of this run. If it is fixed, take the waiver out of the target file.`;
}

function storedSightings(directory: RunDirectory): readonly Evidence<unknown>[] {
  return readingStored(directory, [FILES.sightings], () =>
    evidenceOf(createSightings([], directory.readLines(FILES.sightings)).all()),
  );
}

function citedBy(scorecard: Scorecard, directory: RunDirectory): ReadonlyMap<string, Exchange> {
  const cited = new Set(
    scorecard.checks.flatMap((check) =>
      check.findings.flatMap((finding) => finding.exhibits.map((one) => one.exchange)),
    ),
  );
  const exchanges = new Map<string, Exchange>();
  const tape = readingStored(directory, [FILES.tape], () => readTape(directory.readLines(FILES.tape)));
  for (const { exchange } of tape.exchanges.values()) {
    if (cited.has(exchange.id)) exchanges.set(exchange.id, exchange);
  }
  return exchanges;
}
