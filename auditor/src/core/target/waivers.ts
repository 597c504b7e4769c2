import * as z from 'zod';
import { text } from './words.ts';

const NAMES_ITS_FINDING = 'names a finding, or a check and where; one of the two';

const waiver = z
  .strictObject({
    finding: z
      .string()
      .regex(/^[0-9a-f]{8,64}$/, 'is not a fingerprint; copy it from the report')
      .optional()
      .describe('The finding, as the report names it.')
      .meta({ examples: ['b69f93e2db'] }),
    check: text
      .optional()
      .describe('Instead of a fingerprint: the check…')
      .meta({ examples: ['limits/login'] }),
    where: text
      .optional()
      .describe('…and the operation, file or host of the finding, as the report writes it.')
      .meta({ examples: ['POST /api/auth/login'] }),
    owner: text.describe('Who answers for it.').meta({ examples: ['Mara Lind'] }),
    reason: text
      .describe('Why it may wait.')
      .meta({ examples: ['only our own office can reach it until the proxy is in place'] }),
    expires: z.iso
      .date('is not a day; write it as 2026-12-31')
      .describe('The last day on which the waiver holds.')
      .meta({ examples: ['2026-12-31'] }),
  })
  .superRefine(({ finding, check, where }, context) => {
    const byPlace = check !== undefined && where !== undefined;
    const halfPlace = (check === undefined) !== (where === undefined);
    if (halfPlace || (finding !== undefined) === byPlace)
      context.addIssue({ code: 'custom', message: NAMES_ITS_FINDING });
  });

/** Proven failures that somebody answers for until a day. */
export const waivers = z
  .array(waiver)
  .max(200, 'are more than 200')
  .default([])
  .describe(
    'Proven failures that somebody answers for until a day. They are shown as waived, never as passed: with one, the verdict is at most not proven. After its last day a waiver no longer counts.',
  );
