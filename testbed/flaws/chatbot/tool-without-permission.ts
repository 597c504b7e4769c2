import { defineFlaw } from '../define-flaw.ts';

/** The bot lends its rights to whoever talks to it. */
export const toolWithoutPermission = defineFlaw({
  id: 'tool-without-permission',
  family: 'chatbot',
  breaks: 'Guests have the bot do what only members may.',
  lowers: ['role check of tools'],
  seenIn: 'OWASP LLM06; bots that act with rights of their own',
  mustFail: ['tools/permission'],
  policies: () => ({ tools: { permits: () => true } }),
});
