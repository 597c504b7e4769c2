import { RunDirectoryError } from '../io/run-directory.ts';
import { StoredRunError } from '../run/stored.ts';
import { EXIT, UsageError } from './exit.ts';

/** Turns whatever went wrong into a sentence and an exit code. No stack trace reaches a user. */
export function explainFailure(error: unknown): number {
  if (error instanceof UsageError || error instanceof StoredRunError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof RunDirectoryError) {
    process.stderr.write(`${error.message}\n`);
    return error.midway ? EXIT.notProven : EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`launch-ready failed, and it is not your fault: ${message}\n`);
  if (process.env['LAUNCH_READY_DEBUG'] !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  else process.stderr.write('Run it again with LAUNCH_READY_DEBUG=1 to see where, and please report it.\n');
  return EXIT.fault;
}
