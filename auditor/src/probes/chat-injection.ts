import { ChatInjection } from '../evidence/chat-system-prompt.ts';
import type { Probe } from '../io/probe.ts';
import { INJECTIONS } from './chat/injections.ts';
import { promptProbe } from './chat/prompt-probe.ts';

/** Tries to override the bot's instructions by message, in plain words, in codes and over several turns. */
export const chatInjection: Probe = promptProbe({
  id: 'chat-injection',
  kind: ChatInjection,
  what: 'messages that override the instructions',
  title: (family) => `does a message override the bot’s instructions (${family})?`,
  beginsWith: 2,
  attacks: INJECTIONS,
});
