import { ChatSystemPrompt } from '../evidence/chat-system-prompt.ts';
import type { Probe } from '../io/probe.ts';
import { PROMPT_ATTACKS } from './chat/prompt-attacks.ts';
import { promptProbe } from './chat/prompt-probe.ts';

/** Asks the bot for its instructions in a dozen ways, between ordinary questions. */
export const chatSystemPrompt: Probe = promptProbe({
  id: 'chat-system-prompt',
  kind: ChatSystemPrompt,
  what: 'requests for the system prompt',
  title: (family) => `does the bot recite its instructions when asked (${family})?`,
  beginsWith: 0,
  attacks: PROMPT_ATTACKS,
});
