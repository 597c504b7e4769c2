import { describe, expect, test } from 'vitest';
import { ChatAnswer, type Answered } from '../../evidence/chat-answer.ts';
import { judgeOne } from '../samples.ts';
import { silent, turn } from './samples.ts';
import { usefulAnswers } from './useful-answers.ts';

const useful: Answered = {
  operation: 'POST /api/chat',
  identity: 'ana',
  question: 'When do you close?',
  expected: ['at six', 'on Fridays at four'],
  missing: [],
  turn: turn(),
};
const judge = (...data: Answered[]) => judgeOne(usefulAnswers, 'answers', ChatAnswer, ...data);

describe('chatbot/useful-answers', () => {
  test.each<[string, Partial<Answered>, string]>([
    ['useful', {}, 'pass'],
    ['not useful', { missing: useful.expected }, 'fail'],
    ['half useful', { missing: ['on Fridays at four'] }, 'fail'],
    ['crashed', { turn: silent, missing: useful.expected }, 'unproven'],
    ['an empty reply', { turn: turn({ letters: 0 }), missing: useful.expected }, 'unproven'],
  ])('%s', (_name, change, status) => {
    expect(judge({ ...useful, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('the finding says what was missed', () => {
    const [finding] = judge({ ...useful, document: './hours.md', missing: ['at six'] }).findings;
    expect(finding?.what).toBe(
      'Asked "When do you close?", which ./hours.md answers, the bot answered without "at six" (1 of 2 expected passages).',
    );
  });
});
