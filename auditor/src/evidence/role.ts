import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** A disposable identity tries to give itself a higher role. */
const RoleChangeSchema = z.object({
  person: PersonSchema,
  operation: z.string(),
  /** `role: admin in the body`. */
  variant: z.string(),
  /** The role that was asked for. */
  wanted: z.string(),
  /** Where the role is read back. */
  witness: z.string(),
  /** The same request as somebody may send it: by a colleague who may set roles, or without the role. */
  control: SeenSchema.optional(),
  /** It had the effect that it must have, so the route was really reached. */
  controlWorks: z.boolean(),
  before: SeenSchema,
  roleBefore: z.string().optional(),
  attack: SeenSchema,
  after: SeenSchema,
  roleAfter: z.string().optional(),
  again: SeenSchema.optional(),
  roleAgain: z.string().optional(),
  restored: z.boolean(),
});

export type RoleChangeData = z.infer<typeof RoleChangeSchema>;

export const RoleChange = defineEvidence('role-change', RoleChangeSchema);

/** Somebody calls an operation that the founder keeps for other roles. */
const RoleCallSchema = z.object({
  operation: z.string(),
  /** The roles that may, as the founder said. */
  allowed: z.array(z.string()),
  /** Somebody whose role may. */
  insider: PersonSchema,
  caller: PersonSchema,
  /** True when the caller's role may: then being let in is what is expected. */
  permitted: z.boolean(),
  control: SeenSchema,
  /** The insider was let in, or got as far as the rules of the operation. */
  insiderIn: z.boolean(),
  /** A call that shows that the caller's credential is alive. */
  callerControl: SeenSchema.optional(),
  attempt: DoorSchema,
  again: DoorSchema.optional(),
  /** Values that the insider's answer holds, that the caller never sees elsewhere, and that this answer held too. */
  privateValues: z.number().int(),
  /** For a write: what the insider's read shows of it. */
  effect: z.enum(['changed', 'none', 'unclear']).optional(),
});

export type RoleCallData = z.infer<typeof RoleCallSchema>;

export const RoleCall = defineEvidence('role-call', RoleCallSchema);

/** Somebody calls an operation that the founder keeps for other plans; a person's role here is the plan. */
export const TierCall = defineEvidence('tier-call', RoleCallSchema);
