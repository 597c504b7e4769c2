import { dirname, join, resolve } from 'node:path';
import { totalCost } from '../core/plan.ts';
import { planAudit } from '../engine.ts';
import { missingVariables } from '../intake/environment.ts';
import type { TargetFile } from '../intake/target-file.ts';
import { ownKeyFile } from '../io/files.ts';
import { openLiveRun } from '../io/live-run.ts';
import { checkIdentities } from '../io/preflight.ts';
import { createRunDirectory } from '../io/run-directory.ts';
import { version } from '../io/version.ts';
import { profileById } from '../profiles/index.ts';
import { PARTS } from '../run/parts.ts';
import { loadTarget, type LoadedTarget } from './load-target.ts';

/** What came of trying a file. */
export interface Tried {
  readonly lines: readonly string[];
  /** What does not hold. */
  readonly obstacles: readonly string[];
}

/**
 * What the new file is worth: what it would ask and cost, and whether its accounts are who it says.
 *
 * @param isComplete false while accounts are known to wait for something
 */
export async function checkWritten(out: string, file: TargetFile, isComplete: boolean): Promise<Tried> {
  const loaded = await loadTarget(out, 'text');
  const met = isComplete ? await metPeople(out, file, loaded) : NOT_MET;
  return { lines: [planned(loaded), ...met.lines], obstacles: met.obstacles };
}

const NOT_MET: Tried = { lines: [], obstacles: [] };

function planned({ target, operations, texts, source, monitors }: LoadedTarget): string {
  const id = target.profile ?? 'b2b-onboarding';
  const { thresholds } = profileById(id);
  const { plan } = planAudit(PARTS, {
    target,
    operations,
    texts,
    thresholds,
    profile: id,
    only: [],
    ...(source === undefined ? {} : { source }),
    ...(monitors === undefined ? {} : { monitors }),
  });
  const { requests, tokens, mails } = totalCost(plan.cells);
  const left =
    plan.leftOut.length === 0
      ? ''
      : ` ${plan.leftOut.length} questions are left out for want of something in the file.`;
  return `As it stands, an audit asks ${plan.cells.length} questions about ${operations.length} operations: at most ${requests} requests, ${tokens} model tokens and ${mails} mails.${left}`;
}

/** Logs everybody in once, where the file allows it and their secrets are set. */
async function metPeople(out: string, file: TargetFile, { target, env, ca }: LoadedTarget): Promise<Tried> {
  const names = Object.keys(target.identities);
  if (names.length === 0 || target.consent !== 'owner') return NOT_MET;
  if (missingVariables(file, env).length > 0)
    return {
      lines: ['Whether its accounts can log in was not tried: their variables are not set yet.'],
      obstacles: [],
    };
  const directory = createRunDirectory(join(dirname(out), '.launch-ready', 'runs'), 'init');
  const live = openLiveRun({
    target,
    env,
    directory,
    seed: '00',
    prefix: '',
    observers: [],
    version: version(),
    keyFile: ownKeyFile(),
    targetFile: resolve(out),
    ...(ca === undefined ? {} : { ca }),
  });
  try {
    const refusal = await live.refusal();
    if (refusal !== undefined) return { lines: [], obstacles: [refusal] };
    const { obstacles } = await checkIdentities(live.world, target);
    if (obstacles.length > 0) return { lines: [], obstacles: obstacles.map((one) => one.message) };
    return { lines: [`${names.join(', ')}: ${metAs(names.length, target)}`], obstacles: [] };
  } finally {
    await live.close();
    directory.remove();
  }
}

/** Without `whoami` it was seen that they get in, and not who they are. */
function metAs(count: number, { whoami }: LoadedTarget['target']): string {
  const logIn = count === 1 ? 'logs in' : 'all log in';
  if (whoami === undefined) return `${logIn}; who they are was not checked, since the file has no whoami.`;
  return `${logIn} and ${count === 1 ? 'is' : 'are'} who the file says.`;
}
