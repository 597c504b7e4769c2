import * as z from 'zod';
import type { AuditorResult } from './auditor-process.ts';

const FindingSchema = z.object({
  what: z.string(),
  where: z.string(),
  certainty: z.enum(['proven', 'probable']),
  level: z.enum(['fail', 'advice']),
});

const CheckSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['fail', 'unproven', 'pass', 'not-applicable']),
  because: z.string().optional(),
  /** Questions that were answered, whichever way. */
  decided: z.int(),
  findings: z.array(FindingSchema),
});

const PlaceSchema = z.object({
  id: z.string(),
  status: z.enum(['fail', 'unproven', 'pass', 'not-applicable']),
  checks: z.array(z.string()),
});

const ScorecardSchema = z.object({
  verdict: z.enum(['ready', 'not-ready', 'not-proven']),
  headline: z.string(),
  run: z.object({
    id: z.string(),
    complete: z.boolean(),
    requests: z.int(),
    leftBehind: z.array(z.string()),
    notes: z.array(z.string()),
  }),
  gates: z.array(PlaceSchema),
  checks: z.array(CheckSchema),
});

/** The auditor's answer as any program would read it: from the JSON that it prints. */
export type Scorecard = z.infer<typeof ScorecardSchema>;
export type CheckResult = z.infer<typeof CheckSchema>;

/**
 * Reads what `audit --format json` printed.
 *
 * @throws Error when the auditor did not finish, with what it said
 */
export function scorecardOf({ exit, stdout, stderr }: AuditorResult): Scorecard {
  if (exit !== 0 && exit !== 1 && exit !== 2) {
    throw new Error(`The auditor ended with ${String(exit)}. ${stderr.trim()}`);
  }
  return ScorecardSchema.parse(JSON.parse(stdout));
}

/** Ids of the checks that failed: by the rule of the house each on a proof. */
export function failedChecks({ checks }: Pick<Scorecard, 'checks'>): readonly string[] {
  return checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
}

/** The proofs of a failed check. */
export function proofsOf({ findings }: CheckResult): CheckResult['findings'] {
  return findings.filter(({ certainty, level }) => certainty === 'proven' && level === 'fail');
}
