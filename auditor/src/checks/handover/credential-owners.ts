import { defineCheck, flag } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const credentialOwners = defineCheck({
  id: 'handover/credential-owners',
  decides: [flag('B-flag-3'), flag('I-flag-2')],
  title: 'Every third-party credential has an owner',
  why: 'A key that belongs to nobody is replaced by nobody, also on the day on which it leaks.',
  passes:
    'Somebody answers for a list that names the owner of each credential, and the list has not changed since.',
  sources: [
    { article: 'b2b-onboarding', step: 3 },
    { article: 'internal-ops', step: 2 },
  ],
  needs: { said: Attested['credential-owners'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 45,
    deliverable: 'handover',
    steps: [
      'List every credential with the service, where it is set, and who replaces it within the hour.',
      'Give those without an owner to somebody, or revoke them.',
    ],
  },
});
