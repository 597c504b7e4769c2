import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

const TrySchema = z.object({
  name: z.string(),
  /** `when the client said that it was approved`: completes "ran …". */
  says: z.string(),
  call: CallSchema,
  /** How often the ledger says that it ran; absent where the ledger could not be read. */
  runs: z.number().int().optional(),
  /** How often it may have. */
  allowed: z.number().int(),
  ledger: CallSchema.optional(),
});

const ApprovalSchema = z.object({
  tool: z.string(),
  /** The operation by which it was asked for. */
  operation: z.string(),
  /** The operation that lists what ran. */
  log: z.string(),
  attempts: z.array(TrySchema),
  /** The same act with a person's approval; the ledger must show it, or it would show nothing else either. */
  control: TrySchema,
  controlBecause: z.string().optional(),
});

export type ToolTry = z.infer<typeof TrySchema>;
export type ToolApprovalData = z.infer<typeof ApprovalSchema>;

/** What ran of a tool that needs approval, with and without one. */
export const ToolApproval = defineEvidence('tool-approval', ApprovalSchema);

const PermissionSchema = z.object({
  tool: z.string(),
  operation: z.string(),
  log: z.string(),
  /** Who must not use it. */
  as: z.string(),
  attempt: TrySchema,
  /** Set when the request of somebody who may not waits for approval like any other. */
  waits: CallSchema.optional(),
  /** The same by somebody who may; it must have run or wait. */
  control: TrySchema,
  controlSeen: z.boolean(),
});

export type ToolPermissionData = z.infer<typeof PermissionSchema>;

/** What came of somebody's asking for a tool that is not for them. */
export const ToolPermission = defineEvidence('tool-permission', PermissionSchema);
