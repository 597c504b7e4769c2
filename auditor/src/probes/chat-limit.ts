import { LimitBurst, type Burst } from '../evidence/limit-burst.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { readReply } from './chat/reply.ts';
import { chatOf, openConversation, sendMessage, type Chat } from './chat/talk.ts';
import { people } from './access/people.ts';
import { BESIDE_REQUESTS, besideOf, type Beside } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';

const KIND = LimitBurst.chat.kind;
/** Short, so that an unthrottled bot costs little; ordinary, so that nothing but the number is unusual. */
const MESSAGE = 'Hello! Please answer with one short sentence.';
const TOKENS_PER_TURN = 300;
/** Opening two conversations, and the bystander's message. */
const BESIDE = 3;

/** Sends many messages as one customer, and then one as another. */
export const chatLimit: Probe = {
  id: 'chat-limit',
  yields: [KIND],
  plan(context) {
    const { target, operations, thresholds } = context;
    const left = (because: string, add: string) => ({
      cells: [],
      leftOut: [{ kind: KIND, what: 'a burst of messages', because, add }],
    });
    const { chat } = target;
    if (chat === undefined) {
      return left(
        'the file does not say how to talk to the bot',
        'chat: { send: POST /api/chat, body: { message: "{{prompt}}" } }',
      );
    }
    if (chat.stream?.format === 'websocket') {
      return left('conversations over a WebSocket cannot be held yet', 'chat: { stream: sse }');
    }
    const names = people(target).map((one) => one.name);
    // Not the first account: that one is the main account of the file, and a quota may stay used up for a day.
    const sender = names[1] ?? names[0];
    if (sender === undefined) {
      return left(
        'no identity is known that could talk to the bot',
        'identities:\n  ana: { bearer: "${ANA_TOKEN}" }',
      );
    }
    const other = names.find((one) => one !== sender);
    const talking = (name: string) => chatOf(chat, name, target, operations);
    const burst = {
      chat: talking(sender),
      wanted: thresholds.burst,
      beside: besideOf(context, sender),
      ...(other === undefined ? {} : { bystander: talking(other) }),
    };
    return { cells: [cellFor(burst)], leftOut: [] };
  },
};

interface ChatBurst {
  readonly chat: Chat;
  readonly bystander?: Chat;
  readonly wanted: number;
  readonly beside: Beside | undefined;
}

function cellFor(burst: ChatBurst): RunnableCell {
  const { chat, bystander, wanted } = burst;
  return {
    id: `chat-limit/${chat.operation}/${chat.identity}`,
    probe: 'chat-limit',
    title: `does the bot stop taking messages when ${chat.identity} sends ${wanted} at once?`,
    operation: chat.operation,
    identities: [chat.identity, ...(bystander === undefined ? [] : [bystander.identity])],
    phase: 'bursts',
    effect: 'burst',
    cost: {
      requests: 2 * (wanted + BESIDE_REQUESTS) + BESIDE,
      tokens: (2 * wanted + 1) * TOKENS_PER_TURN,
      mails: 0,
    },
    yields: [KIND],
    run: (lane) => run(lane, burst),
  };
}

async function run(lane: Lane, { chat, bystander, wanted, beside }: ChatBurst): Promise<CellResult> {
  const opened = await openConversation(lane, chat);
  if (opened.kind === 'failed') return unanswered(opened.said.because ?? 'no conversation could be started');
  const { operation, identity, spec } = chat;
  const { burst } = await sendBurst(lane, {
    beside,
    operation,
    as: identity,
    wanted,
    mayRepeat: true,
    send: () => sendMessage(lane, chat, opened.id, MESSAGE),
    isSame: (answer, first) => [answer, first].every((one) => readReply(one, spec).kind === 'said'),
  });
  const { status } = burst.control;
  const dead = status !== undefined && burst.throttle === undefined && (status < 200 || status > 299);
  return gathered(
    LimitBurst.chat.of({
      ...burst,
      ...(dead ? { controlBecause: `the bot did not answer to begin with: ${burst.control.line}` } : {}),
      ...(bystander === undefined || burst.throttle === undefined
        ? {}
        : { bystander: await serve(lane, bystander) }),
    }),
  );
}

/** Whether somebody else is still answered. */
async function serve(lane: Lane, chat: Chat): Promise<NonNullable<Burst['bystander']>> {
  const who = chat.identity;
  const opened = await openConversation(lane, chat);
  if (opened.kind === 'failed')
    return { who, outcome: outcomeOf(opened.said.call.status), because: opened.said.call.line };
  const exchange = await sendMessage(lane, chat, opened.id, MESSAGE);
  const { outcome } = exchange;
  if (outcome.kind === 'no-answer') return { who, outcome: 'failed', because: outcome.message };
  return { who, outcome: outcomeOf(outcome.status) };
}

function outcomeOf(status: number | undefined): 'served' | 'throttled' | 'failed' {
  if (status === 429) return 'throttled';
  return status !== undefined && status >= 200 && status < 300 ? 'served' : 'failed';
}
