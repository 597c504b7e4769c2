import * as z from 'zod';
import { command } from './drills.ts';
import { duration, file, path, text } from './words.ts';

/** `/sign ?up/i`: a regular expression where plain words do not do. */
const EXPRESSION = /^\/(.+)\/([iu]*)$/s;

/** What a person reads: words, in any letter case and with any spacing; or a regular expression. */
const words = text
  .refine((value) => expressionIn(value) !== 'broken', 'is not a regular expression')
  .meta({ examples: ['Sign up', '/sign ?up/i'] });

/** The expression that a text of a step is; undefined for plain words. */
export function expressionIn(value: string): RegExp | 'broken' | undefined {
  const [, source, flags = ''] = EXPRESSION.exec(value) ?? [];
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return 'broken';
  }
}

const HOW =
  'By what a person reads. Where there is nothing to read: `placeholder=…`, `testid=…`, `name=…`, or a role and its name: `role=tab Members`.';

const values = z.record(text, text);

const mailStep = z.union([
  z.strictObject({
    link: text.describe('Open the link whose address holds this word.').meta({ examples: ['verify'] }),
  }),
  z.strictObject({
    code: text
      .refine((value) => expressionIn(`/${value}/`) !== 'broken', 'is not a regular expression')
      .describe('Regular expression whose first group is the code.')
      .meta({ examples: ['code is (\\d{6})'] }),
    into: text.describe(`Label of the field to type it into. ${HOW}`),
  }),
]);

const always = {
  within: words
    .optional()
    .describe('Only in the form, dialog or section with this heading or name.')
    .meta({ examples: ['Sign up'] }),
  wait: duration
    .optional()
    .describe('How long a person would wait here. 10s by default; for mails, `limits.patience`.')
    .meta({ examples: ['20s'] }),
  optional: z
    .literal(true)
    .optional()
    .describe('Skip it when it is not there after two seconds: a cookie notice, a tour.'),
};

/** One thing a person does in the browser. */
const step = z.union([
  z.strictObject({ open: path.describe('Open a page, below `app`.'), ...always }),
  z.strictObject({
    fill: values.describe(
      `Type into fields, by label. {{email}}, {{password}}, {{name}} and {{workspace}} are filled in. ${HOW}`,
    ),
    ...always,
  }),
  z.strictObject({ choose: values.describe('Choose options of select fields, by label.'), ...always }),
  z.strictObject({ check: words.describe('Tick the box with this label.'), ...always }),
  z.strictObject({ click: words.describe(`Click the button or link with this text. ${HOW}`), ...always }),
  z.strictObject({ press: text.describe('Press a key, such as Enter.'), ...always }),
  z.strictObject({
    upload: z.record(text, file).describe('Choose files, by the label of the field.'),
    ...always,
  }),
  z.strictObject({ mail: mailStep.describe('Wait for the mail and follow it.'), ...always }),
  z.strictObject({ see: words.describe('Wait until this text is visible.'), ...always }),
  z.strictObject({ gone: words.describe('Wait until this text is no longer visible.'), ...always }),
  z.strictObject({
    expectUrl: words.describe('Wait until the address holds this.').meta({ examples: ['/dashboard'] }),
    ...always,
  }),
]);

export type Step = z.output<typeof step>;

const steps = z.array(step).min(1, 'has no steps').max(100, 'has more than 100 steps');

const script = z
  .strictObject({
    script: command
      .describe(
        'Your own browser test: a Playwright test file, a script for Node, or a command. Run from the folder of this file, and only with --allow-commands.',
      )
      .meta({ examples: ['npx playwright test onboarding --reporter=json'] }),
    within: duration.prefault('2m').describe('After this long, one run of it is ended.'),
  })
  .transform(({ within, ...rest }) => ({ ...rest, withinMs: within }))
  .describe('A script of your own, instead of steps.');

export type JourneySpec = z.output<typeof steps> | z.output<typeof script>;
export type ScriptSpec = z.output<typeof script>;

/** True where the way is gone by a script of the founder's. */
export function isScript(journey: JourneySpec | undefined): journey is ScriptSpec {
  return journey !== undefined && 'script' in journey;
}

const TEST_FILE = /^[^\s'"]+\.(?:spec|test)\.[cm]?[jt]sx?$/;
const NODE_FILE = /^[^\s'"]+\.[cm]?js$/;

/** The command line that runs a script. A file alone is run by what it is written for. */
export function scriptLine({ script: line }: ScriptSpec): string {
  if (TEST_FILE.test(line)) return `npx --no-install playwright test "${line}" --reporter=json`;
  return NODE_FILE.test(line) ? `node "${line}"` : line;
}

/** Journeys by name, each a list of steps or a script. */
export const journeys = z
  .record(text, z.union([steps, script]))
  .describe(
    'What a customer does in the browser, step by step or by a script of yours. `onboarding` decides the onboarding gate.',
  );
