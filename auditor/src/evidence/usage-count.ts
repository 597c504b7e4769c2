import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { PersonSchema, SeenSchema } from './seen.ts';

/**
 * A number that counts what a customer uses: no word can be planted in it, so the victim's use is varied, and the attacker's
 * number is watched.
 */
const UsageCountSchema = z.object({
  operation: z.string(),
  /** `$.messages`. */
  field: z.string(),
  victim: PersonSchema,
  attacker: PersonSchema,
  /** By how much the victim's number grew in each round, by what the victim did in it. */
  victimSteps: z.array(z.number()),
  /** By how much the attacker's number grew in the same rounds, in which the attacker did nothing. */
  attackerSteps: z.array(z.number()),
  /** By how much the attacker's number grew while nobody did anything. */
  quietStep: z.number(),
  /** The victim's last read, and the attacker's reads in their order. */
  victimRead: SeenSchema,
  attackerReads: z.array(SeenSchema),
});

export type UsageCountData = z.infer<typeof UsageCountSchema>;

/** Does somebody's number follow what another customer does? */
export const UsageCount = defineEvidence('usage-count', UsageCountSchema);
