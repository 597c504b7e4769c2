import { resolve } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { planAudit } from '../engine.ts';
import { ownKeyFile } from '../io/files.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import { version } from '../io/version.ts';
import { profileById } from '../profiles/index.ts';
import { audit } from '../run/audit.ts';
import type { FinishedRun } from '../run/conclude.ts';
import { PARTS } from '../run/parts.ts';
import { cellsShowing, openRun, replayTape } from '../run/replay.ts';
import { readInput, readRun } from '../run/stored.ts';
import { EXIT, exitFor, UsageError } from './exit.ts';
import { interruption } from './interruption.ts';
import { loadTarget } from './load-target.ts';
import { startProgress } from './progress-line.ts';
import { runOf } from './run-of.ts';

interface ReplayOptions {
  readonly runs: string;
  readonly quiet?: boolean;
  readonly allowCommands?: boolean;
}

/** `launch-ready replay`: a whole run from its tape, or one finding on the living product. */
export async function replayCommand(
  name: string,
  finding: string | undefined,
  options: ReplayOptions,
): Promise<number> {
  const directory = runOf(options.runs, name);
  return finding === undefined ? replayWhole(directory) : replayFinding(directory, finding, options);
}

async function replayWhole(directory: RunDirectory): Promise<number> {
  const profile = profileById(readInput(directory).profile);
  const stored = openRun({ directory, profile }).scorecard;
  const again = (await replayTape({ directory, profile })).scorecard;
  const changed = stored.checks.filter(
    (check, index) => JSON.stringify(check) !== JSON.stringify(again.checks[index]),
  );
  if (changed.length === 0) {
    process.stdout.write(
      `Run ${directory.id} played again from its tape: ${again.checks.length} verdicts, all the same. ${again.headline}\n`,
    );
    return exitFor(again.verdict);
  }
  process.stdout.write(`Run ${directory.id} played again from its tape gives other verdicts:\n`);
  for (const check of changed) {
    const now = again.checks.find((one) => one.id === check.id)?.status ?? 'not judged';
    process.stdout.write(`  ${check.id}: ${check.status}, now ${now}\n`);
  }
  process.stdout.write('The checks or probes have changed since it was recorded.\n');
  return EXIT.notProven;
}

async function replayFinding(
  directory: RunDirectory,
  wanted: string,
  options: ReplayOptions,
): Promise<number> {
  const input = readInput(directory);
  const profile = profileById(input.profile);
  const finding = findingOf(openRun({ directory, profile }), wanted);
  const loaded = await loadTarget(readRun(directory).targetFile);
  const planned = planAudit(PARTS, { ...input, thresholds: profile.thresholds });
  const cells = cellsShowing(finding, planned);
  const stop = interruption();
  const progress = startProgress(options.quiet === true);
  try {
    const outcome = await audit({
      input: {
        ...input,
        target: loaded.target,
        operations: loaded.operations,
        texts: loaded.texts,
        ...(loaded.source === undefined ? {} : { source: loaded.source }),
        ...(loaded.monitors === undefined ? {} : { monitors: loaded.monitors }),
        only: [finding.check],
        cells,
      },
      profile,
      env: loaded.env,
      guesses: loaded.guesses,
      runs: resolve(options.runs),
      version: version(),
      targetFile: loaded.file,
      keyFile: ownKeyFile(),
      signal: stop.signal,
      allowCommands: options.allowCommands === true,
      onProgress: progress.show,
      ...(loaded.ca === undefined ? {} : { ca: loaded.ca }),
      ...(loaded.commit === undefined ? {} : { commit: loaded.commit }),
    });
    progress.end();
    if (outcome.kind === 'refused') throw new UsageError(outcome.message);
    return tell(finding, outcome.run);
  } finally {
    progress.end();
    stop.release();
  }
}

function findingOf(run: FinishedRun, wanted: string): Finding {
  const findings = run.scorecard.checks.flatMap((check) => check.findings);
  const matching = findings.filter((one) => one.fingerprint.startsWith(wanted));
  const [only] = matching;
  if (only !== undefined && matching.length === 1) return only;
  if (matching.length > 1)
    throw new UsageError(`${wanted} could be any of ${matching.length} findings. Write more of it.`);
  const known = findings.map((one) => `  ${one.fingerprint}  ${one.what}`).join('\n');
  throw new UsageError(
    `Run ${run.directory.id} has no finding ${wanted}.${known === '' ? '' : ` It has:\n${known}`}`,
  );
}

function tell(finding: Finding, run: FinishedRun): number {
  const check = run.scorecard.checks.find((one) => one.id === finding.check);
  const again = check?.findings.find((one) => one.fingerprint === finding.fingerprint);
  process.stdout.write(`${finding.what}\n`);
  if (again !== undefined) {
    process.stdout.write(`Reproduced. The exchanges are in run ${run.directory.id}.\n`);
    return again.certainty === 'proven' && again.level === 'fail' ? EXIT.notReady : EXIT.notProven;
  }
  if (check?.status === 'pass') {
    process.stdout.write(
      'Held: the same question was asked with the same controls, and the answer was right.\n',
    );
    return EXIT.ready;
  }
  process.stdout.write(`Unproven: ${check?.because ?? 'the question could not be asked'}.\n`);
  return EXIT.notProven;
}
