import { scanForCanaries } from '../../core/canary-scan.ts';
import { answerOf } from '../../core/exchange.ts';
import type { ChatTurn, Heard } from '../../evidence/chat-turn.ts';
import type { Said } from './talk.ts';

/** The last turn, as evidence; one that failed on the way speaks for all. */
export function turnOf(turns: readonly Said[]): ChatTurn {
  const shown = turns.find((one) => one.because !== undefined) ?? turns.at(-1);
  if (shown === undefined) throw new RangeError('a conversation without a turn');
  const { call, letters, because } = shown;
  return { call, letters, ...(because === undefined ? {} : { because }) };
}

/** A turn with the planted words that its answer held: reply, citations and stream alike. */
export function heardOf(said: Said, planted: readonly string[]): Heard {
  const marks = wordsIn(said, planted);
  return { ...turnOf([said]), canary: marks.length > 0, marks: [...marks] };
}

/** A stream cuts words into pieces: they show in the whole answer as it came, or in the reply put together. */
export function wordsIn(said: Said, planted: readonly string[]): readonly string[] {
  const seen = [
    ...(answerOf(said.exchange)?.canaries ?? []),
    ...scanForCanaries(said.text, new Set(planted)),
  ];
  return planted.filter((word) => seen.includes(word));
}
