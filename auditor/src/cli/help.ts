import { EXIT } from './exit.ts';

export const CHECK_HELP = `
Exit codes: 0 nothing wrong was found in what it looks at, 1 something is wrong, 2 not everything could be decided.
It never says ready: that takes an audit.`;

export const MONITOR_HELP = `
It asks the routes under monitoring.watch of the target file and tells the channels under monitoring.alerts: once when
something is down, once when it is well again, also after a restart. Ctrl-C ends it. docs/monitoring.md shows how to run it.

Exit codes: 0 all is well, or ended by Ctrl-C; with --once 1 something is wrong, 2 somebody could not be told;
64 usage or target file, 70 our own fault.`;

export const FIX_HELP = `
What it prints is a diff that \`git apply\` takes. A kit only adds files; what is left to do by hand stands below it.

Exit codes: 0 shown, written, or nothing to mend; 2 nothing was decided in the run, or no proof can be
exported; 64 usage, or a file is in the way;
70 our own fault.`;

export const DRILL_HELP = `
The product is never touched: a small server stands in for it on this machine. Without --local-sinks the alert goes where
real ones go, marked as a drill; it is read in monitoring.alerts.mail.inbox, or you type the code that stands in it.

Exit codes: 0 the alert arrived in time, 1 it did not, 2 nobody could confirm it, 64 usage or target file, 70 our own fault.`;

/** What the program ends with. */
export const EXIT_CODES: readonly (readonly [code: number, means: string])[] = [
  [EXIT.ready, 'ready'],
  [EXIT.notReady, 'not ready'],
  [EXIT.notProven, 'not proven'],
  [EXIT.usage, 'usage or target file'],
  [EXIT.fault, 'our own fault'],
];

export const GATE_HELP = `
An open gate is not the answer ready: both are printed.

Exit codes: 0 nothing stops the build, 1 a new proven failure, 2 something that was decided before is open, or nothing was
looked at; 64 usage or target file, 70 our own fault.`;

export const EXIT_HELP = `
Exit codes: ${EXIT_CODES.map(([code, means]) => `${code} ${means}`).join(', ')}.`;
