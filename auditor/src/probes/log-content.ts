import { LogContent, type Typed } from '../evidence/log-content.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type PlanContext, type Probe } from '../io/probe.ts';
import { chatOf, converse, type Chat } from './chat/talk.ts';

const KIND = LogContent.kind;

/** A log is often written a moment after the answer. */
const SETTLING_MS = 500;

/** A question, its answer and what the product adds to them. */
const TOKENS = 500;

/** Reads what the product logged about this run, when the run is over but for its bursts. */
export const logContent: Probe = {
  id: 'log-content',
  yields: [KIND],
  plan: (context) => {
    if (context.target.logs.length === 0) {
      const because = 'the target file names no log';
      return { cells: [], leftOut: [{ kind: KIND, what: 'what the logs hold', because, add: ADD_LOGS }] };
    }
    const chat = chatIn(context);
    const cell = {
      id: 'log-content/run',
      probe: 'log-content',
      title: 'what did the product log about the people of this run?',
      ...(chat === undefined ? {} : { operation: chat.operation }),
      identities: chat === undefined ? [] : [chat.identity],
      phase: 'cleanup',
      effect: chat === undefined ? 'read' : 'write',
      cost: { requests: chat === undefined ? 0 : 4, tokens: chat === undefined ? 0 : TOKENS, mails: 0 },
      yields: [KIND],
      run: (lane: Lane) => run(lane, chat),
    } as const;
    return { cells: [cell], leftOut: [] };
  },
};

/** Somebody who can talk to the bot: what people type there is what a log must not hold. */
function chatIn({ target, operations }: PlanContext): Chat | undefined {
  const { chat } = target;
  const [person] = Object.entries(target.identities).flatMap(([name, one]) => (one.disposable ? [] : [name]));
  if (chat === undefined || person === undefined || chat.stream?.format === 'websocket') return undefined;
  return chatOf(chat, person, target, operations);
}

async function run(lane: Lane, chat: Chat | undefined): Promise<CellResult> {
  const typed = await typedTo(lane, chat);
  await lane.sleep(SETTLING_MS);
  const reading = await lane.readLogs();
  return reading.kind === 'read'
    ? gathered(LogContent.of({ ...reading.content, typed }))
    : unanswered(reading.because);
}

/** Tells the bot a word that nobody else knows. */
async function typedTo(lane: Lane, chat: Chat | undefined): Promise<Typed> {
  if (chat === undefined) return 'nothing';
  const turns = await converse(lane, chat, [`What do you know about ${lane.canary()}?`]);
  return turns.some(({ text }) => text !== '') ? 'answered' : 'unanswered';
}

const ADD_LOGS = 'logs: [./logs/app.log]';
