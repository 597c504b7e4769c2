import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import {
  DoorStateSchema,
  EffectSchema,
  ExpectationSchema,
  PersonSchema,
  RelationSchema,
  SeenSchema,
} from './seen.ts';

/** One attempt to change or remove what somebody else planted, judged by what its owner reads afterwards. */
const WriteAttemptSchema = z.object({
  operation: z.string(),
  resource: z.string(),
  /** The read by which the owner looks after the object. */
  witness: z.string(),
  victim: PersonSchema,
  attacker: PersonSchema,
  relation: RelationSchema,
  expected: ExpectationSchema,
  variant: z.string(),
  /** The owner's read before anything is tried; it must show the object's canary. */
  before: SeenSchema,
  /** The owner's own use of the same operation, by its effect on the read; for a removal it comes last. */
  ownerControl: SeenSchema.optional(),
  /**
   * What the owner's own use did, as the read shows it: `none` means that this operation cannot be judged here,
   * `unasked` that it could not be taken back.
   */
  ownerEffect: z.enum([...EffectSchema.options, 'unasked']),
  attackerControl: SeenSchema.optional(),
  /** That call was the same operation on an object of the attacker's own. */
  sibling: z.boolean(),
  /** Its `canary` is a word of the victim's: an answer that continues what it was not given. */
  attack: SeenSchema,
  /** The attack once more; only after one whose answer held the victim's word. */
  attackAgain: SeenSchema.optional(),
  /** The attack's answer beside the owner's own: all there is to go by where no effect can be read back. */
  door: DoorStateSchema,
  /** Nothing that the operation writes can be read back, by its nature. */
  statusOnly: z.boolean(),
  /** The owner's read after the attack. Its `canary` is the attacker's word for a write, the object's own for a removal. */
  readBack: SeenSchema,
  /** The same read once more. */
  again: SeenSchema.optional(),
  effect: EffectSchema,
  /** For an act without words, what the owner's read shows of it: `state "closed"`. */
  became: z.string().optional(),
  /** The attacker's own list names somebody else's account now; then the read back is the attacker's. */
  pulled: z.boolean().optional(),
  /**
   * For a removed object: another object of the owner's, made right after it and left alone. While it is still there,
   * the owner's view of the world has not changed for another reason.
   */
  bystander: SeenSchema.optional(),
});

export type WriteAttempt = z.infer<typeof WriteAttemptSchema>;

/** Can somebody change, or add to, another's object? */
export const ObjectWrite = defineEvidence('object-write', WriteAttemptSchema);

/** Can somebody remove another's object? */
export const ObjectDelete = defineEvidence('object-delete', WriteAttemptSchema);

/** Can nobody in particular, or somebody with a garbage token, change or remove an object? */
export const AnonymousWrite = defineEvidence('anonymous-write', WriteAttemptSchema);
