import type { LeftOut } from '../core/cell.ts';
import type { Answer, Exchange } from '../core/exchange.ts';
import { LimitBurst } from '../evidence/limit-burst.ts';
import type { Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { people } from './access/people.ts';
import { readReply } from './chat/reply.ts';
import { chatOf, openConversation, sendMessage, type Chat } from './chat/talk.ts';
import { BESIDE_REQUESTS, besideOf, type Beside } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';
import { bothSucceed } from './limits/sort.ts';
import { sendDirectly, type Act } from './tools/acts.ts';
import { takeBack } from './tools/take-back.ts';
import type { ToolCall, ToolsSpec } from './tools/tool-plan.ts';

const KIND = LimitBurst.tool.kind;
const MOST = 50;
const TOKENS_PER_TURN = 300;
/** Opening a conversation, and reading what waits. */
const AROUND = 4;

/** Asks for one act many times: by the product's own route for tools, or else by the bot. */
export const toolLimit: Probe = {
  id: 'tool-limit',
  yields: [KIND],
  plan(context) {
    const question = questionOf(context);
    return 'because' in question
      ? { cells: [], leftOut: [question] }
      : { cells: [cellFor(question)], leftOut: [] };
  },
};

interface Question {
  readonly tools: ToolsSpec;
  readonly tool: string;
  readonly call: ToolCall;
  readonly chat: Chat;
  readonly approver: string;
  readonly wanted: number;
  readonly beside: Beside | undefined;
}

function questionOf(context: PlanContext): Question | LeftOut {
  const { target, operations, thresholds } = context;
  const left = (because: string, add: string): LeftOut => ({
    kind: KIND,
    what: 'a burst of tool calls',
    because,
    add,
  });
  const tools = target.chat?.tools;
  const chosen = tools === undefined ? undefined : harmless(tools);
  if (target.chat === undefined || tools === undefined || chosen === undefined) {
    return left(
      'the file does not say how one asks for a tool',
      'chat: { tools: { calls: { refund: { as: ben, ask: "Please refund order {{text}}" } } } }',
    );
  }
  if (tools.run === undefined && target.chat.stream?.format === 'websocket') {
    return left(
      'conversations over a WebSocket cannot be held yet',
      'chat: { tools: { run: { send: "POST /api/tools/{tool}/runs", json: { arguments: "{{arguments}}" } } } }',
    );
  }
  const [tool, call] = chosen;
  const approver = tools.approver ?? people(target)[0]?.name;
  const as = call.as ?? approver;
  if (as === undefined || approver === undefined) {
    return left(
      'no identity is known that could ask for a tool',
      'identities:\n  ana: { bearer: "${ANA_TOKEN}" }',
    );
  }
  const chat = chatOf(target.chat, as, target, operations);
  const wanted = Math.min(MOST, thresholds.burst);
  return { tools, tool, call, chat, approver, wanted, beside: besideOf(context, as) };
}

/** Best a tool that waits for a person: it is asked for, and nothing happens. */
function harmless({ calls, protected: names }: ToolsSpec): [string, ToolCall] | undefined {
  const known = Object.entries(calls);
  return known.find(([name]) => names.includes(name)) ?? known[0];
}

function cellFor(question: Question): RunnableCell {
  const { tools, tool, chat, approver, wanted } = question;
  const operation = tools.run === undefined ? chat.operation : nameOf(tools.run.send);
  return {
    id: `tool-limit/${operation}/${tool}`,
    probe: 'tool-limit',
    title: `does ${operation} stop when ${chat.identity} asks for ${tool} ${wanted} times?`,
    operation,
    identities: [...new Set([chat.identity, approver])],
    phase: 'bursts',
    effect: 'burst',
    cost: {
      // What was asked for is taken back one by one.
      requests: 4 * wanted + AROUND + 2 * BESIDE_REQUESTS,
      tokens: tools.run === undefined ? 2 * wanted * TOKENS_PER_TURN : 0,
      mails: 0,
    },
    yields: [KIND],
    run: (lane) => run(lane, question, operation),
  };
}

async function run(lane: Lane, question: Question, operation: string): Promise<CellResult> {
  const { tools, tool, call, chat, approver, wanted, beside } = question;
  // The same each time, so that at most one act comes of it where asking again does not ask twice.
  const act: Act = { tool, call, word: lane.canary() };
  const way = await wayTo(lane, question, act);
  if ('because' in way) return unanswered(way.because);
  const { burst } = await sendBurst(lane, {
    ...way,
    beside,
    operation,
    as: chat.identity,
    wanted,
    mayRepeat: true,
  });
  if (tools.pending !== undefined) {
    await takeBack(lane, { tools, pending: tools.pending, approver }, [act.word]);
  }
  const { status, line } = burst.control;
  const refused = burst.throttle === undefined && status !== undefined && status >= 300;
  const controlBecause = `${tool} cannot be asked for to begin with: ${line}`;
  return gathered(LimitBurst.tool.of({ ...burst, ...(refused ? { controlBecause } : {}) }));
}

interface Way {
  readonly send: () => Promise<Exchange>;
  readonly isSame: (answer: Answer, first: Answer) => boolean;
}

async function wayTo(
  lane: Lane,
  { tools, chat }: Question,
  act: Act,
): Promise<Way | { readonly because: string }> {
  const { run: direct } = tools;
  if (direct !== undefined) {
    return { send: () => sendDirectly(lane, direct, act, { as: chat.identity }), isSame: bothSucceed };
  }
  const opened = await openConversation(lane, chat);
  if (opened.kind === 'failed') {
    return { because: opened.said.because ?? 'no conversation could be started' };
  }
  const prompt = act.call.ask.replaceAll('{{text}}', act.word);
  return {
    send: () => sendMessage(lane, chat, opened.id, prompt),
    isSame: (answer, first) => [answer, first].every((one) => readReply(one, chat.spec).kind === 'said'),
  };
}

function nameOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path}`;
}
