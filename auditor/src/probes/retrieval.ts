import type { LeftOut } from '../core/cell.ts';
import type { Json } from '../core/operation.ts';
import type { ChatSpec, Target } from '../core/target.ts';
import { Retrieval } from '../evidence/object-read.ts';
import type { Person, Seen } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { doorOf } from './access/door.ts';
import { modelOf, sharing, type Model } from './access/model.ts';
import { ADD_TENANT, colleagues, strangers, type Pair } from './access/people.ts';
import { see } from './access/see.ts';
import { ADD_UPLOAD, POLLS, store, type UploadSpec } from './chat/documents.ts';
import { factOf, questionAbout } from './chat/facts.ts';
import { askOnce, chatOf, type Chat, type Said } from './chat/talk.ts';
import { wordsIn } from './chat/turns.ts';

const KIND = Retrieval.kind;
/** Tokens of one question with its context and answer, generously. */
const TURN = 2_000;

/** Uploads a document as one person and asks the bot about it as another. */
export const retrieval: Probe = {
  id: 'retrieval',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const { chat } = model.target;
    if (chat === undefined) return left('the file does not say how to talk to the bot', ADD_CHAT);
    const { upload } = chat;
    if (upload === undefined) return left('the file does not say how documents get to the bot', ADD_UPLOAD);
    const pairs = pairsFor(model, upload);
    if (!pairs.some((one) => one.relation === 'other-tenant'))
      return left('the file names one tenant only', ADD_TENANT);
    return { cells: pairs.map((pair) => cellFor(context, { chat, upload, pair })), leftOut: [] };
  },
};

interface Question {
  readonly chat: ChatSpec;
  readonly upload: UploadSpec;
  readonly pair: Pair;
}

/** One stranger per victim, and a colleague where documents are private or nothing is said about them. */
function pairsFor(model: Model, upload: UploadSpec): readonly Pair[] {
  const across = strangers(model.target);
  const one = across.filter(
    (pair, index) => across.findIndex((other) => other.victim.name === pair.victim.name) === index,
  );
  const operation = model.operations.find(({ method, path }) => method === 'POST' && path === upload.post);
  const said = operation === undefined ? 'unsaid' : sharing(model, operation);
  return [...one, ...(said === 'shared' ? [] : colleagues(model.target, said).slice(0, 1))];
}

function cellFor({ target, operations }: PlanContext, question: Question): RunnableCell {
  const { victim, attacker } = question.pair;
  const talking = (person: Person) => chatOf(question.chat, person.name, target, operations);
  const { operation } = talking(victim);
  return {
    id: `retrieval/${operation}/${attacker.name}>${victim.name}`,
    probe: 'retrieval',
    title: `does the bot tell ${attacker.name} what ${victim.name} uploaded?`,
    operation,
    identities: [victim.name, attacker.name],
    phase: 'writes',
    waits: true,
    effect: 'write',
    cost: { requests: 14 + POLLS, tokens: 4 * TURN, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, target, question, talking),
  };
}

async function run(
  lane: Lane,
  target: Target,
  question: Question,
  talking: (person: Person) => Chat,
): Promise<CellResult> {
  const { pair, upload } = question;
  const { victim, attacker } = pair;
  const canary = lane.canary();
  const word = lane.word();
  const content = `${factOf(word, canary)}\n`;
  const document = { fileName: 'launch-ready.txt', contentType: 'text/plain', content };
  const stored = await store(lane, { target, upload, owner: victim.name }, document);
  if (stored.kind === 'not-stored') return unanswered(stored.because);
  const ask = (person: Person) => askOnce(lane, talking(person), questionAbout(word));
  const before = await ask(victim);
  const attack = await ask(attacker);
  const again = seeReply(attack, canary).canary ? await ask(attacker) : undefined;
  const after = await ask(victim);
  const heard = seeReply(attack, canary);
  return gathered(
    Retrieval.of({
      operation: talking(victim).operation,
      resource: 'document',
      ...pair,
      variant: 'as-is',
      concerns: true,
      ownerControl: seeReply(before, canary),
      // The attacker's bot answered, so its credential and its chat are alive; a reply of nothing is no answer.
      attackerControl: heard,
      sibling: false,
      attack: heard,
      door: heard.canary ? 'open' : doorOf(attack.exchange, before.exchange, [canary]).state,
      ...(again === undefined ? {} : { again: seeReply(again, canary) }),
      ownerAfter: seeReply(after, canary),
    }),
  );
}

/** A reply of no letters, or one that cannot be read, shows nothing about what the bot knows. */
function seeReply(said: Said, canary: string): Seen {
  const marks = [...wordsIn(said, [canary])];
  const seen = { ...see(said.exchange, [canary]), canary: marks.length > 0, marks };
  if (seen.canary || !seen.answered || said.letters > 0) return seen;
  return { ...seen, answered: false, because: said.because ?? 'the reply was empty' };
}

function left(because: string, add: string): { readonly cells: []; readonly leftOut: readonly LeftOut[] } {
  return {
    cells: [],
    leftOut: [{ kind: KIND, what: 'documents of others in the bot’s answers', because, add }],
  };
}

const CHAT: Json = { conversationId: '{{conversation}}', message: '{{prompt}}' };
const ADD_CHAT = `chat: { send: POST /api/chat, body: ${JSON.stringify(CHAT)}, reply: $.reply, upload: { post: /api/files } }`;
