import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorStateSchema, PersonSchema, SeenSchema } from './seen.ts';

/** One object that the attacker made or changed with fields in the body that are not theirs to set. */
const ObjectAssignmentSchema = z.object({
  operation: z.string(),
  resource: z.string(),
  victim: PersonSchema,
  attacker: PersonSchema,
  /** What was sent beside the ordinary fields: `workspaceId, ownerId of ana`. */
  variant: z.string(),
  /** The same request without the extra fields. */
  plain: SeenSchema,
  /** The attacker's own read of what that made; `canary`: its own word is shown there. */
  plainOwn: SeenSchema,
  /** The victim's read after the plain request; `canary`: the attacker's word is shown to the victim anyway. */
  plainAbroad: SeenSchema,
  /** The victim's read of what it made itself, after all attempts; `canary`: that read would show what is there. */
  victimControl: SeenSchema,
  attack: SeenSchema,
  /** The attack's answer beside the plain request's. */
  door: DoorStateSchema,
  /** The read that decides: the victim's, or the attacker's of its own object. */
  after: SeenSchema,
  again: SeenSchema.optional(),
  /**
   * `given`: the victim's read shows the attacker's word; `taken`: the attacker's own object shows the victim's word;
   * `kept`: only the attacker sees what it wrote; `lost`: accepted, and nobody sees it.
   */
  effect: z.enum(['given', 'taken', 'kept', 'lost']),
});

export type ObjectAssignmentData = z.infer<typeof ObjectAssignmentSchema>;

/** Can fields of a body hand an object to somebody else, or pull somebody else's in? */
export const ObjectAssignment = defineEvidence('object-assignment', ObjectAssignmentSchema);

/** A disposable account writes privileges into its own profile. */
const AccountAssignmentSchema = z.object({
  person: PersonSchema,
  operation: z.string(),
  /** `role, tier` */
  variant: z.string(),
  /** Where the privileges are read back. */
  witness: z.string(),
  /** The same request without them. */
  plain: SeenSchema,
  plainWorks: z.boolean(),
  before: SeenSchema,
  attack: SeenSchema,
  after: SeenSchema,
  /** True when the privileges could be read afterwards, in a new session. */
  readable: z.boolean(),
  /** What was gained: `role: owner, before member`. */
  gained: z.array(z.string()),
  again: SeenSchema.optional(),
  gainedAgain: z.array(z.string()).optional(),
  restored: z.boolean(),
});

export type AccountAssignmentData = z.infer<typeof AccountAssignmentSchema>;

/** Can fields of a body raise the account that sends them? */
export const AccountAssignment = defineEvidence('account-assignment', AccountAssignmentSchema);
