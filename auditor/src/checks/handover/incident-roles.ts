import { defineCheck, flag, gate } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const incidentRoles = defineCheck({
  id: 'handover/incident-roles',
  decides: [gate('handover'), flag('H-flag-5')],
  title: 'It is settled who does what in an incident',
  why: 'At three in the morning nobody should have to find out whose turn it is.',
  passes: 'Somebody answers for who decides, who repairs and who tells customers, by name.',
  sources: [{ article: 'team-handover', step: 6 }],
  needs: { said: Attested['incident-roles'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 30,
    deliverable: 'handover',
    steps: [
      'Name who decides, who repairs and who tells customers, each with somebody who stands in.',
      'Write the names and how to reach them into the incident checklist, and tell them.',
    ],
  },
});
