import { parseArgs } from 'node:util';
import { FLAWS } from '../../flaws/index.ts';
import type { Flaw } from '../../flaws/define-flaw.ts';

/** What the benchmark is asked to do. */
export interface BenchOptions {
  readonly flaws: readonly Flaw[];
  readonly cleanRuns: number;
  /** Every check against every flaw, rather than each flaw's own families. */
  readonly cross: boolean;
  readonly json: boolean;
  /** What was looked at, in words. */
  readonly scope: string;
}

/** A command line that cannot be followed. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError';
}

const CLEAN_RUNS = 10;

/** @throws BenchUsageError when an option names nothing */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      flaw: { type: 'string', multiple: true, default: [] },
      'clean-runs': { type: 'string' },
      cross: { type: 'boolean', default: false },
      shard: { type: 'string' },
    },
  });
  const named = select(FLAWS, values.flaw, ({ id }) => [id]);
  const chosen = select(named, values.only, ({ family, mustFail }) => [
    family,
    ...mustFail.map((check) => check.split('/')[0] ?? check),
  ]);
  const narrowed = values.flaw.length > 0 || values.only.length > 0;
  const cleanRuns = values['clean-runs'] === undefined ? CLEAN_RUNS : Number(values['clean-runs']);
  if (!Number.isInteger(cleanRuns) || cleanRuns < 0) {
    throw new BenchUsageError('--clean-runs takes a number of runs.');
  }
  return {
    flaws: shardOf(chosen, values.shard),
    cleanRuns,
    cross: values.cross,
    json: values.json,
    scope: narrowed ? [...values.only, ...values.flaw].join(', ') : 'all',
  };
}

function select(
  flaws: readonly Flaw[],
  wanted: readonly string[],
  namesOf: (flaw: Flaw) => readonly string[],
): readonly Flaw[] {
  const names = wanted.flatMap((one) => one.split(','));
  for (const name of names) {
    if (!flaws.some((flaw) => namesOf(flaw).includes(name))) {
      const known = [...new Set(flaws.flatMap(namesOf))].join(', ');
      throw new BenchUsageError(`There is no flaw or family ${name}. There are ${known}.`);
    }
  }
  return names.length === 0
    ? flaws
    : flaws.filter((flaw) => namesOf(flaw).some((name) => names.includes(name)));
}

/** `--shard 2/4`: the second of four parts, for several machines. */
function shardOf(flaws: readonly Flaw[], shard: string | undefined): readonly Flaw[] {
  if (shard === undefined) return flaws;
  const [part, parts] = shard.split('/').map(Number);
  if (part === undefined || parts === undefined || !(part >= 1 && part <= parts)) {
    throw new BenchUsageError('--shard takes a part and a number of parts, such as 2/4.');
  }
  return flaws.filter((_, index) => index % parts === part - 1);
}
