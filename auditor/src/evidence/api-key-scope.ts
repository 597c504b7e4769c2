import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { DoorSchema, PersonSchema, SeenSchema } from './seen.ts';

/** One operation outside the scope of an API key, asked with the key in every place where a product may look for one. */
const ApiKeyScopeSchema = z.object({
  operation: z.string(),
  person: PersonSchema,
  /** What the key was made for. */
  scope: z.string(),
  /** The operation that the key is for, as the key's owner calls it. */
  allowed: z.string(),
  allowedControl: SeenSchema,
  /** The operation that it is not for, as the key's owner calls it. */
  control: SeenSchema,
  ways: z.array(
    z.object({
      /** `X-Api-Key`. */
      name: z.string(),
      /** The key on what it is for: shut where the product does not look for keys there. */
      works: DoorSchema,
      /** A made-up key on what it is not for. */
      garbage: DoorSchema.optional(),
      attempt: DoorSchema.optional(),
      again: DoorSchema.optional(),
    }),
  ),
});

export type ApiKeyScopeData = z.infer<typeof ApiKeyScopeSchema>;

export const ApiKeyScope = defineEvidence('api-key-scope', ApiKeyScopeSchema);
