import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorStateSchema, ExpectationSchema, PersonSchema, RelationSchema, SeenSchema } from './seen.ts';

/** One attempt to read what somebody else planted, with the controls that make its outcome mean something. */
const ReadAttemptSchema = z.object({
  operation: z.string(),
  /** `conversation`. */
  resource: z.string(),
  victim: PersonSchema,
  attacker: PersonSchema,
  relation: RelationSchema,
  expected: ExpectationSchema,
  /** How the attack was put: `as-is`, `own-parent`, a selector or a spelling. */
  variant: z.string(),
  /** False when the victim's own answer shows nothing that was planted, and nobody expected it to: not a place to look. */
  concerns: z.boolean(),
  /** The victim's own call; shows the canary wherever one fits. */
  ownerControl: SeenSchema,
  /** The attacker's call on its own sibling, or another call that shows that its credential is alive. */
  attackerControl: SeenSchema.optional(),
  /** That call was the same operation on an object of the attacker's own. */
  sibling: z.boolean(),
  attack: SeenSchema,
  /** Everybody sees the same without any credential, and a description says that none is needed: perhaps it is published. */
  openToAll: z.boolean().optional(),
  /** The attack's answer beside the victim's own: all there is to go by where no canary shows. */
  door: DoorStateSchema,
  /** The attack once more; only after one that showed the canary. */
  again: SeenSchema.optional(),
  /** The attacker's call with an id that nobody has. */
  unknownId: SeenSchema.optional(),
  /** The victim's own call after the attack. */
  ownerAfter: SeenSchema.optional(),
});

export type ReadAttempt = z.infer<typeof ReadAttemptSchema>;

/** Can somebody read another's object by its id? */
export const ObjectRead = defineEvidence('object-read', ReadAttemptSchema);

/** Do lists, searches and exports show another's object? */
export const ObjectList = defineEvidence('object-list', ReadAttemptSchema);

/** Does naming the victim's tenant, with one's own credential, show the victim's object? */
export const TenantSelector = defineEvidence('tenant-selector', ReadAttemptSchema);

/** Can nobody in particular, or somebody with a garbage token, read an object? */
export const AnonymousRead = defineEvidence('anonymous-read', ReadAttemptSchema);

/** Does somebody else's chat answer from a document that the victim uploaded? */
export const Retrieval = defineEvidence('retrieval', ReadAttemptSchema);
