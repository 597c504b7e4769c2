import type { Kysely } from 'kysely';
import type { Answerer } from './chat/answerer.ts';
import type { Embedder } from './chat/embed.ts';
import type { RunningReplies } from './chat/running.ts';
import type { Config } from './config/config.ts';
import type { Tables } from './data/tables.ts';
import type { Queue } from './hooks/queue.ts';
import type { Limiter } from './http/limiter.ts';
import type { Log } from './http/log.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Policies } from './policies/policies.ts';

/** What every request handler works with; made once by `createChatbot`. */
export type Services = {
  readonly config: Config;
  readonly policies: Policies;
  readonly db: Kysely<Tables>;
  readonly mailer: Mailer;
  readonly answerer: Answerer;
  readonly embedder: Embedder;
  readonly running: RunningReplies;
  readonly limiter: Limiter;
  readonly log: Log;
  /** Works off events, once the product is put together. */
  readonly queue: () => Queue;
  /** Our own origin; known for certain only once we listen. */
  readonly origin: () => string;
};
