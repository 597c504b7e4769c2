import { answerOf } from '../core/exchange.ts';
import type { Json } from '../core/operation.ts';
import type { ChatSpec, Target } from '../core/target.ts';
import { ChatBudget, type ChatBudgetData } from '../evidence/chat-budget.ts';
import { callOf, succeeded } from '../evidence/response-call.ts';
import { fillTemplate } from '../intake/fill-template.ts';
import { readPath } from '../intake/json-path.ts';
import type { Ask, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { memberPath } from './access/member-request.ts';
import { people, personOf } from './access/people.ts';
import { parseJson } from './access/see.ts';
import { readReply } from './chat/reply.ts';
import { chatOf, openConversation, sendMessage, type Chat } from './chat/talk.ts';

const KIND = ChatBudget.kind;
/** One answer may still be under way when the budget ends, and products differ in when they count. */
const TURNS = 6;
const TOKENS_PER_TURN = 300;
/** What was spent is often written down a moment after the answer. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 300;
/** Two conversations, an answer before and after, the budget set twice, and looks at it. */
const REQUESTS = TURNS + 8 + 3 * LOOKS;

type BudgetSpec = NonNullable<ChatSpec['budget']>;

const ADD = `chat:
  budget:
    as: bea
    read: { get: /api/usage, spent: $.model.spent, limit: $.model.limit }
    set: { send: PUT /api/budget, json: { limit: "{{limit}}" } }`;

/** Talks to the bot with a budget that is used up: one that the run lowers and puts back, or one that the founder used up. */
export const chatBudget: Probe = {
  id: 'chat-budget',
  yields: [KIND],
  plan({ target, operations }) {
    const left = (because: string) => ({
      cells: [],
      leftOut: [{ kind: KIND, what: 'messages with a model budget that is used up', because, add: ADD }],
    });
    const { chat } = target;
    if (chat === undefined) return left('the file does not say how to talk to the bot');
    if (chat.budget === undefined) return left('the file does not say how a model budget is read and set');
    const { budget } = chat;
    const other = people(target).find(
      (one) => one.name !== budget.as && one.tenant !== target.identities[budget.as]?.tenant,
    );
    const talker = (name: string) => chatOf(chat, name, target, operations);
    const control = budget.set === undefined ? other?.name : budget.as;
    if (target.identities[budget.as] === undefined) return left(`there is no identity ${budget.as}`);
    if (control === undefined) return left('nobody else is known whose budget is not used up');
    return {
      cells: [cellFor({ target, budget, chat: talker(budget.as), control: talker(control) })],
      leftOut: [],
    };
  },
};

interface Question {
  readonly target: Target;
  readonly budget: BudgetSpec;
  readonly chat: Chat;
  /** Somebody with a budget. */
  readonly control: Chat;
}

function cellFor(question: Question): RunnableCell {
  const { chat, control } = question;
  return {
    id: `chat-budget/${chat.operation}/${chat.identity}`,
    probe: 'chat-budget',
    title: `does the bot stop when the budget of ${chat.identity} is used up?`,
    operation: chat.operation,
    identities: [...new Set([chat.identity, control.identity])],
    phase: 'bursts',
    effect: 'write',
    cost: { requests: REQUESTS, tokens: (TURNS + 2) * TOKENS_PER_TURN, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, question),
  };
}

type Turn = ChatBudgetData['before'];
type Reading = ChatBudgetData['shown'];

async function run(lane: Lane, question: Question): Promise<CellResult> {
  const { chat, control, budget } = question;
  const [say, sayWith] = [await speaker(lane, chat), await speaker(lane, control)];
  if (say === undefined || sayWith === undefined) return unanswered('no conversation could be started');
  const at = await readBudget(lane, question);
  if (at === undefined)
    return unanswered(`GET ${budget.read.get} does not show what chat.budget.read says`, ADD);
  const before = await sayWith();
  const spent = budget.set === undefined ? at : await settled(lane, question, at.spent);
  if (spent === undefined) return unanswered(`GET ${budget.read.get} showed the budget once, and not again`);
  const lowering = await lower(lane, question, at, spent);
  if (lowering.kind === 'failed') return unanswered(lowering.because);
  const turns: Turn[] = [];
  const shown = (await readBudget(lane, question)) ?? spent;
  for (let count = 0; count < TURNS; count += 1) {
    const turn = await say();
    turns.push(turn);
    if (!turn.answered) break;
  }
  const afterwards = (await settled(lane, question, shown.spent)) ?? shown;
  await lowering.restore();
  const after = await sayWith();
  return gathered(
    ChatBudget.of({
      operation: chat.operation,
      identity: chat.identity,
      lowered: budget.set !== undefined,
      before,
      after,
      shown,
      turns,
      afterwards,
      ...(budget.set === undefined ? {} : { counts: spent.spent > at.spent }),
    }),
  );
}

/** Says something new each time, in a conversation of its own, so that no answer comes out of a cache. */
async function speaker(lane: Lane, chat: Chat): Promise<(() => Promise<Turn>) | undefined> {
  const opened = await openConversation(lane, chat);
  if (opened.kind === 'failed') return undefined;
  return async () => {
    const exchange = await sendMessage(
      lane,
      chat,
      opened.id,
      `Hello! Please answer ${lane.word()} with one short sentence.`,
    );
    const answer = answerOf(exchange);
    return {
      call: callOf(exchange),
      answered: answer !== undefined && readReply(answer, chat.spec).kind === 'said',
    };
  };
}

async function readBudget(lane: Lane, { target, budget, chat }: Question): Promise<Reading | undefined> {
  const { read } = budget;
  const person = personOf(chat.identity, target.identities[chat.identity] ?? {});
  const path = memberPath(target, person, read.get, '') ?? read.get;
  const exchange = await lane.send({ method: 'GET', path, operation: `GET ${read.get}`, as: chat.identity });
  const json = parseJson(answerOf(exchange)?.body ?? '');
  const [spent, limit] = [numberAt(json, read.spent), numberAt(json, read.limit)];
  const unbounded = readPath(json, read.limit) === null;
  if (spent === undefined || (limit === undefined && !unbounded)) return undefined;
  return { call: callOf(exchange), spent, limit: limit ?? null };
}

function numberAt(json: unknown, path: string): number | undefined {
  const value = readPath(json, path);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Looks again until more was spent than before, or for a while. */
async function settled(lane: Lane, question: Question, before: number): Promise<Reading | undefined> {
  let last: Reading | undefined;
  for (let look = 0; look < LOOKS; look += 1) {
    last = await readBudget(lane, question);
    if (last === undefined || last.spent > before) return last;
    await lane.sleep(BETWEEN_LOOKS_MS);
  }
  return last;
}

type Lowering =
  | { readonly kind: 'lowered'; readonly restore: () => Promise<void> }
  | { readonly kind: 'failed'; readonly because: string };

/** Sets the budget to what was spent, with a note of how to put it back, should the run end here. */
async function lower(lane: Lane, question: Question, at: Reading, spent: Reading): Promise<Lowering> {
  const { budget, chat } = question;
  if (budget.set === undefined) return { kind: 'lowered', restore: () => Promise.resolve() };
  const asking = (limit: Json) => settingOf(question, limit);
  const [back, down] = [asking(at.limit), asking(Math.floor(spent.spent))];
  if (back === undefined || down === undefined)
    return { kind: 'failed', because: 'the path of chat.budget.set cannot be filled' };
  const what = `the model budget of ${chat.identity}`;
  const undo = { what, ask: { ...back, as: chat.identity } };
  lane.owe(undo);
  const restore = async () => {
    if (succeeded(callOf(await lane.send({ ...back, as: chat.identity })))) lane.settle(what);
  };
  const set = callOf(await lane.send({ ...down, as: chat.identity }));
  if (succeeded(set)) return { kind: 'lowered', restore };
  await restore();
  return { kind: 'failed', because: `the budget could not be set: ${set.line}` };
}

function settingOf({ target, budget, chat }: Question, limit: Json): Omit<Ask, 'as'> | undefined {
  const { set } = budget;
  if (set === undefined) return undefined;
  const person = personOf(chat.identity, target.identities[chat.identity] ?? {});
  const path = memberPath(target, person, set.send.path, '');
  if (path === undefined) return undefined;
  const { method } = set.send;
  return {
    method,
    path,
    operation: `${method} ${set.send.path}`,
    body: { kind: 'json', json: fillTemplate(set.json, { limit }) },
  };
}
