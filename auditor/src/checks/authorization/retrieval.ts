import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { Retrieval } from '../../evidence/object-read.ts';
import { decideRead } from '../access.ts';

/** The bot answers from one’s own documents only. */
export const retrieval = defineCheck({
  id: 'authorization/retrieval',
  decides: [
    row('authorization'),
    gate('authorization'),
    step('B2'),
    step('M2'),
    step('H3'),
    step('C2'),
    flag('B-flag-1'),
  ],
  title: 'The bot answers from one’s own documents only',
  why: "A customer asks the bot a question and gets an answer out of another customer's contract.",
  passes:
    "A word from a document that one customer uploaded reaches that customer's chat and no one else's: the owner retrieves it before and after, the stranger's bot answers and does not have it.",
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'marketplace-onboarding', step: 2 },
    { article: 'team-handover', step: 3 },
    { article: 'first-100-members', step: 2 },
    { owasp: 'LLM02:2025' },
    { owasp: 'LLM08:2025' },
    { owasp: 'API1:2023' },
    { cwe: 200 },
    { cve: 'CVE-2026-45398' },
  ],
  needs: { answers: Retrieval },
  judge: ({ answers }) => decideEach(answers, decideRead),
  absentKey: 'retrieval',
  fix: {
    minutes: 120,
    deliverable: 'hardening',
    steps: [
      'Give every stored chunk its tenant and owner, and filter by both inside the vector query.',
      'Partition the index by tenant where the store can.',
      'Key caches of answers by tenant and user.',
    ],
  },
});
