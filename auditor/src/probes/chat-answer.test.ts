import { describe, expect, test } from 'vitest';
import { usefulAnswers } from '../checks/chatbot/useful-answers.ts';
import { chatAnswer } from './chat-answer.ts';
import { judgeRoom } from './strangers/judge-room.ts';
import type { RoomWeakness } from './strangers/reading-room.ts';

const QUESTION = {
  ask: 'When does the harbour office close?',
  expect: 'at half past five',
  document: './hours.md',
};
const texts = { './hours.md': '# Hours\n\nThe harbour office closes **at half-past five**.\n' };

describe('the chat-answer probe and its check', () => {
  test.each<[string, readonly RoomWeakness[], string]>([
    ['answers from the document', [], 'pass'],
    ['does not read documents', ['reads-nothing'], 'fail'],
    ['says nothing', ['says-nothing'], 'unproven'],
    ['fails', ['fails'], 'unproven'],
  ])('a bot that %s', async (_name, weaknesses, status) => {
    const change = { questions: [QUESTION] };
    const { verdict, room } = await judgeRoom(chatAnswer, usefulAnswers, { weaknesses, change, texts });
    expect(verdict.status).toBe(status);
    expect(room.papers()).toBe(0);
  });

  test('without a question of the founder’s own nothing is asked', async () => {
    const { leftOut, requests } = await judgeRoom(chatAnswer, usefulAnswers, {});
    expect(leftOut).toEqual(['the file has no question with the answer that you expect']);
    expect(requests).toBe(0);
  });
});
