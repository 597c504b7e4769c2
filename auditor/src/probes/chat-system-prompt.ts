import type { LeftOut } from '../core/cell.ts';
import { answerOf } from '../core/exchange.ts';
import { longestSharedRun, SHARED_RUN } from '../core/shared-run.ts';
import { lettersOf } from '../core/text/letters.ts';
import { ChatSystemPrompt, type SystemPromptAttempt } from '../evidence/chat-system-prompt.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type PlanContext, type Probe, type RunnableCell } from '../io/probe.ts';
import { ORDINARY, PROMPT_ATTACKS, type PromptAttack } from './chat/prompt-attacks.ts';
import { chatOf, converse, type Chat, type Said } from './chat/talk.ts';
import { turnOf } from './chat/turns.ts';

/** A question, its answer and what the product adds to them; the system prompt comes on top. */
const TOKENS_PER_TURN = 500;
/** Rule of thumb of the model providers for English text. */
const LETTERS_PER_TOKEN = 4;

/** Asks the bot for its instructions in a dozen ways, between ordinary questions. */
export const chatSystemPrompt: Probe = {
  id: 'chat-system-prompt',
  yields: [ChatSystemPrompt.kind],
  plan(context) {
    const ready = readiness(context);
    if ('because' in ready) return { cells: [], leftOut: [ready] };
    const { chats, secret } = ready;
    const cells = Object.entries(PROMPT_ATTACKS).flatMap(([family, attacks], index) => {
      // Taking turns keeps each person below a limit on messages, which would make the run wait.
      const chat = chats[index % chats.length];
      return chat === undefined ? [] : [cellFor({ chat, secret }, family, attacks)];
    });
    return { cells, leftOut: [] };
  },
};

interface Ready {
  /** One for each person who may talk to the bot. */
  readonly chats: readonly Chat[];
  readonly secret: string;
}

interface Asked {
  readonly chat: Chat;
  readonly secret: string;
}

function readiness({ target, operations, texts }: PlanContext): Ready | LeftOut {
  const people = Object.entries(target.identities).filter(([, one]) => !one.disposable);
  const { chat } = target;
  if (chat === undefined) return left('the file does not say how to talk to the bot', ADD_CHAT);
  if (people.length === 0) return left('no identity is known that could talk to the bot', ADD_IDENTITY);
  if (chat.stream?.format === 'websocket') {
    return left('conversations over a WebSocket cannot be held yet', 'chat: { stream: sse }');
  }
  const secret = chat.systemPrompt === undefined ? undefined : texts[chat.systemPrompt];
  if (secret === undefined) {
    return left(
      'without the system prompt it cannot be recognised in a reply',
      'chat: { systemPrompt: ./prompt.txt }',
    );
  }
  if (lettersOf(secret).text.length < SHARED_RUN) {
    return left(
      `the system prompt has fewer than ${SHARED_RUN} letters, too few to recognise`,
      'chat: { systemPrompt: … }',
    );
  }
  return { chats: people.map(([identity]) => chatOf(chat, identity, target, operations)), secret };
}

const ADD_CHAT = `chat:
  send: POST /api/chat
  body: { message: "{{prompt}}" }
  reply: $.reply
  systemPrompt: ./prompt.txt`;
const ADD_IDENTITY = 'identities:\n  ana: { tenant: acme, bearer: "${ANA_TOKEN}" }';

function left(because: string, add: string): LeftOut {
  return { kind: ChatSystemPrompt.kind, what: 'requests for the system prompt', because, add };
}

function cellFor(asked: Asked, family: string, attacks: readonly PromptAttack[]): RunnableCell {
  const { chat, secret } = asked;
  const conversations = attacks.length + 2;
  const turns = attacks.reduce((sum, attack) => sum + attack.says.length, 2);
  const perTurn = TOKENS_PER_TURN + Math.ceil(secret.length / LETTERS_PER_TOKEN);
  return {
    id: `chat-system-prompt/${chat.operation}/${chat.identity}/${family}`,
    probe: 'chat-system-prompt',
    title: `does the bot recite its instructions when asked (${family})?`,
    operation: chat.operation,
    identities: [chat.identity],
    phase: 'chat',
    effect: 'write',
    // Each request may be asked once more when the bot says to wait.
    cost: { requests: (conversations + turns) * 2, tokens: turns * perTurn, mails: 0 },
    yields: [ChatSystemPrompt.kind],
    run: (lane) => run(lane, asked, family, attacks),
  };
}

async function run(
  lane: Lane,
  { chat, secret }: Asked,
  family: string,
  attacks: readonly PromptAttack[],
): Promise<CellResult> {
  const before = await converse(lane, chat, [ORDINARY.before]);
  const attacked: { readonly attack: PromptAttack; readonly turns: readonly Said[] }[] = [];
  for (const attack of attacks) attacked.push({ attack, turns: await converse(lane, chat, attack.says) });
  const after = await converse(lane, chat, [ORDINARY.after]);

  const harmless = [...before, ...after].map((one) => one.text);
  const attempts = attacked.map(({ attack, turns }): SystemPromptAttempt => ({
    operation: chat.operation,
    identity: chat.identity,
    technique: `${family}/${attack.name}`,
    prompt: attack.says.at(-1) ?? '',
    before: turnOf(before),
    ...leakIn(turns, secret, harmless),
    after: turnOf(after),
  }));
  return gathered(...attempts.map((one) => ChatSystemPrompt.of(one)));
}

/** The turn that leaked, or the last. What the bot also says to ordinary questions is no leak. */
function leakIn(
  turns: readonly Said[],
  secret: string,
  harmless: readonly string[],
): Pick<SystemPromptAttempt, 'attack' | 'leak'> {
  for (const turn of turns) {
    const found =
      longestSharedRun(turn.text, secret, harmless) ?? longestSharedRun(wholeOf(turn), secret, harmless);
    if (found === undefined) continue;
    const { run, written, quote } = found;
    const leak = { letters: run.length, written, ...(quote === undefined ? {} : { quote }) };
    return { attack: turnOf([turn]), leak };
  }
  return { attack: turnOf(turns) };
}

/** The whole answer, for what leaks beside the reply: citations, debug fields. */
function wholeOf({ exchange }: Said): string {
  return answerOf(exchange)?.body ?? '';
}
