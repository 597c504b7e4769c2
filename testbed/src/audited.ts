import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runAuditor } from './auditor-process.ts';
import { startChatbot } from './chatbot-process.ts';
import { scorecardOf, type Scorecard } from './scorecard.ts';
import { seed, type Seeded } from './seed.ts';

/** A product that was started, prepared and audited. */
export interface Audited {
  readonly scorecard: Scorecard;
  readonly exit: number | null;
  /** The run's own folder, with tape and reports. */
  readonly runDirectory: string;
  readonly seeded: Seeded;
  readonly auditSeconds: number;
}

interface AuditOptions {
  /** Emptied first; keeps the chatbot's logs, the target file and the run. */
  readonly directory: string;
  /** Where the run is kept instead. */
  readonly runs?: string;
  readonly flaws?: readonly string[];
  /** Checks or families; everything by default. */
  readonly only?: readonly string[];
  /** Limits that nobody meets. */
  readonly roomy?: boolean;
  /** The repository whose hook-up takes kits into the product. */
  readonly mendedIn?: string;
}

/** Starts a fresh chatbot, prepares it, audits it and stops it. */
export async function auditChatbot({
  directory,
  runs = join(directory, 'runs'),
  flaws = [],
  only = [],
  roomy = false,
  mendedIn,
}: AuditOptions): Promise<Audited> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const chatbot = await startChatbot({ directory: join(directory, 'chatbot'), flaws, roomy, mendedIn });
  try {
    const seeded = await seed(chatbot, join(directory, 'target'), { flaws, repository: mendedIn });
    const narrowed = only.length === 0 ? [] : ['--only', only.join(',')];
    const result = await runAuditor(
      [
        'audit',
        seeded.targetFile,
        ...narrowed,
        '--allow-commands',
        '--format',
        'json',
        '--runs',
        runs,
        '--quiet',
      ],
      seeded,
    );
    const scorecard = scorecardOf(result);
    const { exit, seconds } = result;
    const runDirectory = join(runs, scorecard.run.id);
    return { scorecard, exit, runDirectory, seeded, auditSeconds: seconds };
  } finally {
    await chatbot.stop();
  }
}
