import { describe, expect, test } from 'vitest';
import { hostileDocument } from '../checks/chatbot/hostile-document.ts';
import { chatHostileDocument } from './chat-hostile-document.ts';
import { judgeRoom } from './strangers/judge-room.ts';
import type { RoomWeakness } from './strangers/reading-room.ts';

describe('the chat-hostile-document probe and its check', () => {
  test.each<[string, readonly RoomWeakness[], string]>([
    ['quotes what papers say', [], 'pass'],
    ['does what papers say', ['papers-instruct'], 'fail'],
    ['does what their names say', ['names-instruct'], 'fail'],
    ['does what no reader sees', ['hidden-text-instructs'], 'fail'],
    ['takes no papers with orders', ['takes-no-orders', 'papers-instruct'], 'pass'],
    ['says nothing', ['says-nothing'], 'unproven'],
    ['fails', ['fails'], 'unproven'],
    ['shows a login page', ['login-page'], 'unproven'],
    ['does not read papers', ['reads-nothing'], 'unproven'],
  ])('a bot that %s', async (_name, weaknesses, status) => {
    const { verdict, room, leftBehind } = await judgeRoom(chatHostileDocument, hostileDocument, {
      weaknesses,
    });
    expect(verdict.status).toBe(status);
    expect(room.papers()).toBe(0);
    expect(leftBehind.filter((one) => one.includes('document'))).toEqual([]);
  });

  test('pages that are not taken leave text to decide', async () => {
    const weaknesses = ['takes-no-pages'] as const;
    const { verdict } = await judgeRoom(chatHostileDocument, hostileDocument, { weaknesses });
    expect(verdict.status).toBe('pass');
  });

  test('without uploads or the prompt nothing is asked', async () => {
    for (const change of [{ upload: undefined }, { systemPrompt: undefined }]) {
      const { leftOut, requests } = await judgeRoom(chatHostileDocument, hostileDocument, { change });
      expect(leftOut).toHaveLength(1);
      expect(requests).toBe(0);
    }
  });
});
