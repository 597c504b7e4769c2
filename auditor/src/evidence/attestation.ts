import * as z from 'zod';
import { CLAIM_IDS, type ClaimId } from '../core/claims.ts';
import { defineEvidence, type EvidenceKind } from '../core/evidence.ts';
import { PaperSchema } from './paper.ts';

const AttestationSchema = z.object({
  claim: z.enum(CLAIM_IDS),
  by: z.string(),
  on: z.string(),
  /** Last day on which it counts. */
  until: z.string(),
  /** False when the founder says that it is not so. */
  holds: z.boolean(),
  evidence: z.string(),
  /** What stands in the file that the evidence names, when it names one. */
  shown: PaperSchema.exactOptional(),
  /** The files that it speaks of. */
  about: z.array(PaperSchema),
  /** The day of the run. */
  readOn: z.string(),
  /** Names that it gives: owners by credential, people by their part. */
  people: z.record(z.string(), z.string()).exactOptional(),
  /** Figures that it gives, by name. */
  figures: z.record(z.string(), z.number()).exactOptional(),
});

/** What somebody answers for, with what it rests on. */
export type Attestation = z.infer<typeof AttestationSchema>;

/** The word on each claim. Each has a kind of its own, so that what is missing for one leaves the others alone. */
export const Attested: { readonly [Id in ClaimId]: EvidenceKind<Attestation> } = {
  'credential-owners': kindOf('credential-owners'),
  'log-service': kindOf('log-service'),
  'one-login': kindOf('one-login'),
  'conversation-readers': kindOf('conversation-readers'),
  'tested-deploys': kindOf('tested-deploys'),
  checklists: kindOf('checklists'),
  'incident-roles': kindOf('incident-roles'),
  'vendor-list': kindOf('vendor-list'),
  'invitation-plan': kindOf('invitation-plan'),
  'ticket-load': kindOf('ticket-load'),
  'rollback-tried': kindOf('rollback-tried'),
  'alerts-tried': kindOf('alerts-tried'),
};

function kindOf(claim: ClaimId): EvidenceKind<Attestation> {
  return defineEvidence(`attested-${claim}`, AttestationSchema);
}
