import { join } from 'node:path';
import { startStage, type Stage, type StageOptions } from '../stage/stage.ts';
import { runAuditor } from './auditor-process.ts';
import type { Audited } from './audited.ts';
import { scorecardOf } from './scorecard.ts';

export type AuditedStage = Omit<Audited, 'seeded'>;

/** Raises the launch stage, audits it with all that it allows, and takes it down. */
export async function auditStage(options: StageOptions): Promise<AuditedStage> {
  const stage = await startStage(options);
  try {
    return await auditOnStage(stage);
  } finally {
    await stage.stop();
  }
}

interface Order {
  /** Another file than the stage's own. */
  readonly targetFile?: string;
  /** Everything, where empty. */
  readonly only?: readonly string[];
}

/** Audits a stage that is up. */
export async function auditOnStage(
  stage: Stage,
  { targetFile, only = [] }: Order = {},
): Promise<AuditedStage> {
  const runs = join(stage.directory, 'runs');
  const scope = only.length === 0 ? [] : ['--only', only.join(',')];
  const file = targetFile ?? stage.targetFile;
  const args = ['audit', file, '--allow-commands', ...scope, '--format', 'json', '--runs', runs, '--quiet'];
  const result = await runAuditor(args, stage);
  const scorecard = scorecardOf(result);
  const runDirectory = join(runs, scorecard.run.id);
  return { scorecard, exit: result.exit, runDirectory, auditSeconds: result.seconds };
}
