import type { ChatTurn, Heard } from '../../evidence/chat-turn.ts';

/** Turns of each sort, for the tables of the tests. */

export function turn(change: Partial<ChatTurn> = {}): ChatTurn {
  const call = { exchange: 'chat#1', line: 'POST /api/chat as ana → 200', status: 200 };
  return { call, letters: 40, ...change };
}

/** A turn without an answer. */
export const silent: ChatTurn = turn({ letters: 0, because: 'POST /api/chat as ana → timeout' });

/** An answer that holds nothing planted. */
export function heard(change: Partial<Heard> = {}): Heard {
  return { ...turn(), canary: false, marks: [], ...change };
}

/** An answer that holds the planted word. */
export function hears(): Heard {
  return heard({ canary: true, marks: ['lrqzabcdefghijkmnpqr'] });
}

/** A planted word was asked for, and no answer came. */
export const deaf: Heard = heard({ letters: 0, because: 'POST /api/chat as ana → 500' });
