import type { Check } from '../../core/check.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Probe } from '../../io/probe.ts';
import { rehearse } from '../../io/rehearsal.ts';
import {
  openReadingRoom,
  readingRoomTarget,
  ROOM_PROMPT,
  type ReadingRoom,
  type RoomWeakness,
} from './reading-room.ts';

type Rehearsed = Awaited<ReturnType<typeof rehearse>>;

interface Visit {
  readonly weaknesses?: readonly RoomWeakness[];
  /** Other words in the target file’s `chat`. */
  readonly change?: object;
  readonly texts?: { readonly [path: string]: string };
}

/** Runs a probe against a reading room and judges what it gathered. */
export async function judgeRoom(
  probe: Probe,
  check: Check,
  { weaknesses = [], change = {}, texts = {} }: Visit,
): Promise<Rehearsed & { readonly verdict: Verdict; readonly room: ReadingRoom }> {
  const room = openReadingRoom(weaknesses);
  const rehearsed = await rehearse({
    probe,
    target: { ...readingRoomTarget, chat: { ...readingRoomTarget.chat, ...change } },
    operations: [],
    texts: { './prompt.txt': ROOM_PROMPT, ...texts },
    serve: room.serve,
  });
  const missing = rehearsed.results.flatMap(({ cell, result }) =>
    result.kind === 'undecided' ? [{ cell, because: result.because }] : [],
  );
  const [need = ''] = Object.keys(check.needs);
  const verdict = check.judge({ [need]: { evidence: rehearsed.evidence, missing } });
  if (rehearsed.requests > rehearsed.planned) throw new Error('more was sent than was planned');
  return { ...rehearsed, room, verdict };
}
