import { defineCheck, gate } from '../../core/check.ts';
import { broken, held, type Decision } from '../../core/verdict.ts';
import { Attested, type Attestation } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

/** "Under 1 ticket per 20 onboarded customers in week one" (marketplace products). */
const CUSTOMERS_PER_TICKET = 20;

/** What no probe can see: whether people got through by themselves. */
export const ticketLoad = defineCheck({
  id: 'onboarding/ticket-load',
  decides: [gate('ticket-load')],
  title: 'Few customers need help to get started',
  why: 'Each ticket of the first week is a customer who got stuck, and most of those who get stuck do not write.',
  passes:
    'Somebody answers for a count: in the first week, fewer than one ticket per 20 onboarded customers.',
  sources: [{ article: 'marketplace-onboarding', step: 6 }],
  needs: { said: Attested['ticket-load'] },
  judge: ({ said }) => judgeWord(said, decide),
  fix: {
    minutes: 240,
    deliverable: 'handover',
    steps: [
      'Sort the tickets of the week by the step of onboarding that they are about.',
      'Mend the step with the most tickets first, and watch somebody new go through it.',
    ],
  },
});

function decide({ by, on, figures }: Attestation): Decision {
  const { customers = 0, tickets = 0 } = figures ?? {};
  if (tickets * CUSTOMERS_PER_TICKET < customers) return held;
  return broken({
    where: 'attested.ticket-load',
    key: 'tickets',
    what: `${tickets} tickets of ${customers} customers, counted by ${by} on ${on}: that is not under 1 in ${CUSTOMERS_PER_TICKET}.`,
    exhibits: [],
  });
}
