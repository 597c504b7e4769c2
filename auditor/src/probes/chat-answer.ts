import type { LeftOut } from '../core/cell.ts';
import type { ChatSpec } from '../core/target.ts';
import { lettersOf } from '../core/text/letters.ts';
import { ChatAnswer } from '../evidence/chat-answer.ts';
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
import { ADD_UPLOAD, POLLS, store, type PlantedDocument, type Shelf } from './chat/documents.ts';
import { askOnce, chatOf, type Chat } from './chat/talk.ts';
import { turnOf } from './chat/turns.ts';

const KIND = ChatAnswer.kind;
/** A question with the passages of a whole document and the answer, generously. */
const TOKENS = 2_000;

type Question = ChatSpec['questions'][number];

/** Asks what the founder would have a new customer ask. */
export const chatAnswer: Probe = {
  id: 'chat-answer',
  yields: [KIND],
  plan(context) {
    const { target } = context;
    const { chat } = target;
    if (chat === undefined) return left('the file does not say how to talk to the bot', ADD_QUESTIONS);
    if (chat.stream?.format === 'websocket')
      return left('conversations over a WebSocket cannot be held yet', 'chat: { stream: sse }');
    const [first] = chat.questions;
    const usual = people(target)[0]?.name;
    if (first === undefined || usual === undefined)
      return left('the file has no question with the answer that you expect', ADD_QUESTIONS);
    if (chat.upload === undefined && chat.questions.some((one) => one.document !== undefined))
      return left('the file does not say how documents get to the bot', ADD_UPLOAD);
    const cells = chat.questions.map((question, index) =>
      cellFor(context, {
        question,
        number: index + 1,
        talk: chatOf(chat, question.as ?? usual, target, context.operations),
      }),
    );
    return { cells, leftOut: [] };
  },
};

interface Asked {
  readonly question: Question;
  readonly number: number;
  readonly talk: Chat;
}

function cellFor(context: PlanContext, asked: Asked): RunnableCell {
  const { question, number, talk } = asked;
  return {
    id: `chat-answer/${talk.operation}/${talk.identity}/${number}`,
    probe: 'chat-answer',
    title: `does the bot answer "${question.ask}" as you expect?`,
    operation: talk.operation,
    identities: [talk.identity],
    phase: 'writes',
    waits: true,
    effect: 'write',
    cost: { requests: 6 + (question.document === undefined ? 0 : POLLS), tokens: TOKENS, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, context, asked),
  };
}

async function run(
  lane: Lane,
  { target, texts }: PlanContext,
  { question, talk }: Asked,
): Promise<CellResult> {
  const { document } = question;
  const { upload } = talk.spec;
  if (document !== undefined && upload !== undefined) {
    const shelf: Shelf = { target, upload, owner: talk.identity };
    const stored = await store(lane, shelf, fileOf(document, texts[document] ?? ''));
    if (stored.kind === 'not-stored') return unanswered(stored.because);
  }
  const said = await askOnce(lane, talk, question.ask);
  const { text } = lettersOf(said.text);
  return gathered(
    ChatAnswer.of({
      operation: talk.operation,
      identity: talk.identity,
      question: question.ask,
      expected: question.expect,
      missing: question.expect.filter((passage) => !text.includes(lettersOf(passage).text)),
      ...(document === undefined ? {} : { document }),
      turn: turnOf([said]),
    }),
  );
}

const TYPES: readonly (readonly [ending: RegExp, contentType: string])[] = [
  [/\.html?$/i, 'text/html'],
  [/\.(?:md|markdown)$/i, 'text/markdown'],
  [/\.csv$/i, 'text/csv'],
  [/\.json$/i, 'application/json'],
];

function fileOf(path: string, content: string): PlantedDocument {
  const contentType = TYPES.find(([ending]) => ending.test(path))?.[1] ?? 'text/plain';
  return { fileName: path.split('/').at(-1) ?? path, contentType, content };
}

function left(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  return { cells: [], leftOut: [{ kind: KIND, what: 'useful answers', because, add }] };
}

const ADD_QUESTIONS = `chat:
  questions:
    - { ask: "When are you open?", expect: "nine to five", document: ./handbook.md }`;
