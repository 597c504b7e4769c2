import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { auditChatbot, type Audited } from '../audited.ts';
import { runAuditor } from '../auditor-process.ts';
import { commitAll, git } from '../git.ts';
import { HOOK_UP_FILE } from '../hook-up.ts';
import { HOOK_UP } from './hook-up-text.ts';

/** A kit whose files were written, and the failures that asked for it. */
export interface AppliedKit {
  readonly id: string;
  readonly checks: readonly string[];
  readonly files: readonly string[];
}

/** The flawed product after its kits, audited again. */
export interface Mended extends Audited {
  readonly kits: readonly AppliedKit[];
  /** The working copy in which the kits' files lie, and the hook-up beside them. */
  readonly repository: string;
  /** What `launch-ready diff` says of both runs. */
  readonly diff: string;
}

interface MendOptions {
  readonly flawed: Audited;
  readonly flaws: readonly string[];
  /** Takes the working copy and the second audit. */
  readonly directory: string;
}

/**
 * Applies the kits of a run to a working copy of the product's repository, adds the hook-up, starts the product again from there
 * with the same controls switched off, and audits it again.
 */
export async function mendAndAudit({ flawed, flaws, directory }: MendOptions): Promise<Mended> {
  const runs = dirname(flawed.runDirectory);
  const before = flawed.scorecard.run.id;
  const repository = join(directory, 'product');
  rmSync(repository, { recursive: true, force: true });
  git('.', 'clone', '--quiet', join(dirname(flawed.seeded.targetFile), 'repository'), repository);
  const applied = await asked(['fix', before, '--runs', runs, '--repo', repository, '--apply'], flawed, 0);
  const kits = kitsIn(applied);
  const missing = kits.flatMap(({ files }) => files).find((file) => !existsSync(join(repository, file)));
  if (missing !== undefined)
    throw new Error(`fix --apply said that it wrote ${missing}, and it is not there.`);
  writeFileSync(join(repository, HOOK_UP_FILE), HOOK_UP);
  commitAll(repository, 'Put the kits to work');
  const audited = await auditChatbot({
    directory: join(directory, 'mended'),
    runs,
    flaws,
    mendedIn: repository,
  });
  const diff = await asked(['diff', before, audited.scorecard.run.id, '--runs', runs], flawed, 0, 1);
  return { ...audited, kits, repository, diff };
}

async function asked(
  args: readonly string[],
  { seeded }: Audited,
  ...exits: readonly number[]
): Promise<string> {
  const { exit, stdout, stderr } = await runAuditor(args, seeded);
  if (!exits.some((one) => one === exit))
    throw new Error(`${args[0]} ended with ${String(exit)}. ${stderr}${stdout}`);
  return stdout;
}

/** Reads what `fix --apply` printed: a kit and the checks it is for, then the files that it wrote. */
export function kitsIn(printed: string): readonly AppliedKit[] {
  const kits: { id: string; checks: readonly string[]; files: string[] }[] = [];
  for (const line of printed.split('\n')) {
    const kit = /^([a-z0-9-]+), for ([a-z0-9/, -]+)$/u.exec(line);
    if (kit !== null) kits.push({ id: kit[1] ?? '', checks: (kit[2] ?? '').split(', '), files: [] });
    const file = /^ {2}(?:wrote (\S+)|(\S+) was there already)$/u.exec(line);
    if (file !== null) kits.at(-1)?.files.push(file[1] ?? file[2] ?? '');
  }
  return kits;
}
