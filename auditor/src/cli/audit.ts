import { resolve } from 'node:path';
import { PROFILE_IDS, type Profile } from '../core/profile.ts';
import { selectableNames, unknownNames } from '../core/select.ts';
import { planAudit } from '../engine.ts';
import { nearest } from '../intake/suggest.ts';
import { ownKeyFile } from '../io/files.ts';
import { openRunDirectory } from '../io/run-directory.ts';
import { version } from '../io/version.ts';
import { profileById } from '../profiles/index.ts';
import { audit } from '../run/audit.ts';
import { PARTS } from '../run/parts.ts';
import { readInput, readRun, type StoredInput } from '../run/stored.ts';
import { exitFor, EXIT, UsageError } from './exit.ts';
import { loadTarget, type LoadedTarget } from './load-target.ts';
import { renderPlan } from './plan-text.ts';
import { startProgress } from './progress-line.ts';
import { checkOut, deliver } from './deliver.ts';
import { interruption } from './interruption.ts';

interface AuditOptions {
  readonly profile?: string;
  readonly only?: readonly string[];
  readonly dryRun?: boolean;
  readonly resume?: string;
  readonly format: readonly string[];
  readonly out?: string;
  readonly runs: string;
  readonly quiet?: boolean;
  readonly allowCommands?: boolean;
}

/** `launch-ready audit`: the whole run. Answers with the exit code. */
export async function auditCommand(file: string, options: AuditOptions): Promise<number> {
  const runs = resolve(options.runs);
  const loaded = await loadTarget(
    options.resume === undefined ? file : targetFileOf(runs, options.resume),
    options.dryRun === true ? 'text' : 'variables',
  );
  for (const notice of loaded.notices) process.stderr.write(`${notice}\n`);
  const input =
    options.resume === undefined ? newInput(loaded, options) : resumedInput(runs, options.resume, loaded);
  const profile = profileById(input.profile);
  if (options.dryRun === true) {
    const { plan } = planAudit(PARTS, { ...input, thresholds: profile.thresholds });
    process.stdout.write(renderPlan(plan, input.target));
    return EXIT.ready;
  }
  checkOut(options.out);
  const stop = interruption();
  const progress = startProgress(options.quiet === true);
  try {
    const outcome = await audit({
      input,
      profile,
      env: loaded.env,
      guesses: loaded.guesses,
      runs,
      version: version(),
      targetFile: loaded.file,
      keyFile: ownKeyFile(),
      signal: stop.signal,
      allowCommands: options.allowCommands === true,
      onProgress: progress.show,
      ...(loaded.ca === undefined ? {} : { ca: loaded.ca }),
      ...(loaded.commit === undefined ? {} : { commit: loaded.commit }),
      ...(options.resume === undefined ? {} : { resume: options.resume }),
    });
    progress.end();
    if (outcome.kind === 'refused') throw new UsageError(outcome.message);
    await deliver(outcome.run, profile, options);
    if (stop.signal.aborted)
      process.stderr.write(
        `Interrupted. Go on with: npx launch-ready audit --resume ${outcome.run.directory.id}\n`,
      );
    return exitFor(outcome.run.scorecard.verdict);
  } finally {
    progress.end();
    stop.release();
  }
}

function newInput(loaded: LoadedTarget, options: AuditOptions): StoredInput {
  const only = (options.only ?? []).flatMap((one) => one.split(',')).filter((one) => one !== '');
  const [unknown] = unknownNames(PARTS.checks, only);
  if (unknown !== undefined) {
    const names = [...selectableNames(PARTS.checks), ...PARTS.checks.map((check) => check.id)];
    const close = nearest(unknown, names);
    throw new UsageError(
      `--only ${unknown}: there is no such check, family, row, gate or step.${close === undefined ? '' : ` Did you mean ${close}?`}`,
    );
  }
  const id = PROFILE_IDS.find((one) => one === (options.profile ?? loaded.target.profile));
  if (id === undefined) {
    throw new UsageError(
      `Which audience and goal? Add \`profile:\` to the target file or --profile to the command: ${PROFILE_IDS.join(', ')}.`,
    );
  }
  return {
    target: loaded.target,
    operations: loaded.operations,
    texts: loaded.texts,
    ...(loaded.source === undefined ? {} : { source: loaded.source }),
    ...(loaded.monitors === undefined ? {} : { monitors: loaded.monitors }),
    profile: id satisfies Profile['id'],
    only,
  };
}

function targetFileOf(runs: string, run: string): string {
  return readRun(openRunDirectory(runs, run)).targetFile;
}

/** An interrupted run goes on with what it began with: answers to two different questions cannot be added up. */
function resumedInput(runs: string, run: string, loaded: LoadedTarget): StoredInput {
  const stored = readInput(openRunDirectory(runs, run));
  const same = JSON.stringify(stored.target) === JSON.stringify(loaded.target);
  if (!same)
    throw new UsageError(`The target file has changed since run ${run} began. Start a new audit instead.`);
  return stored;
}
