import { describe, expect, test } from 'vitest';
import type { DrillRecord } from '../../core/watch/drill-record.ts';
import { AlertDrill, type AlertDrillData } from '../../evidence/alert-drill.ts';
import { Attested, type Attestation } from '../../evidence/attestation.ts';
import { gathered, judgeOne } from '../samples.ts';
import { alerts as check } from './alerts.ts';

const RECORD: DrillRecord = {
  schema: 1,
  drill: 'monitor',
  at: '2026-11-01T10:00:00.000Z',
  version: '0.1.0',
  config: 'abc',
  channels: [{ channel: 'mail', via: 'declared', proof: 'read', afterMs: 72_000 }],
  stages: [],
  shortenedMs: 0,
  recovered: ['mail'],
  seal: 'def',
};
const drill = (change: Partial<DrillRecord> = {}, reading: object = {}): AlertDrillData => ({
  monitors: ['launch-ready (monitoring.watch)'],
  channels: ['email'],
  drillable: true,
  drill: {
    kind: 'read',
    file: 'drill.json',
    record: { ...RECORD, ...change },
    ageDays: 3,
    maxAgeDays: 30,
    sameConfig: true,
    ...reading,
  },
  alertMinutes: 5,
});
const via = (change: Partial<DrillRecord['channels'][number]>) => ({
  channels: [
    { channel: 'mail' as const, via: 'declared' as const, proof: 'read' as const, afterMs: 1, ...change },
  ],
});
const { drill: _, ...undrilled } = drill();
const judge = (...data: AlertDrillData[]) => judgeOne(check, 'drills', AlertDrill, ...data);

describe('monitoring/alerts', () => {
  test.each<[string, AlertDrillData, string, string]>([
    ['read in time', drill(), 'pass', ''],
    ['typed by whoever got it', drill(via({ proof: 'typed' })), 'pass', ''],
    ['no channel at all', { ...drill(), channels: [] }, 'fail', 'there is no channel'],
    ['it did not arrive', drill(via({ proof: 'none', because: 'refused' })), 'fail', 'mail: refused'],
    ['it was late', drill(via({ afterMs: 400_000 })), 'fail', '400 s'],
    ['it was in time only because waits were cut', drill({ shortenedMs: 400_000 }), 'fail', '5 minutes'],
    ['taken, and read by nobody', drill(via({ proof: 'accepted' })), 'unproven', 'type its code'],
    ['sent to a sink of its own', drill(via({ via: 'local' })), 'unproven', 'without --local-sinks'],
    ['stale', drill({}, { ageDays: 31 }), 'unproven', '31 days old'],
    ['dated in the future', drill({}, { ageDays: -1 }), 'unproven', 'future'],
    ['of other settings', drill({}, { sameConfig: false }), 'unproven', 'has changed'],
    ['never drilled', undrilled, 'unproven', 'monitor drill'],
    ['never drilled, by another tool', { ...undrilled, drillable: false }, 'unproven', 'attest'],
    [
      'changed afterwards',
      {
        ...undrilled,
        drill: { kind: 'unread', file: 'drill.json', because: 'it was changed after the drill' },
      },
      'unproven',
      'changed after',
    ],
  ])('%s', (_name, data, status, words) => {
    const verdict = judge(data);
    expect(verdict.status).toBe(status);
    expect(JSON.stringify(verdict)).toContain(words);
  });

  test('a recovery that nobody hears of is advice', () => {
    const verdict = judge(drill({ recovered: [] }));
    expect([verdict.status, verdict.findings[0]?.level]).toEqual(['pass', 'advice']);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  const word: Attestation = {
    claim: 'alerts-tried',
    by: 'Mara',
    on: '2026-11-20',
    until: '2027-02-18',
    readOn: '2026-11-30',
    holds: true,
    evidence: 'the alert',
    about: [],
    figures: { minutes: 3 },
  };
  test.each<[string, AlertDrillData, Partial<Attestation>, string]>([
    ['fills in for a drill', undrilled, {}, 'pass'],
    ['of a late alert fails', undrilled, { figures: { minutes: 9 } }, 'fail'],
    ['that has run out leaves it open', undrilled, { until: '2026-11-25' }, 'unproven'],
    ['does not outweigh a drill that failed', drill(via({ proof: 'none' })), {}, 'fail'],
  ])('a word %s', (_name, data, change, status) => {
    const verdict = check.judge({
      drills: gathered(AlertDrill, data),
      said: gathered(Attested['alerts-tried'], { ...word, ...change }),
    });
    expect(verdict.status).toBe(status);
  });
});
