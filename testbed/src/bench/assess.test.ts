import { expect, it } from 'vitest';
import { flawById } from '../../flaws/flaw-by-id.ts';
import type { Scorecard } from '../scorecard.ts';
import { assess, figuresOf } from './assess.ts';

const FLAW = flawById('role-escalation');

type Status = Scorecard['checks'][number]['status'];

function scorecard(statuses: Readonly<Record<string, Status>>, certainty: 'proven' | 'probable' = 'proven') {
  const checks = Object.entries(statuses).map(([id, status]) => ({
    id,
    title: id,
    status,
    decided: 1,
    findings: status === 'fail' ? [{ what: 'w', where: 'x', certainty, level: 'fail' as const }] : [],
  }));
  const run = { id: 'r', complete: true, requests: 1, leftBehind: [], notes: [] };
  return { verdict: 'not-ready' as const, headline: '', run, gates: [], checks };
}

it('counts a flaw as detected when what must fail failed and nothing else', () => {
  const result = assess(
    FLAW,
    scorecard({ 'authorization/role-change': 'fail', 'authorization/list': 'pass' }),
  );
  expect(result).toMatchObject({ detected: true, unexpected: [] });
});

it('tolerates what the flaw says may fail', () => {
  const result = assess(
    FLAW,
    scorecard({ 'authorization/role-change': 'fail', 'authorization/role-matrix': 'fail' }),
  );
  expect(result).toMatchObject({ detected: true, unexpected: [] });
});

it.each([
  ['passes', scorecard({ 'authorization/role-change': 'pass' })],
  ['stays unproven', scorecard({ 'authorization/role-change': 'unproven' })],
  ['is not there', scorecard({ 'authorization/list': 'pass' })],
  ['fails without a proof', scorecard({ 'authorization/role-change': 'fail' }, 'probable')],
])('does not count it when the check %s', (_, card) => {
  expect(assess(FLAW, card).detected).toBe(false);
});

it('does not count it when something else failed too', () => {
  const result = assess(
    FLAW,
    scorecard({ 'authorization/role-change': 'fail', 'cors/origin-allow-list': 'fail' }),
  );
  expect(result).toMatchObject({ detected: false, unexpected: ['cors/origin-allow-list'] });
});

it('never calls nothing perfect', () => {
  expect(figuresOf([], [])).toEqual({ recall: 0, precision: 0 });
});

it('counts false alarms on the clean product against precision', () => {
  const found = assess(FLAW, scorecard({ 'authorization/role-change': 'fail' }));
  expect(figuresOf([found], [[], []])).toEqual({ recall: 1, precision: 1 });
  expect(figuresOf([found], [['limits/login'], []])).toEqual({ recall: 1, precision: 0.5 });
});
