import { dirname, relative, resolve } from 'node:path';
import type { Check } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { FRAMEWORK_NAMES, UNKNOWN_STACK, type Stack } from '../core/stack.ts';
import type { Target } from '../core/target.ts';
import { agentBrief } from '../fixes/agent-brief.ts';
import { chooseKits, type Chosen } from '../fixes/choose.ts';
import { KITS } from '../fixes/index.ts';
import type { KitContext } from '../fixes/kit.ts';
import { asCurl } from '../fixes/regression-curl.ts';
import { asVitest } from '../fixes/regression-vitest.ts';
import { exportFinding } from '../fixes/regression.ts';
import { addFiles, standing } from '../io/new-files.ts';
import { profileById } from '../profiles/index.ts';
import type { FinishedRun } from '../run/conclude.ts';
import { PARTS } from '../run/parts.ts';
import { openRun } from '../run/replay.ts';
import { readInput, readRun } from '../run/stored.ts';
import { EXIT, UsageError } from './exit.ts';
import { kitList, kitText, wordsText } from './fix-text.ts';
import { loadStack } from './load-stack.ts';
import { runOf } from './run-of.ts';

interface FixOptions {
  readonly runs: string;
  readonly repo?: string;
  readonly apply?: boolean;
  readonly list?: boolean;
  readonly forAgent?: boolean;
  readonly tests?: 'vitest' | 'curl';
}

/** `launch-ready fix`: files that mend what a run proved, as a diff; written only when asked. */
export function fixCommand(
  name: string | undefined,
  wanted: string | undefined,
  options: FixOptions,
): number {
  if (options.list === true) return print(kitList(KITS, PARTS.checks));
  if (name === undefined)
    throw new UsageError(
      'Name a run, or "latest". `npx launch-ready fix --list` lists the kits without one.',
    );
  const directory = runOf(options.runs, name);
  const { target, profile } = readInput(directory);
  const run = openRun({ directory, profile: profileById(profile) });
  const failed = failedIn(run);
  const { chosen, inWords } = choose(failed, wanted);
  const about = failed.filter(({ check }) =>
    [...inWords, ...chosen.flatMap((one) => one.checks)].includes(check),
  );
  const findings = about.flatMap(({ check, findings: found }) =>
    narrowed(found, wanted).map((finding) => ({ check, finding })),
  );
  if (chosen.length + inWords.length === 0) return nothingFailed(run);

  const repository = repositoryOf(target, readRun(directory).targetFile, options.repo);
  const stack = repository === undefined ? UNKNOWN_STACK : loadStack(repository);
  if (options.forAgent === true) {
    for (const one of findings)
      print(agentBrief({ ...one, run: directory.id, exchanges: run.exchanges, stack, kits: KITS }));
    return EXIT.ready;
  }
  if (options.tests !== undefined)
    return exportTests(
      run,
      findings.map((one) => one.finding),
      options.tests,
    );
  print(headline({ run, failed, chosen, stack, repository }));
  if (options.apply !== true) {
    for (const one of chosen) showKit(one, contextOf(target, stack), repository);
    print(wordsText(inWords));
    return EXIT.ready;
  }
  if (repository === undefined) throw new UsageError(`${NO_REPOSITORY} Nothing was written.`);
  const results = chosen.map((one) => applyKit(one, contextOf(target, stack), repository));
  print(wordsText(inWords));
  return results.every(Boolean) ? EXIT.ready : EXIT.usage;
}

const NO_REPOSITORY =
  'The target file names no repository (repo:), so it is not known where files go. Name the folder with --repo.';

/** A check that failed with proof. */
export interface Failed {
  readonly check: Check;
  readonly findings: readonly Finding[];
}

/** What failed with proof, with the findings that show it. */
function failedIn(run: FinishedRun): readonly Failed[] {
  return run.scorecard.checks.flatMap((result) => {
    const check = PARTS.checks.find((one) => one.id === result.id);
    if (check === undefined || result.status !== 'fail') return [];
    return [{ check, findings: result.findings.filter((one) => one.level === 'fail') }];
  });
}

/** All that failed; or one check, family, finding or kit by its name. */
function choose(failed: readonly Failed[], wanted: string | undefined) {
  if (wanted === undefined)
    return chooseKits(
      KITS,
      failed.map((one) => one.check),
    );
  const kit = KITS.find((one) => one.id === wanted);
  if (kit !== undefined) {
    const checks = failed.map((one) => one.check).filter((check) => check.fix.kits?.includes(kit.id));
    return { chosen: [{ kit, checks }], inWords: [] };
  }
  const checks = PARTS.checks.filter((check) => check.id === wanted);
  if (checks.length > 0) return chooseKits(KITS, checks);
  const named = failed.filter(
    ({ check, findings }) =>
      check.family === wanted || findings.some((one) => one.fingerprint.startsWith(wanted)),
  );
  if (named.length > 0)
    return chooseKits(
      KITS,
      named.map((one) => one.check),
    );
  const known = failed.map((one) => `  ${one.check.id}`).join('\n');
  throw new UsageError(
    `${wanted} is no check, no kit, and no failure of this run.${known === '' ? ' Nothing failed in it.' : ` What failed:\n${known}`}`,
  );
}

/** A name that is a finding's own means this one alone. */
function narrowed(findings: readonly Finding[], wanted: string | undefined): readonly Finding[] {
  const own = findings.filter((one) => wanted !== undefined && one.fingerprint.startsWith(wanted));
  return own.length > 0 ? own : findings;
}

/** The script to stdout, so that it can be put where it belongs; what could not be exported to stderr. */
function exportTests(run: FinishedRun, findings: readonly Finding[], as: 'vitest' | 'curl'): number {
  const exported = findings.map((one) => exportFinding(one, run.exchanges));
  for (const one of exported) {
    if (one.ok) continue;
    const { fingerprint, what } = one.finding;
    process.stderr.write(
      `Not exported: ${what} (${one.because}). Ask it again with \`npx launch-ready replay ${run.directory.id} ${fingerprint.slice(0, 12)}\`.\n`,
    );
  }
  const regressions = exported.flatMap((one) => (one.ok ? [one.regression] : []));
  if (regressions.length === 0) {
    process.stderr.write('None of these proofs can be told as a test of a few requests.\n');
    return EXIT.notProven;
  }
  return print((as === 'vitest' ? asVitest : asCurl)(run.directory.id, regressions));
}

function nothingFailed({ scorecard }: FinishedRun): number {
  const open = scorecard.checks.filter((one) => one.status === 'unproven').length;
  const passed = scorecard.checks.filter((one) => one.status === 'pass').length;
  if (passed === 0) {
    print(`Nothing was decided in this run, so there is nothing to mend yet. ${scorecard.headline}\n`);
    return EXIT.notProven;
  }
  const rest =
    open === 0
      ? ''
      : ` ${open} checks are open: they ask for an answer, not for a fix (\`npx launch-ready show\`).`;
  print(`Nothing failed with proof in this run, so there is nothing to mend.${rest}\n`);
  return EXIT.ready;
}

interface Summary {
  readonly run: FinishedRun;
  readonly failed: readonly Failed[];
  readonly chosen: readonly Chosen[];
  readonly stack: Stack;
  readonly repository: string | undefined;
}

function headline({ run, failed, chosen, stack, repository }: Summary): string {
  const seen = stack.seenIn.length === 0 ? '' : `, seen in ${stack.seenIn.join(', ')}`;
  const built =
    repository === undefined
      ? `${NO_REPOSITORY} What follows is for ${FRAMEWORK_NAMES.generic}.`
      : stack.framework === 'generic'
        ? `No framework that has kits of its own was seen in ${relative('.', repository) || '.'}${seen}: what follows is for ${FRAMEWORK_NAMES.generic}.`
        : `Built with ${FRAMEWORK_NAMES[stack.framework]}${seen}.`;
  return `Run ${run.directory.id}: ${failed.length} checks failed with proof; ${chosen.length} kits follow. ${built}\n\n`;
}

function showKit(one: Chosen, context: KitContext, repository: string | undefined): void {
  const recipe = one.kit.recipe(context);
  const places = recipe.files.map((file) => ({
    file,
    standing: repository === undefined ? ('free' as const) : standing(repository, file),
  }));
  print(kitText({ ...one, recipe, stack: context.stack, places }));
}

function applyKit({ kit, checks }: Chosen, context: KitContext, repository: string): boolean {
  const recipe = kit.recipe(context);
  const added = addFiles(repository, recipe.files);
  if (!added.ok) {
    print(`${kit.id}: nothing was written.\n${added.conflicts.map((one) => `  ${one}\n`).join('')}`);
    print(
      `  Compare with \`npx launch-ready fix <run> ${kit.id}\`, and take over by hand what you want of it.\n\n`,
    );
    return false;
  }
  const lines = [
    ...added.written.map((path) => `  wrote ${path}`),
    ...added.same.map((path) => `  ${path} was there already`),
  ];
  const mends = checks.length === 0 ? '' : `, for ${checks.map((one) => one.id).join(', ')}`;
  print(`${kit.id}${mends}\n${lines.join('\n')}\n`);
  print(`${handText(recipe.wiring)}\n`);
  return true;
}

function handText(wiring: readonly string[]): string {
  return `  Nothing changes before you do this:\n${wiring.map((line) => `    ${line.replaceAll('\n', '\n    ')}\n`).join('')}`;
}

function repositoryOf(target: Target, targetFile: string, given: string | undefined): string | undefined {
  if (given !== undefined) return resolve(given);
  return target.repo === undefined ? undefined : resolve(dirname(targetFile), target.repo);
}

function contextOf(target: Target, stack: Stack): KitContext {
  const app = originOf(target.app) ?? originOf(target.api) ?? 'https://app.example.com';
  return {
    stack,
    app,
    api: originOf(target.api) ?? app,
    domain: target.domain?.name ?? new URL(app).hostname,
    product: target.product ?? new URL(app).hostname,
  };
}

function originOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : new URL(address).origin;
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ready;
}
