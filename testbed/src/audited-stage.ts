import { join } from 'node:path';
import { startStage } from '../stage/stage.ts';
import { runAuditor } from './auditor-process.ts';
import type { Audited } from './audited.ts';
import { scorecardOf } from './scorecard.ts';

/** Raises the launch stage, audits it with all that it allows, and takes it down. */
export async function auditStage({
  directory,
}: {
  readonly directory: string;
}): Promise<Omit<Audited, 'seeded'>> {
  const stage = await startStage({ directory });
  try {
    const runs = join(stage.directory, 'runs');
    const args = [
      'audit',
      stage.targetFile,
      '--allow-commands',
      '--format',
      'json',
      '--runs',
      runs,
      '--quiet',
    ];
    const result = await runAuditor(args, stage);
    const scorecard = scorecardOf(result);
    const runDirectory = join(runs, scorecard.run.id);
    return { scorecard, exit: result.exit, runDirectory, auditSeconds: result.seconds };
  } finally {
    await stage.stop();
  }
}
