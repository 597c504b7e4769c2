import { describe, expect, test } from 'vitest';
import { foreignData } from '../checks/chatbot/foreign-data.ts';
import { chatForeignData } from './chat-foreign-data.ts';
import { judgeRoom } from './strangers/judge-room.ts';
import { WRITTEN_AT_THE_DESK, type RoomWeakness } from './strangers/reading-room.ts';

const judge = (weaknesses: readonly RoomWeakness[], change: object = {}) =>
  judgeRoom(chatForeignData, foreignData, { weaknesses, change });

describe('the chat-foreign-data probe and its check', () => {
  test.each<[string, readonly RoomWeakness[], string]>([
    ['keeps its readers apart', [], 'pass'],
    ['reads everybody’s papers', ['papers-of-all'], 'fail'],
    ['remembers everybody’s talks', ['talks-of-all'], 'fail'],
    ['names everybody’s papers as its sources', ['titles-of-all'], 'fail'],
    ['serves what another was answered to the same question', ['answers-kept-for-all'], 'fail'],
    ['leaks after a refusal', ['papers-of-all', 'refuses-first'], 'fail'],
    ['keeps no talks', ['forgets-talks'], 'pass'],
    ['says nothing', ['says-nothing'], 'unproven'],
    ['fails', ['fails'], 'unproven'],
    ['shows a login page', ['login-page'], 'unproven'],
    ['does not read papers', ['reads-nothing', 'forgets-talks'], 'unproven'],
  ])('a bot that %s', async (_name, weaknesses, status) => {
    const { verdict, room } = await judge(weaknesses);
    expect(verdict.status).toBe(status);
    expect(room.papers()).toBe(0);
  });

  test.each<[string, readonly RoomWeakness[], string]>([
    ['keeps its readers apart', [], 'pass'],
    ['reads everybody’s papers', ['papers-of-all'], 'fail'],
  ])('a bot that reads what is typed in and %s', async (_name, weaknesses, status) => {
    const { verdict, room } = await judge(weaknesses, { upload: WRITTEN_AT_THE_DESK });
    expect(verdict.status).toBe(status);
    expect(room.papers()).toBe(0);
  });

  test('without a way to bring documents the question stays open', async () => {
    const { leftOut } = await judge([], { upload: undefined });
    expect(leftOut).toEqual(['the file does not say how documents get to the bot']);
  });
});
