import { defineCheck, row, step } from '../../core/check.ts';
import { advice, decideEach, held, type Decision } from '../../core/verdict.ts';
import { ObjectRead, type ReadAttempt } from '../../evidence/object-read.ts';
import { exhibits } from '../exhibits.ts';

/** A refusal does not tell whether the object exists. */
export const existenceOracle = defineCheck({
  id: 'authorization/existence-oracle',
  decides: [row('authorization'), step('B2'), step('M2'), step('H3')],
  title: 'A refusal does not tell whether the object exists',
  why: 'Whoever can tell "not yours" from "not there" can count your customers and find ids worth attacking.',
  passes:
    "Another customer's object and one that does not exist are answered with the same status. A difference is advice and never fails.",
  sources: [{ owasp: 'API1:2023' }, { cwe: 203 }, { cwe: 204 }],
  needs: { reads: ObjectRead },
  judge: ({ reads }) => {
    // Only refusals that were compared say something here; whether they refuse at all is another check's question.
    const compared = reads.evidence.filter(({ data }) => isComparable(data));
    return decideEach({ ...reads, evidence: compared }, decide);
  },
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: ['Answer 404 for what the caller may not see, exactly as for what is not there.'],
  },
});

function isComparable({ relation, attack, unknownId }: ReadAttempt): boolean {
  return relation === 'other-tenant' && !attack.canary && attack.answered && unknownId?.answered === true;
}

function decide({ operation, attacker, attack, unknownId }: ReadAttempt): Decision {
  if (unknownId === undefined || attack.status === unknownId.status) return held;
  return advice({
    where: operation,
    what: `${operation} answers ${attacker.name} with ${String(attack.status)} for another customer's object and with ${String(unknownId.status)} for one that does not exist, so ids can be tried out.`,
    key: 'oracle',
    exhibits: exhibits(["another customer's object", attack], ['an id that nobody has', unknownId]),
  });
}
