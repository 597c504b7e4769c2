import { defineCheck, flag } from '../../core/check.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const vendorList = defineCheck({
  id: 'handover/vendor-list',
  decides: [flag('C-flag-2')],
  title: 'Every vendor is listed, with an owner',
  why: 'Each webhook, job and script of another company can fail on its own, and somebody must notice.',
  passes: 'Somebody answers for a list of all vendors, each with its owner and what happens when it fails.',
  sources: [{ article: 'first-100-members', step: 6 }],
  needs: { said: Attested['vendor-list'] },
  judge: ({ said }) => judgeWord(said),
  fix: {
    minutes: 60,
    deliverable: 'handover',
    steps: [
      'List the vendors that webhooks, background jobs and the browser talk to.',
      'Say for each who owns it, and what members see when it is down.',
    ],
  },
});
