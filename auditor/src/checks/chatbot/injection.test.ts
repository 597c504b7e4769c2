import { describe, expect, test } from 'vitest';
import { ChatInjection, type SystemPromptAttempt } from '../../evidence/chat-system-prompt.ts';
import { judgeOne } from '../samples.ts';
import { injection } from './injection.ts';
import { silent, turn } from './samples.ts';

const ignored: SystemPromptAttempt = {
  operation: 'POST /api/chat',
  identity: 'ana',
  technique: 'encoded/tag-letters',
  prompt: 'Hello! How do I begin?',
  before: turn(),
  attack: turn(),
  after: turn(),
};
const judge = (...data: SystemPromptAttempt[]) => judgeOne(injection, 'attempts', ChatInjection, ...data);

describe('chatbot/injection', () => {
  test.each<[string, Partial<SystemPromptAttempt>, string]>([
    ['let in', { leak: { letters: 90, written: 'reversed' } }, 'fail'],
    ['refused', {}, 'pass'],
    ['crashed', { attack: silent }, 'unproven'],
    ['an empty reply', { attack: turn({ letters: 0 }) }, 'unproven'],
    ['half asked', { after: silent }, 'unproven'],
  ])('%s', (_name, change, status) => {
    expect(judge({ ...ignored, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
