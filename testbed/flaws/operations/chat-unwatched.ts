import { defineFlaw } from '../define-flaw.ts';

/** The front page answers, and the bot is silent for a weekend. */
export const chatUnwatched = defineFlaw({
  id: 'chat-unwatched',
  family: 'operations',
  breaks: 'The monitors of the product look at everything but the chat.',
  lowers: ['the monitor of the chat'],
  seenIn: 'Step 6 of three articles: no monitor on login, API health, webhook, core chat',
  mustFail: ['monitoring/coverage'],
  monitors: ({ watch, alerts }) => ({
    ...(alerts === undefined ? {} : { alerts }),
    watch: { ...watch, routes: watch.routes.filter(({ name }) => name !== 'chat') },
  }),
  policies: () => ({}),
});
