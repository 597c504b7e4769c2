import { describe, expect, test } from 'vitest';
import { ObjectRead, type ReadAttempt } from '../../evidence/object-read.ts';
import { answer, crashed, heldRead, judgeOne, showing } from '../samples.ts';
import { existenceOracle } from './existence-oracle.ts';

const judge = (...data: ReadAttempt[]) => judgeOne(existenceOracle, 'reads', ObjectRead, ...data);
const alike = { attack: answer(404), unknownId: answer(404) };

describe('authorization/existence-oracle', () => {
  test.each<[string, Partial<ReadAttempt>, string, number]>([
    ['the same refusal', alike, 'pass', 0],
    ['another refusal', { ...alike, attack: answer(403) }, 'pass', 1],
    ['both refused in words', { attack: answer(200), unknownId: answer(200) }, 'pass', 0],
    ['let in', { ...alike, attack: showing() }, 'unproven', 0],
    ['crashed', { ...alike, unknownId: crashed() }, 'unproven', 0],
    ['half asked', { unknownId: undefined }, 'unproven', 0],
    ['a colleague', { ...alike, attack: answer(403), relation: 'same-tenant' }, 'unproven', 0],
  ])('%s', (_, change, status, findings) => {
    const verdict = judge(heldRead(change));
    expect(verdict.status).toBe(status);
    expect(verdict.findings).toHaveLength(findings);
    expect(verdict.findings.filter((one) => one.level === 'fail')).toEqual([]);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
