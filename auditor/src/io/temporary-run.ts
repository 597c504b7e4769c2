import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunDirectory, type RunDirectory } from './run-directory.ts';

/** A run's folder that is gone when the run is over: what was seen is in the report. */
export interface TemporaryRun extends Disposable {
  readonly directory: RunDirectory;
}

export function temporaryRun(): TemporaryRun {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-look-'));
  return {
    directory: createRunDirectory(folder, 'look'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
