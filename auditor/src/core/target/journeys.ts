import * as z from 'zod';
import { file, path, text } from './words.ts';

const values = z.record(text, text);

const mailStep = z.union([
  z.strictObject({
    link: text.describe('Open the link whose address holds this word.').meta({ examples: ['verify'] }),
  }),
  z.strictObject({
    code: text
      .describe('Regular expression whose first group is the code.')
      .meta({ examples: ['code is (\\d{6})'] }),
    into: text.describe('Label of the field to type it into.'),
  }),
]);

/** One thing a person does in the browser. */
const step = z.union([
  z.strictObject({ open: path.describe('Open a page, below `app`.') }),
  z.strictObject({
    fill: values.describe('Type into fields, by label. {{email}}, {{password}}, {{name}} are filled in.'),
  }),
  z.strictObject({ choose: values.describe('Choose options of select fields, by label.') }),
  z.strictObject({ check: text.describe('Tick the box with this label.') }),
  z.strictObject({ click: text.describe('Click the button or link with this text.') }),
  z.strictObject({ press: text.describe('Press a key, such as Enter.') }),
  z.strictObject({ upload: z.record(text, file).describe('Choose files, by the label of the field.') }),
  z.strictObject({ mail: mailStep.describe('Wait for the mail and follow it.') }),
  z.strictObject({ see: text.describe('Wait until this text is visible.') }),
]);

/** Journeys by name, each a list of steps. */
export const journeys = z
  .record(text, z.array(step).min(1, 'has no steps').max(100, 'has more than 100 steps'))
  .describe('What a customer does in the browser, step by step. `onboarding` decides the onboarding gate.');
