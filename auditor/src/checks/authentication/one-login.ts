import { defineCheck, flag } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const oneLogin = defineCheck({
  id: 'authentication/one-login',
  decides: [flag('M-flag-1')],
  title: 'One system decides who is logged in',
  why: 'Where two systems know sessions, one of them goes on trusting what the other has ended.',
  passes: 'Somebody answers for one system that begins and ends every session.',
  sources: [{ article: 'marketplace-onboarding', step: 1 }, { owasp: 'API2:2023' }],
  needs: { said: Attested['one-login'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 240,
    deliverable: 'hardening',
    steps: [
      'Choose the system that stays; let it alone issue sessions and tokens.',
      'End the sessions of the other one, and take its middleware out.',
    ],
  },
});
