import { expect, test } from 'vitest';
import { Attested } from '../../evidence/attestation.ts';
import { judgeOne } from '../samples.ts';
import { ticketLoad } from './ticket-load.ts';

test.each([
  ['nobody wrote', 40, 0, 'pass'],
  ['under 1 in 20', 40, 1, 'pass'],
  ['exactly 1 in 20', 40, 2, 'fail'],
  ['over 1 in 20', 19, 1, 'fail'],
  ['everybody wrote', 3, 3, 'fail'],
])('%s', (_, customers, tickets, status) => {
  const said = {
    claim: 'ticket-load',
    by: 'Mara Lind',
    on: '2026-11-20',
    until: '2027-02-18',
    holds: true,
    evidence: 'the support inbox',
    about: [],
    readOn: '2026-11-30',
    figures: { customers, tickets },
  } as const;
  expect(judgeOne(ticketLoad, 'said', Attested['ticket-load'], { ...said, about: [] }).status).toBe(status);
});
