import { describe, expect, test } from 'vitest';
import type { Check } from '../../core/check.ts';
import type { EvidenceKind } from '../../core/evidence.ts';
import { LimitBurst, type Burst } from '../../evidence/limit-burst.ts';
import { judgeOne } from '../samples.ts';
import { resendLimit } from './resend.ts';
import { resetLimit } from './reset.ts';
import { signupLimit } from './signup.ts';
import { toolLimit } from './tool.ts';
import { uploadLimit } from './upload.ts';
import { webhookLimit } from './webhook.ts';

const call = (status: number) => ({ exchange: `burst#${status}`, line: `POST /x → ${status}`, status });
const NONE = { processed: 0, throttled: 0, failed: 0, other: 0, unanswered: 0 };
const unlimited: Burst = {
  operation: 'POST /x',
  as: 'ana',
  wanted: 50,
  durationMs: 9_000,
  counts: { ...NONE, processed: 50 },
  control: call(202),
  first: call(202),
  last: call(202),
};
const limited: Burst = {
  ...unlimited,
  counts: { ...NONE, processed: 20, throttled: 1 },
  throttle: { call: call(429), position: 21, sign: 'status', marks: [] },
};

describe.each<[Check, EvidenceKind<Burst>]>([
  [resetLimit, LimitBurst.reset],
  [resendLimit, LimitBurst.resend],
  [signupLimit, LimitBurst.signup],
  [uploadLimit, LimitBurst.upload],
  [toolLimit, LimitBurst.tool],
  [webhookLimit, LimitBurst.webhook],
])('$id', (check, kind) => {
  test.each<[string, Burst[], string]>([
    ['let in', [unlimited], 'fail'],
    ['refused', [limited], 'pass'],
    ['crashed', [{ ...unlimited, counts: { ...NONE, processed: 5, failed: 45 } }], 'unproven'],
    ['half asked', [{ ...unlimited, counts: { ...NONE, processed: 30 } }], 'unproven'],
    ['refused from the start', [{ ...unlimited, controlBecause: 'it answers 403' }], 'unproven'],
    ['never asked', [], 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judgeOne(check, 'bursts', kind, ...data).status).toBe(status);
  });

  const mail = (before: boolean, after: boolean) => ({ what: 'the mail', before, after });

  test.each<[string, Burst, string]>([
    ['mails that went on', { ...unlimited, effect: mail(true, true) }, 'fail'],
    ['mails that quietly stopped', { ...unlimited, effect: mail(true, false) }, 'pass'],
    ['mails that never came', { ...unlimited, effect: mail(false, false) }, 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judgeOne(check, 'bursts', kind, data).status).toBe(status);
  });
});

test('a flood of unsigned events that is refused and never slowed down is advice', () => {
  const verdict = judgeOne(webhookLimit, 'bursts', LimitBurst.webhook, { ...unlimited, control: call(401) });
  expect(verdict.status).toBe('pass');
  expect(verdict.findings.map(({ level, what }) => [level, what])).toEqual([
    ['advice', expect.stringContaining('refused 50 unsigned events and never slowed down')],
  ]);
});
