import { FILES } from '../io/live-run.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import { readRun, STORED, StoredRunError } from './stored.ts';

/** In the format of `sha256sum`, so that nobody needs us to check it: `sha256sum -c SHA256SUMS`. */
const SEAL = 'SHA256SUMS';

/** What a verdict rests on. The scorecard and the report are made of it, and made again. */
const SEALED = [STORED.run, STORED.input, STORED.plan, STORED.answers, ...Object.values(FILES)].sort();

/** Writes down the hashes of a run's record, when it has ended. */
export function sealRun(directory: RunDirectory): void {
  directory.write(SEAL, sumsOf(directory));
}

/**
 * The hash of a run's record: that of its list of hashes, as `sha256sum SHA256SUMS` prints it. A run that was cut short goes on
 * changing, and has none. This finds what was changed afterwards; it proves nothing about who made the run, so a reader compares
 * it with the hash that was handed over when the run was made.
 *
 * @throws StoredRunError when the record is not as it was when the run ended
 */
export function checkSeal(directory: RunDirectory): string | undefined {
  if (!readRun(directory).complete) return undefined;
  if (!directory.has(SEAL)) {
    throw new StoredRunError(
      `${directory.path} has no ${SEAL}: it was changed, or made by an older launch-ready. Run the audit again.`,
    );
  }
  const [written, now] = [linesOf(directory.read(SEAL)), linesOf(sumsOf(directory))];
  const changed = SEALED.filter((name) => lineOf(written, name) !== lineOf(now, name));
  if (changed.length > 0) {
    throw new StoredRunError(
      `${directory.path} was changed or damaged after the run had ended: ${changed.join(', ')}. What it says proves nothing any more. Run the audit again.`,
    );
  }
  return directory.sha256(SEAL);
}

function sumsOf(directory: RunDirectory): string {
  return SEALED.filter((name) => directory.has(name))
    .map((name) => `${directory.sha256(name)}  ${name}\n`)
    .join('');
}

function linesOf(sums: string): readonly string[] {
  return sums.split('\n');
}

function lineOf(lines: readonly string[], name: string): string | undefined {
  return lines.find((line) => line.endsWith(`  ${name}`));
}
