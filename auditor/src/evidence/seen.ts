import * as z from 'zod';

/**
 * What one exchange showed, reduced to what a decision about access needs. The probe fills it in; a check only reads it.
 */
export const SeenSchema = z.object({
  /** The exchange's id. */
  exchange: z.string(),
  /** `GET /api/notes/7 as bea → 404`: for reports and reasons. */
  line: z.string(),
  status: z.number().int().optional(),
  content: z.enum(['json', 'html', 'text', 'empty']),
  /** True when the answer held a word that only the object in question holds. */
  canary: z.boolean(),
  /** The words that were seen, for highlighting. */
  marks: z.array(z.string()),
  /** False when nothing can be concluded from it: no answer, 429, 5xx. */
  answered: z.boolean(),
  /** Why nothing can be concluded. */
  because: z.string().optional(),
});

export type Seen = z.infer<typeof SeenSchema>;

/**
 * An answer compared with the one that a valid credential gets: did this open the door? `open` needs a canary, or a success
 * of the same JSON shape; a refusal by status, in words, or by a page is `shut`; what is neither is `unclear`.
 */
export const DoorStateSchema = z.enum(['open', 'shut', 'unclear']);

export const DoorSchema = z.object({
  seen: SeenSchema,
  state: DoorStateSchema,
  /** Why it is unclear. */
  because: z.string().optional(),
});

export type Door = z.infer<typeof DoorSchema>;

/** Somebody in a question: `bea` of `globex`. Without a tenant it is nobody: no credential was sent. */
export const PersonSchema = z.object({
  name: z.string(),
  tenant: z.string().optional(),
  role: z.string().optional(),
});

export type Person = z.infer<typeof PersonSchema>;

/** How attacker and victim stand to each other. */
export const RelationSchema = z.enum(['other-tenant', 'same-tenant', 'anonymous']);

export type Relation = z.infer<typeof RelationSchema>;

/** What the founder said about objects inside one tenant. */
export const ExpectationSchema = z.enum(['private', 'unsaid']);

export type Expectation = z.infer<typeof ExpectationSchema>;

/** What was done to the object, as its owner sees it afterwards. */
export const EffectSchema = z.enum(['none', 'changed', 'gone', 'unclear']);

export type EffectSeen = z.infer<typeof EffectSchema>;

/** True for a usable answer in the two hundreds. */
export function succeeded(seen: Seen): boolean {
  return seen.answered && seen.status !== undefined && seen.status >= 200 && seen.status < 300;
}
