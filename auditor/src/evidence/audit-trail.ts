import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

const AuditTrailSchema = z.object({
  /** The operation that lists the trail. */
  operation: z.string(),
  identity: z.string(),
  /** What was done, as the product answered it. */
  act: CallSchema,
  /** The trail before it, twice, and after it. */
  before: CallSchema,
  quiet: CallSchema,
  after: CallSchema,
  /** True when both readings before were the same: then any difference comes of the act. */
  steady: z.boolean(),
  changed: z.boolean(),
  /** The new object's id or name stands in the trail, and did not before. */
  mentions: z.boolean(),
  /** The reading after it is empty, or no list of notes at all. */
  readable: z.boolean(),
  marks: z.array(z.string()),
});

export type AuditTrailData = z.infer<typeof AuditTrailSchema>;

/** What an audit trail says of something that was just done. */
export const AuditTrail = defineEvidence('audit-trail', AuditTrailSchema);
