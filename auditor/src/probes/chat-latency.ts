import { answerOf, type Answer } from '../core/exchange.ts';
import { median } from '../core/quantile.ts';
import { ChatLatency, type ChatTimes } from '../evidence/latency.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe } from '../io/probe.ts';
import { people } from './access/people.ts';
import { chatOf, converse, type Chat, type Said } from './chat/talk.ts';
import { readReply } from './chat/reply.ts';
import { readServerTiming } from './latency/server-timing.ts';

const KIND = ChatLatency.kind;
const TURNS = 5;
const TOKENS_PER_TURN = 600;
/** Asked anew each time, so that no cache answers; about the customer's own things, so that it has to look something up. */
const QUESTION = 'In two or three sentences: what do you know about';

/** Times how long the bot takes to its first word and to its last, one question after the other. */
export const chatLatency: Probe = {
  id: 'chat-latency',
  yields: [KIND],
  plan({ target, operations, thresholds }) {
    const left = (because: string, add: string) => ({
      cells: [],
      leftOut: [{ kind: KIND, what: 'the time to an answer', because, add }],
    });
    const { chat: spec } = target;
    if (spec === undefined)
      return left(
        'the file does not say how to talk to the bot',
        'chat: { send: POST /api/chat, body: { message: "{{prompt}}" } }',
      );
    if (spec.stream?.format === 'websocket')
      return left('conversations over a WebSocket cannot be timed yet', 'chat: { stream: sse }');
    const [person] = people(target);
    if (person === undefined)
      return left(
        'no identity is known that could talk to the bot',
        'identities:\n  ana: { bearer: "${ANA_TOKEN}" }',
      );
    const chat = chatOf(spec, person.name, target, operations);
    const firstBoundMs = spec.firstAnswerMs ?? thresholds.chatFirstAnswerMs;
    const wholeBoundMs = spec.wholeAnswerMs ?? thresholds.chatWholeAnswerMs;
    const cell = {
      id: `chat-latency/${chat.operation}/${person.name}`,
      probe: 'chat-latency',
      title: `does the bot answer ${person.name} within ${wholeBoundMs / 1000} s?`,
      operation: chat.operation,
      identities: [person.name],
      phase: 'quiet',
      effect: 'write',
      cost: { requests: 2 * TURNS + 2 * TURNS, tokens: TURNS * TOKENS_PER_TURN, mails: 0 },
      yields: [KIND],
      run: (lane: Lane) => run(lane, chat, { firstBoundMs, wholeBoundMs }),
    } as const;
    return { cells: [cell], leftOut: [] };
  },
};

type Bounds = Pick<ChatTimes, 'firstBoundMs' | 'wholeBoundMs'>;

async function run(lane: Lane, chat: Chat, bounds: Bounds): Promise<CellResult> {
  const turns: ChatTimes['turns'] = [];
  // The first is warm-up: a model that sleeps wakes up with it.
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const [said] = (await converse(lane, chat, [`${QUESTION} ${lane.word()}?`])).slice(-1);
    if (said === undefined) return unanswered('the bot was not asked');
    if (turn === 0) {
      if (said.because !== undefined)
        return unanswered(`the bot did not answer to begin with: ${said.because}`);
      continue;
    }
    turns.push(timed(said, chat));
    if (isSettled(turns, bounds)) break;
  }
  return gathered(ChatLatency.of({ operation: chat.operation, ...bounds, turns }));
}

/** Three of five are over: the middle one is, whatever comes. */
function isSettled(turns: ChatTimes['turns'], { wholeBoundMs }: Bounds): boolean {
  return (
    turns.filter(({ wholeMs }) => wholeMs > wholeBoundMs).length > TURNS / 2 &&
    median(turns.map(({ wholeMs }) => wholeMs)) > wholeBoundMs
  );
}

function timed({ exchange, call, because }: Said, { spec }: Chat): ChatTimes['turns'][number] {
  const answer = answerOf(exchange);
  const firstMs = answer === undefined ? undefined : firstWordMs(answer, spec);
  return {
    call,
    wholeMs: exchange.durationMs,
    causes: readServerTiming(answer?.headers['server-timing']),
    ...(because === undefined ? {} : { because }),
    ...(firstMs === undefined ? {} : { firstMs }),
  };
}

/** When so much of a streamed answer had come that a word could be read in it. */
function firstWordMs(answer: Answer, spec: Chat['spec']): number | undefined {
  const bytes = new TextEncoder().encode(answer.body);
  const arrival = (answer.arrivals ?? []).find((one) => {
    const body = new TextDecoder().decode(bytes.subarray(0, one.bytes));
    return readReply({ ...answer, body }, spec).kind === 'said';
  });
  return arrival?.ms;
}
