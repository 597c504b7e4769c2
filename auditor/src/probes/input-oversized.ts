import type { Exchange } from '../core/exchange.ts';
import { InputOversized, type InputOversizedData } from '../evidence/input-try.ts';
import { callOf } from '../evidence/response-call.ts';
import type { Lane } from '../io/lane.ts';
import { gathered } from '../io/probe.ts';
import { see } from './access/see.ts';
import type { EntranceDoor } from './input/entrance.ts';
import { inputProbe } from './input/input-probe.ts';
import { ordinary, tryBody } from './input/try-input.ts';

/**
 * Far beyond what a person types: a message as long as a short novel, some 50,000 tokens for the model; for a field of
 * another route, two megabytes, which no title, note or name has.
 */
const MESSAGE = 200_000;
const FIELD = 2_000_000;
const FILLER = 'launch ready ';
const LETTERS_PER_TOKEN = 4;

/** Two ordinary texts, one that is too long, once more, and a look at each. */
const REQUESTS = 7;

/** Sends a text far beyond any bound, and looks whether the product keeps it whole. */
export const inputOversized = inputProbe({
  id: 'input-oversized',
  kind: InputOversized.kind,
  what: 'oversized input',
  title: (operation) => `does ${operation} refuse what is far too long?`,
  requests: REQUESTS,
  tokens: MESSAGE / LETTERS_PER_TOKEN + 1_000,
  ask: async (lane, door, { operation, identity, isChat }) => {
    const shown = await showsTexts(lane, door);
    const [start, end] = [lane.canary(), lane.canary()];
    const most = isChat ? MESSAGE : FIELD;
    const text = `${start} ${FILLER.repeat(Math.floor(most / FILLER.length))}${end}`;
    const { exchange, ...calls } = await tryBody(
      door,
      { kind: 'json', json: door.body(text) },
      'far too long',
    );
    const look = await door.look(exchange);
    const after = await ordinary(door);
    return gathered(
      InputOversized.of({
        operation,
        identity,
        before: shown.before,
        after,
        variant: isChat ? 'message' : 'field',
        what: `a text of ${text.length} characters`,
        characters: text.length,
        ...calls,
        kept: keptOf(look, { start, end, shows: shown.shows, taken: door.works(exchange) }),
        ...(look === undefined ? {} : { look: callOf(look) }),
      }),
    );
  },
});

/** Whether an ordinary text is seen again, so that the absence of a longer one means something. */
async function showsTexts(lane: Lane, door: EntranceDoor) {
  const word = lane.canary();
  const sent = await door.send({ kind: 'json', json: door.body(`Hello ${word}`) }, 'ordinarily');
  const look = await door.look(sent);
  return {
    before: { call: callOf(sent), works: door.works(sent) },
    shows: look !== undefined && see(look, [word]).canary,
  };
}

interface Text {
  readonly start: string;
  readonly end: string;
  /** An ordinary text is shown again. */
  readonly shows: boolean;
  /** The answer was the one of an ordinary request. */
  readonly taken: boolean;
}

function keptOf(look: Exchange | undefined, { start, end, shows, taken }: Text): InputOversizedData['kept'] {
  if (look === undefined) return taken ? 'unseen' : 'refused';
  const seen = see(look, [start, end]);
  if (seen.marks.includes(end)) return 'whole';
  if (seen.marks.includes(start)) return 'cut';
  return shows && seen.answered ? 'refused' : 'unseen';
}
