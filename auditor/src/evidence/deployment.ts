import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

const VariableSchema = z.object({
  key: z.string(),
  /** Equal where values are equal; made with a key that is gone when the run ends. Absent for an empty value. */
  print: z.string().exactOptional(),
  /** Judged by its name and shape: a credential, or an address, or anything else. */
  kind: z.enum(['secret', 'address', 'plain']),
  /** Hosts in the value, without credentials and paths; `*` where it says everybody. */
  hosts: z.array(z.string()),
});

export type Variable = z.infer<typeof VariableSchema>;

export const STAGES = ['development', 'staging', 'production'] as const;

export const EnvironmentsReadSchema = z.object({
  stages: z.array(z.object({ stage: z.enum(STAGES), file: z.string(), variables: z.array(VariableSchema) })),
  /** Files that could not be read, with the reason. */
  unread: z.array(z.string()),
});

export type EnvironmentsRead = z.infer<typeof EnvironmentsReadSchema>;

/** The variables of each environment: keys and fingerprints, never values. */
export const Environments = defineEvidence(
  'environments',
  EnvironmentsReadSchema.extend({
    /** Hosts that the target file itself calls the product's. */
    own: z.array(z.string()),
  }),
);

export type EnvironmentsData = z.infer<typeof Environments.schema>;

export const CheckoutSchema = z.object({
  commit: z.string(),
  /** How many files differ from the commit; absent where git is not installed to say so. */
  changed: z.number().int().exactOptional(),
});

export type Checkout = z.infer<typeof CheckoutSchema>;

/** The commit that the product says it serves, and the one that lies in the repository. */
export const ServedCommit = defineEvidence(
  'served-commit',
  z.object({ call: CallSchema, served: z.string().exactOptional(), checkout: CheckoutSchema }),
);

export type ServedCommitData = z.infer<typeof ServedCommit.schema>;

/** A rollback that was really done, and what the product served before, meanwhile and afterwards. */
export const Rollback = defineEvidence(
  'rollback',
  z.object({
    boundMs: z.number(),
    before: z.string(),
    /** From the command's start until another release answered; absent when none did in time. */
    tookMs: z.number().exactOptional(),
    /** The release that was served then. */
    earlier: z.string().exactOptional(),
    /** Ordinary requests to the earlier release. */
    calls: z.array(CallSchema),
    /** What was served when the newest release was to be back. */
    forward: z.string().exactOptional(),
    /** The commands' own complaints. */
    trouble: z.string().exactOptional(),
    forwardTrouble: z.string().exactOptional(),
    last: CallSchema,
  }),
);

export type RollbackData = z.infer<typeof Rollback.schema>;
