import * as z from 'zod';
import type { Journey, StepTaken } from '../../core/journey.ts';

/** What Playwright's JSON reporter writes (https://playwright.dev/docs/test-reporters), as far as it is read here. */
const ErrorSchema = z.object({ message: z.string().default('') });
const AttachmentSchema = z.object({
  contentType: z.string().default(''),
  path: z.string().optional(),
  body: z.string().optional(),
});
const ResultSchema = z.object({
  status: z.string().default(''),
  duration: z.number().default(0),
  errors: z.array(ErrorSchema).default([]),
  steps: z
    .array(z.object({ title: z.string(), duration: z.number(), error: ErrorSchema.optional() }))
    .default([]),
  attachments: z.array(AttachmentSchema).default([]),
});
const SpecSchema = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      projectName: z.string().default(''),
      status: z.string().default(''),
      results: z.array(ResultSchema).default([]),
    }),
  ),
});
const SuiteSchema = z.object({
  specs: z.array(SpecSchema).default([]),
  get suites() {
    return z.array(SuiteSchema).default([]);
  },
});
const ReportSchema = z.object({
  config: z.object({ version: z.string().default('') }).default({ version: '' }),
  suites: z.array(SuiteSchema),
  errors: z.array(ErrorSchema).default([]),
});

type Result = z.output<typeof ResultSchema>;
type Suite = z.output<typeof SuiteSchema>;

export interface Attachment {
  readonly path?: string | undefined;
  /** In base64. */
  readonly body?: string | undefined;
}

/** What a run of Playwright's tests says. */
export interface PlaywrightRun {
  readonly version: string;
  readonly steps: readonly StepTaken[];
  readonly end: Journey['end'];
  /** Pictures of the test that decided, the last one last. */
  readonly pictures: readonly Attachment[];
}

interface Ran {
  readonly title: string;
  readonly status: string;
  /** The first try: a second one is a hand from outside. */
  readonly result: Result;
}

const MOST_STEPS = 100;
const MOST_LETTERS = 300;
const SAYS_NO = new Set(['unexpected', 'flaky']);

/** Reads a report; undefined when it is none. */
export function readPlaywright(report: unknown): PlaywrightRun | undefined {
  const parsed = ReportSchema.safeParse(report);
  if (!parsed.success) return undefined;
  const { config, suites, errors } = parsed.data;
  const all = suites.flatMap((suite) => testsOf(suite));
  const ran = all.filter(({ status, result }) => status !== 'skipped' && result.status !== 'skipped');
  const failing = ran.findIndex(({ status }) => SAYS_NO.has(status));
  const gone = failing === -1 ? ran : ran.slice(0, failing + 1);
  const steps = gone.flatMap((one) => stepsOf(one, gone.length > 1)).slice(0, MOST_STEPS);
  const last = gone.at(-1)?.result;
  const [trouble] = errors;
  return {
    version: config.version,
    steps,
    end: endOf(),
    pictures: last?.attachments.filter(({ contentType }) => contentType.startsWith('image/')) ?? [],
  };

  function endOf(): Journey['end'] {
    if (failing !== -1 && last !== undefined) return stuckAt(steps.length, last);
    if (trouble !== undefined) return { kind: 'open', because: `Playwright says: ${plain(trouble.message)}` };
    if (ran.length > 0) return { kind: 'finished' };
    const skipped = all.length === 0 ? 'it found none' : `all ${all.length} were skipped`;
    return { kind: 'open', because: `Playwright ran no test: ${skipped}` };
  }
}

function testsOf({ specs, suites }: Suite): readonly Ran[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ projectName, status, results }): Ran | readonly Ran[] => {
      const [result] = results;
      const name = tests.length > 1 && projectName !== '' ? `${title} (${projectName})` : title;
      return result === undefined ? [] : { title: name, status, result };
    }),
  );
  return [...own, ...suites.flatMap((suite) => testsOf(suite))];
}

/** The steps that a test names (`test.step`); a test without any is one step. */
function stepsOf({ title, status, result }: Ran, isOneOfMany: boolean): readonly StepTaken[] {
  const hasFailed = SAYS_NO.has(status);
  const broken = result.steps.findIndex(({ error }) => error !== undefined);
  const named = (hasFailed && broken !== -1 ? result.steps.slice(0, broken + 1) : result.steps).map(
    (step): StepTaken => ({
      what: plain(isOneOfMany ? `${title}: ${step.title}` : step.title),
      state: hasFailed && step.error !== undefined ? 'stuck' : 'done',
      durationMs: Math.round(step.duration),
    }),
  );
  if (named.length > 0 && (!hasFailed || broken !== -1)) return named;
  const spentMs = named.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const rest = Math.max(0, Math.round(result.duration) - spentMs);
  return [...named, { what: plain(title), state: hasFailed ? 'stuck' : 'done', durationMs: rest }];
}

/** What is expected of the page or done to it; not what a script gets wrong by itself, and no page that does not load. */
const OF_THE_PAGE =
  /\bexpect\((?:locator|page)\)\.|\b(?:locator|page|frame|elementHandle)\.(?!goto|reload)\w+: /i;

function stuckAt(step: number, { errors }: Result): Journey['end'] {
  const said = errors.map(({ message }) => message.replaceAll(COLOURS, '')).join('\n');
  const because = plain(said) || 'the test failed without saying why';
  return {
    kind: 'stuck',
    step,
    how: OF_THE_PAGE.test(said) ? 'test-failed' : 'script-ended',
    because,
    marks: [because],
  };
}

// What terminals take for colours (ECMA-48, 8.3.117).
const COLOURS = new RegExp(String.raw`${String.fromCodePoint(27)}\[[\d;]*m`, 'g');
const LOG = /^\s*- (?<line>.+)$/;
/** The excerpt of the source, and where in it. */
const NOISE = /^\s*(?:>?\s*\d+ \||\||at )/;

/** A message of Playwright's in one line: what it says, and the last of what it tried. */
function plain(message: string): string {
  const lines = message
    .replaceAll(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !NOISE.test(line));
  const cut = lines.findIndex((line) => line.trim().startsWith('Call log:'));
  const said = (cut === -1 ? lines : lines.slice(0, cut)).map((line) => line.trim().replace(/\.$/, ''));
  const tried =
    cut === -1 ? undefined : lines.flatMap((line) => LOG.exec(line)?.groups?.['line'] ?? []).at(-1);
  const whole = [...said, ...(tried === undefined ? [] : [`at last: ${tried}`])].join(', ');
  return whole.replace(/^Error: /, '').slice(0, MOST_LETTERS);
}
