import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTraps } from '../strangers/traps/product.ts';
import { TRAPS_ENV, TRAPS_OPENAPI, trapsTarget } from '../strangers/traps/target.ts';
import type { TrapId } from '../strangers/traps/traps.ts';
import { runAuditor } from './auditor-process.ts';
import { scorecardOf, type Scorecard } from './scorecard.ts';

/** The product full of traps after an audit. */
export interface AuditedTraps {
  readonly scorecard: Scorecard;
  readonly runDirectory: string;
  /** Traps that nobody walked into: of them the run says nothing. */
  readonly untouched: readonly TrapId[];
  /** Rows that were left behind. */
  readonly rows: number;
}

/** Starts the product full of traps and audits it whole. */
export async function auditTraps(directory: string): Promise<AuditedTraps> {
  mkdirSync(directory, { recursive: true });
  const product = await startTraps();
  try {
    const file = join(directory, 'launch-ready.yaml');
    writeFileSync(file, JSON.stringify(trapsTarget(product.url), null, 2));
    writeFileSync(join(directory, 'openapi.json'), JSON.stringify(TRAPS_OPENAPI));
    const runs = join(directory, 'runs');
    const env = { ...TRAPS_ENV, XDG_CONFIG_HOME: join(directory, 'config') };
    const result = await runAuditor(['audit', file, '--format', 'json', '--runs', runs, '--quiet'], { env });
    const scorecard = scorecardOf(result);
    const runDirectory = join(runs, scorecard.run.id);
    return { scorecard, runDirectory, untouched: product.untouched(), rows: product.rows() };
  } finally {
    await product.stop();
  }
}
