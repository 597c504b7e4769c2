import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptName } from '../../core/commands.ts';
import type { Journey, JourneyOrder } from '../../core/journey.ts';
import { scriptLine, type ScriptSpec } from '../../core/target/journeys.ts';
import { commandProblem, type CommandResult, type Commands } from '../commands.ts';
import { findPicture } from './find-picture.ts';
import { openMailDesk } from './mail-desk.ts';
import { readPlaywright, type PlaywrightRun } from './playwright-report.ts';
import type { KeepShot } from './shots.ts';
import type { NextMail } from './walker.ts';

interface ScriptOptions {
  readonly spec: ScriptSpec;
  readonly app: string;
  readonly order: JourneyOrder;
  readonly window: { readonly width: number; readonly height: number };
  readonly password: string;
  readonly commands: Commands;
  readonly signal: AbortSignal;
  /** The mails of the address; absent where the target file names no place where mail arrives. */
  readonly mails?: { readonly next: (withinMs: number) => Promise<NextMail>; readonly withinMs: number };
  readonly keepShot: KeepShot;
}

const NO_PICTURE = {
  because:
    'the script came to its end and shows no picture of it, so nobody can tell that it looked at anything',
  add: "use: { screenshot: 'on' } in playwright.config, or a picture in the folder LAUNCH_READY_OUTPUT",
};
const NO_REPORT = 'a run of Playwright’s tests is only understood with --reporter=json';

/** One run of the founder's own script, as somebody new: what it did step by step, and how it ended. */
export async function runScript(options: ScriptOptions): Promise<Journey> {
  const { order, spec, mails } = options;
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-script-'));
  const desk = mails === undefined ? undefined : await openMailDesk(mails.next, mails.withinMs);
  try {
    const report = join(folder, 'report.json');
    const result = await options.commands.run(
      {
        name: scriptName(order.journey),
        timeoutMs: spec.withinMs,
        variables: variablesFor(options, folder, report, desk?.url),
      },
      options.signal,
    );
    return told(options, result, readReport(report), folder);
  } finally {
    await desk?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Variables = NonNullable<Parameters<Commands['run']>[0]['variables']>;

function variablesFor(
  { app, order, window, password }: ScriptOptions,
  folder: string,
  report: string,
  desk: string | undefined,
): Variables {
  return {
    LAUNCH_READY_BASE_URL: app,
    LAUNCH_READY_EMAIL: order.address,
    LAUNCH_READY_PASSWORD: password,
    LAUNCH_READY_DEVICE: order.device,
    LAUNCH_READY_WIDTH: String(window.width),
    LAUNCH_READY_HEIGHT: String(window.height),
    LAUNCH_READY_OUTPUT: folder,
    ...(desk === undefined ? {} : { LAUNCH_READY_MAIL: desk }),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
}

function readReport(file: string): PlaywrightRun | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return readPlaywright(json);
  } catch {
    // A script need not be one of Playwright's tests.
    return undefined;
  }
}

function told(
  { order, spec, app, keepShot }: ScriptOptions,
  result: CommandResult,
  report: PlaywrightRun | undefined,
  folder: string,
): Journey {
  const durationMs = result.kind === 'refused' ? 0 : Math.round(result.durationMs);
  const run = report ?? plainRun(spec, result, durationMs);
  const picture = findPicture(run.pictures, folder);
  const end = endOf(run.end, result, picture !== undefined);
  const what = end.kind === 'stuck' ? `step ${end.step}` : 'the end';
  const file = `${order.pass}.${picture?.extension ?? 'png'}`;
  if (picture !== undefined) keepShot(file, picture.bytes);
  return {
    journey: order.journey,
    device: order.device,
    browser: report === undefined ? 'your own script' : `your own script, Playwright ${report.version}`,
    isScript: true,
    steps: [...run.steps],
    end,
    screen: { url: app, title: '', text: '', says: [] },
    console: [],
    failed: [],
    notContacted: [],
    shots:
      picture === undefined
        ? []
        : [
            {
              file,
              sha256: createHash('sha256').update(picture.bytes).digest('hex'),
              what,
              width: picture.width,
              height: picture.height,
            },
          ],
    durationMs,
  };
}

/** What went on in a script that writes no report: its exit code is all there is. */
function plainRun(spec: ScriptSpec, result: CommandResult, durationMs: number): PlaywrightRun {
  const problem = commandProblem(result);
  const line = scriptLine(spec);
  const hint = /\bplaywright\s+test\b/.test(line) ? `; ${NO_REPORT}` : '';
  return {
    version: '',
    steps: [{ what: `run ${line}`, state: problem === undefined ? 'done' : 'stuck', durationMs }],
    end:
      problem === undefined
        ? hint === ''
          ? { kind: 'finished' }
          : { kind: 'open', because: NO_REPORT }
        : {
            kind: 'stuck',
            step: 1,
            how: 'script-ended',
            because: `it ${problem}${hint}`,
            marks: [problem],
          },
    pictures: [],
  };
}

/** A run that was cut short says nothing, and an end that nobody saw is none. */
function endOf(end: Journey['end'], result: CommandResult, isShown: boolean): Journey['end'] {
  const problem = commandProblem(result);
  if (result.kind !== 'ended') return { kind: 'open', because: `the script ${problem ?? 'was not run'}` };
  if (end.kind !== 'finished') return end;
  if (problem !== undefined) return { kind: 'open', because: `every test passed, and the script ${problem}` };
  return isShown ? end : { kind: 'open', ...NO_PICTURE };
}
