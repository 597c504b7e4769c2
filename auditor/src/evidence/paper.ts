import * as z from 'zod';

/** A text file of this machine, without its text. */
export const PaperSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('missing'), path: z.string(), because: z.string() }),
  z.object({
    kind: z.literal('found'),
    path: z.string(),
    /** The day of its last change: of its last commit where git knows it as it stands, else of the file. */
    changedOn: z.string(),
    words: z.number().int(),
    /** Items of lists: what a person does one after the other. */
    steps: z.number().int(),
    /** Ways to reach a person: addresses, telephone numbers, handles. */
    contacts: z.number().int(),
    /** Lines that were left to be filled in, masked and short. */
    unfilled: z.array(z.string()),
    /** What it speaks of, by topic. */
    topics: z.array(z.string()),
  }),
]);

export type Paper = z.infer<typeof PaperSchema>;
