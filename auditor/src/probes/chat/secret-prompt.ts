import { SHARED_RUN } from '../../core/shared-run.ts';
import { lettersOf } from '../../core/text/letters.ts';
import type { PlanContext } from '../../io/probe.ts';
import { chatOf, type Chat } from './talk.ts';

/** Everything that is needed to see whether the bot recites its instructions. */
interface Ready {
  /** One for each person who may talk to the bot. */
  readonly chats: readonly Chat[];
  /** The system prompt, as its owner gave it. */
  readonly secret: string;
}

interface NotReady {
  readonly because: string;
  readonly add: string;
}

/** @param names the identities that may do what is planned */
export function readyToRecite(context: PlanContext, names: readonly string[]): Ready | NotReady {
  const { target, operations, texts } = context;
  const { chat } = target;
  if (chat === undefined) return { because: 'the file does not say how to talk to the bot', add: ADD_CHAT };
  if (names.length === 0)
    return { because: 'no identity is known that could talk to the bot', add: ADD_IDENTITY };
  if (chat.stream?.format === 'websocket')
    return { because: 'conversations over a WebSocket cannot be held yet', add: 'chat: { stream: sse }' };
  const secret = chat.systemPrompt === undefined ? undefined : texts[chat.systemPrompt];
  if (secret === undefined) {
    return {
      because: 'without the system prompt it cannot be recognised in a reply',
      add: 'chat: { systemPrompt: ./prompt.txt }',
    };
  }
  if (lettersOf(secret).text.length < SHARED_RUN) {
    return {
      because: `the system prompt has fewer than ${SHARED_RUN} letters, too few to recognise`,
      add: 'chat: { systemPrompt: … }',
    };
  }
  return { chats: names.map((name) => chatOf(chat, name, target, operations)), secret };
}

const ADD_CHAT = `chat:
  send: POST /api/chat
  body: { message: "{{prompt}}" }
  reply: $.reply
  systemPrompt: ./prompt.txt`;
const ADD_IDENTITY = 'identities:\n  ana: { tenant: acme, bearer: "${ANA_TOKEN}" }';
