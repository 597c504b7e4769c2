import { describe, expect, test } from 'vitest';
import { digest } from './digest.ts';
import { readyInput, sampleInput } from './fixtures/sample.ts';
import { isYaml, openQuestions } from './open-questions.ts';

describe('the sample', () => {
  const told = digest(sampleInput);

  test('has its failures worst first: by gate, then by row', () => {
    expect(told.failures.map((group) => group.result.id)).toEqual([
      'authentication/tampered-token',
      'authorization/object-read',
      'chatbot/system-prompt',
      'cors/origin-allow-list',
    ]);
  });

  test('keeps suspicion and advice apart from proof', () => {
    expect(told.suspected.map((group) => group.result.id)).toEqual(['secrets/bundle']);
    expect(told.advice.map((group) => group.result.id)).toEqual(['authorization/existence-oracle']);
  });

  test('names each obstacle once, failures before the unproven', () => {
    expect(told.blockers.map(({ kind, place }) => [kind, place.id, place.status])).toEqual([
      ['gate', 'authentication', 'fail'],
      ['gate', 'authorization', 'fail'],
      ['gate', 'chat-safety', 'fail'],
      ['row', 'cors', 'fail'],
      ['gate', 'rate-limits', 'unproven'],
      ['gate', 'email-auth', 'unproven'],
      ['gate', 'monitoring', 'unproven'],
      ['row', 'logging', 'unproven'],
    ]);
  });

  test('says what to do first, with minutes', () => {
    expect(told.actions.map(({ kind, minutes }) => [kind, minutes])).toEqual([
      ['fix', 30],
      ['fix', 90],
      ['fix', 120],
    ]);
  });

  test('counts checks', () => {
    expect(told.counts).toEqual({ fail: 4, unproven: 5, pass: 6, 'not-applicable': 1 });
  });
});

test('a ready product has nothing in its way and nothing to do', () => {
  const told = digest(readyInput);
  expect([told.blockers, told.actions, told.failures, told.open]).toEqual([[], [], [], []]);
});

test('without failures, what to add comes first', () => {
  const checks = sampleInput.scorecard.checks.filter((check) => check.status !== 'fail');
  const told = digest({ ...sampleInput, scorecard: { ...sampleInput.scorecard, checks } });
  expect(told.actions.map((action) => action.kind)).toEqual(['add', 'add', 'add']);
});

test('a failing check that stands in no gate or row blocks under its own name', () => {
  const { scorecard } = sampleInput;
  const told = digest({ ...sampleInput, scorecard: { ...scorecard, gates: [], rows: [] } });
  expect(told.blockers.filter(({ kind }) => kind === 'check')).toHaveLength(9);
});

describe('open questions', () => {
  test('are gathered by reason, those that block most first', () => {
    expect(
      openQuestions(sampleInput.scorecard).map(({ checks, questions, blocks }) => [
        checks.length,
        questions,
        blocks.length,
      ]),
    ).toEqual([
      [2, 2, 2],
      [1, 1, 2],
      [1, 1, 2],
      [1, 1, 1],
      [1, 1, 0],
    ]);
  });

  test('of one check and many reasons are told together', () => {
    const { scorecard } = sampleInput;
    const checks = scorecard.checks.slice(0, 1).map((check) => ({
      ...check,
      undecided: ['a', 'b', 'c', 'd', 'e'].map((cell) => ({
        cell,
        because: `ana's call to ${cell} answered 500`,
      })),
    }));
    const [only, ...more] = openQuestions({ ...scorecard, gates: [], rows: [], checks });
    expect(more).toEqual([]);
    expect([only?.questions, only?.others.length, only?.because]).toEqual([
      5,
      4,
      "ana's call to a answered 500",
    ]);
  });

  test('include a gate that no check looked at', () => {
    const gate = {
      id: 'latency',
      title: 'Fast',
      status: 'unproven' as const,
      because: 'no check looked at it',
      checks: [],
    };
    const [only] = openQuestions({ ...sampleInput.scorecard, gates: [gate], rows: [], checks: [] });
    expect(only).toMatchObject({ because: 'no check looked at it', questions: 0, blocks: ['Fast'] });
  });
});

test.each([
  ['logs: [./logs/app.log]', true],
  ['consent: owner', true],
  ['identities:\n  bea: {}', true],
  ['a second tenant with a login', false],
  ['Note: name a domain first', false],
])('isYaml(%j) is %s', (add, expected) => {
  expect(isYaml(add)).toBe(expected);
});
