import * as z from 'zod';
import { duration, text } from './words.ts';

/** A command line, run from the folder of the target file. */
export const command = text.describe(
  'Command, run from the folder of this file, and only with --allow-commands.',
);

const drill = z.strictObject({
  break: command.meta({ examples: ['./ops/stop-model.sh'] }),
  mend: command
    .describe('Command that puts it right again. It is run whatever happens, also after Ctrl-C.')
    .meta({ examples: ['./ops/start-model.sh'] }),
});

/** How to take a part of the product away and bring it back, in a place where that may be done. */
export const drills = z
  .strictObject({
    model: drill.optional().describe('Makes the model unreachable for the product.'),
    tool: drill.optional().describe('Makes what a tool of the bot calls unreachable.'),
    within: duration.prefault('15s').describe('Longest wait for an answer meanwhile.'),
    database: drill.optional().describe('Makes the database unreachable for the product.'),
  })
  .transform(({ within, ...rest }) => ({ ...rest, withinMs: within }))
  .describe(
    'Commands that break a part of the product and mend it, to see how it fails. Run only with --allow-commands, last of all; not against what customers use.',
  );
