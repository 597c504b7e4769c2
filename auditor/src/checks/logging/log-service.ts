import { defineCheck, flag } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const logService = defineCheck({
  id: 'logging/log-service',
  decides: [flag('B-flag-5')],
  title: 'Logs are kept where they can be searched',
  why: 'What console.log prints is gone with the next restart, and with it the only witness.',
  passes: 'Somebody answers for where logs go, how long they are kept and who can search them.',
  sources: [{ article: 'b2b-onboarding', step: 6 }, { cwe: 778 }],
  needs: { said: Attested['log-service'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 90,
    deliverable: 'monitoring',
    steps: [
      'Write structured lines with time, level and request id, and ship them to a log service.',
      'Set how long they are kept, and try to find one request by its id.',
    ],
  },
});
