import * as z from 'zod';
import { defineEvidence } from '../core/evidence.ts';
import { PaperSchema } from './paper.ts';

/** The checklists that a team works by, in the order in which articles name them. */
export const CHECKLISTS = ['incident', 'failedDeploy', 'keyRotation'] as const;

const HandoverPapersSchema = z.object({
  /** One for each checklist that the target file names. */
  papers: z.array(z.object({ checklist: z.enum(CHECKLISTS), paper: PaperSchema })),
});

export type HandoverPapersData = z.infer<typeof HandoverPapersSchema>;

/** What the checklists look like. */
export const HandoverPapers = defineEvidence('handover-papers', HandoverPapersSchema);
