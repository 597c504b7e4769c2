import { describe, expect, test } from 'vitest';
import { AuditTrail, type AuditTrailData } from '../../evidence/audit-trail.ts';
import { judgeOne } from '../samples.ts';
import { auditTrail } from './audit-trail.ts';

const call = (line: string, status?: number) => ({
  exchange: line,
  line: `${line} as ana → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer within 15 s' } : { status }),
});

const noted: AuditTrailData = {
  operation: 'GET /api/audit',
  identity: 'ana',
  act: call('POST /api/keys', 201),
  before: call('GET /api/audit', 200),
  quiet: call('GET /api/audit', 200),
  after: call('GET /api/audit', 200),
  steady: true,
  changed: true,
  mentions: true,
  readable: true,
  marks: ['key-7'],
};
const unnoted = { ...noted, mentions: false, changed: false };

describe('logging/audit-trail', () => {
  test.each<[string, AuditTrailData, string]>([
    ['noted', noted, 'pass'],
    ['noted in a trail that is never the same twice', { ...noted, steady: false }, 'pass'],
    ['noted without its object', { ...noted, mentions: false }, 'pass'],
    ['not noted', unnoted, 'fail'],
    ['not noted, in a trail that is never the same twice', { ...unnoted, steady: false }, 'unproven'],
    ['refused: nothing was done', { ...unnoted, act: call('POST /api/keys', 403) }, 'unproven'],
    ['crashed: the trail cannot be read', { ...unnoted, after: call('GET /api/audit', 500) }, 'unproven'],
    ['never asked: the trail does not answer', { ...unnoted, before: call('GET /api/audit') }, 'unproven'],
    ['half asked: a page instead of a trail', { ...unnoted, readable: false }, 'unproven'],
  ])('%s', (_, data, status) => {
    expect(judgeOne(auditTrail, 'trail', AuditTrail, data).status).toBe(status);
  });

  test('advises to say which object was meant', () => {
    const verdict = judgeOne(auditTrail, 'trail', AuditTrail, { ...noted, mentions: false });
    expect(verdict.findings).toMatchObject([{ level: 'advice' }]);
  });
});
