import { serve } from '@hono/node-server';
import { z } from 'zod';
import { createAnswerer } from './chat/create-answerer.ts';
import { createEmbedder } from './chat/embed.ts';
import { createRunningReplies } from './chat/running.ts';
import { Config, type ConfigInput } from './config/config.ts';
import { openDatabase } from './data/database.ts';
import { createBuiltInAccounts } from './identity/built-in.ts';
import { createQueue, type Queue } from './hooks/queue.ts';
import { createApp } from './http/app.ts';
import { createLimiter } from './http/limiter.ts';
import { createLog } from './http/log.ts';
import { createMailer } from './mail/mailer.ts';
import { withOverrides, type PolicyOverrides } from './policies/policies.ts';
import { ROUTES } from './routes/all.ts';
import type { Services } from './services.ts';
import { WEB_ROUTES } from './web/routes.ts';

/** What a chatbot is made from. */
export type ChatbotOptions = {
  readonly config: ConfigInput;
  /** Controls to replace; production passes none. */
  readonly policies?: PolicyOverrides;
};

/** A running product, or one that answers in process. */
export type Chatbot = {
  /** `connection` is what @hono/node-server hands over where other code stands in front: it tells the caller's address. */
  readonly fetch: (request: Request, connection?: object) => Promise<Response>;
  /** Starts to listen; port 0 takes any free one. */
  readonly listen: (port: number, host?: string) => Promise<{ readonly url: string }>;
  readonly close: () => Promise<void>;
  /** What answers questions and what finds passages, for people. */
  readonly labels: { readonly answerer: string; readonly embedder: string };
};

/** Opens the database and puts the product together. */
export async function createChatbot({
  config: input,
  policies: overrides = {},
}: ChatbotOptions): Promise<Chatbot> {
  const config = Config.parse(input);
  const policies = withOverrides(overrides);
  const database = await openDatabase(config);
  const log = createLog(config.logs, policies.logs);
  let origin = config.publicUrl ?? 'http://127.0.0.1';
  let queue: Queue | undefined;
  const services: Services = {
    config,
    policies,
    db: database.db,
    mailer: createMailer(config.mail),
    answerer: createAnswerer(config),
    embedder: createEmbedder(config.embeddings),
    running: createRunningReplies(),
    limiter: createLimiter(policies.limits, config.limits),
    log,
    queue: () => (queue ??= createQueue(services)),
    origin: () => new URL(origin).origin,
  };
  await createBuiltInAccounts(services);
  // What an earlier process left waiting goes on.
  services.queue().wake();
  const app = createApp([...ROUTES, ...WEB_ROUTES], services);
  let stop = async (): Promise<void> => {};
  return {
    fetch: async (request, connection) => app.fetch(request, connection),
    listen: async (port, host = '127.0.0.1') => {
      const listening = await listen(app.fetch, port, host);
      stop = listening.stop;
      origin = config.publicUrl ?? listening.url;
      return { url: listening.url };
    },
    close: async () => {
      await stop();
      await services.queue().close();
      await database.close();
      await log.close();
    },
    labels: { answerer: services.answerer.label, embedder: services.embedder.label },
  };
}

/** Requests that are still running get this long to finish. */
const GRACE_MS = 5_000;

const Address = z.object({ port: z.number() });

type Listening = { readonly url: string; readonly stop: () => Promise<void> };

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
  host: string,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, (address) => {
      const { port: actual } = Address.parse(address);
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, stop });
    });
    server.on('error', reject);
    const stop = () =>
      new Promise<void>((done) => {
        const force = setTimeout(
          () => 'closeAllConnections' in server && server.closeAllConnections(),
          GRACE_MS,
        );
        server.close(() => {
          clearTimeout(force);
          done();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
  });
}
