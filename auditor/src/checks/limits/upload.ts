import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { LimitBurst } from '../../evidence/limit-burst.ts';
import { decideBurst } from './burst.ts';

export const uploadLimit = defineCheck({
  id: 'limits/upload',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5'), step('H5')],
  title: 'Uploading files is throttled',
  why: 'Each file is stored, parsed and embedded: a script fills the disk, the queue and the bill.',
  passes: 'Within a burst of at most 50 small files of one customer the product stops taking them.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'marketplace-onboarding', step: 5 },
    { article: 'team-handover', step: 5 },
    { owasp: 'API4:2023' },
    { owasp: 'LLM10:2025' },
    { cwe: 770 },
    { rfc: 6585, section: '4' },
  ],
  needs: { bursts: LimitBurst.upload },
  judge: ({ bursts }) =>
    decideEach(bursts, (burst) =>
      decideBurst(burst, { things: 'files', harm: 'fill storage and the embedding bill' }),
    ),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Allow 20 uploads per minute and user and cap the total size per workspace; answer 429 with Retry-After beyond that.',
      'Count before the file is read, and parse and embed in a queue of bounded length.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'uploads',
});
