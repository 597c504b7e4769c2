import { describe, expect, test } from 'vitest';
import { injection } from '../checks/chatbot/injection.ts';
import { chatInjection } from './chat-injection.ts';
import { judgeRoom } from './strangers/judge-room.ts';
import type { RoomWeakness } from './strangers/reading-room.ts';

describe('the chat-injection probe and its check', () => {
  test.each<[string, readonly RoomWeakness[], string]>([
    ['does as it was told', [], 'pass'],
    ['obeys overrides', ['obeys-overrides'], 'fail'],
    ['obeys codes', ['obeys-codes'], 'fail'],
    ['obeys what was agreed earlier', ['obeys-earlier-turns'], 'fail'],
    ['says nothing', ['says-nothing'], 'unproven'],
    ['fails', ['fails'], 'unproven'],
  ])('a bot that %s', async (_name, weaknesses, status) => {
    expect((await judgeRoom(chatInjection, injection, { weaknesses })).verdict.status).toBe(status);
  });
});
