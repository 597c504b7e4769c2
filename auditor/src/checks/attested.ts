import type { Gathered } from '../core/evidence.ts';
import { broken, decideEach, held, undecided, type Decision, type Verdict } from '../core/verdict.ts';
import { claimOf } from '../core/claims.ts';
import type { Attestation } from '../evidence/attestation.ts';

/**
 * Judges what somebody answers for. A word counts from its day to its last, as long as the files that it speaks of stay as they
 * were; after that the question is open again. It never proves anything: the verdict says whose word it rests on.
 *
 * @param decide what a word that counts and says yes amounts to; by default the claim holds
 */
export function judgeWord(
  said: Gathered<Attestation>,
  decide: (word: Attestation) => Decision = () => held,
): Verdict {
  const counted: string[] = [];
  const verdict = decideEach(said, (word) => {
    const doubt = doubtOf(word);
    if (doubt !== undefined) return undecided(doubt, `attested:\n  ${word.claim}: { on: … }`);
    counted.push(inWords(word));
    return word.holds ? decide(word) : saidNo(word);
  });
  return counted.length === 0 ? verdict : { ...verdict, attested: counted };
}

/** Why a word does not count on the day of the run. */
function doubtOf({ by, on, until, evidence, shown, about, readOn }: Attestation): string | undefined {
  if (on > readOn) return `what ${by} says is dated ${on}, and this run is of ${readOn}`;
  if (until < readOn) return `what ${by} said on ${on} counted until ${until}; look again and renew it`;
  if (shown?.kind === 'missing') return `${by} names ${evidence} as evidence, and ${shown.because}`;
  for (const paper of about) {
    if (paper.kind === 'missing') return `${by} speaks of ${paper.path}, and ${paper.because}`;
    if (paper.changedOn > on)
      return `${paper.path} was changed on ${paper.changedOn}, after ${by} spoke of it on ${on}`;
  }
  return undefined;
}

function saidNo({ claim, by, on, evidence }: Attestation): Decision {
  return broken({
    where: `attested.${claim}`,
    key: 'no',
    what: `${claimOf(claim).asks} ${by} answered no on ${on}: ${evidence}`,
    exhibits: [],
  });
}

function inWords({ by, on, until }: Attestation): string {
  return `${by} on ${on}, until ${until}`;
}
