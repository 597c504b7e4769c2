import type { EvidenceKind } from '../core/evidence.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import { readAnswers } from './stored.ts';

/** The evidence of one kind that a run's answers hold. What does not fit the kind's schema is of another version, and left out. */
export function storedEvidence<Data>(directory: RunDirectory, kind: EvidenceKind<Data>): readonly Data[] {
  return readAnswers(directory).flatMap(({ result }) => {
    if (result.kind !== 'evidence') return [];
    return result.drafts.flatMap((draft) => {
      const parsed = draft.kind === kind.kind ? kind.schema.safeParse(draft.data) : undefined;
      return parsed?.success === true ? [parsed.data] : [];
    });
  });
}
