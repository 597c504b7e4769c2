import { serve } from '@hono/node-server';
import type { Chatbot, Policies, PolicyOverrides } from '@launch-ready/chatbot';
import { Hono, type MiddlewareHandler } from 'hono';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

/** Name of the module of a repository that takes the kits beside it into the product. */
export const HOOK_UP_FILE = 'hook-up.mjs';

/** The lines that a founder writes by hand, since kits are files that change nothing by themselves. */
export interface HookUp {
  /** What stands in front of the routes. */
  readonly front: (options: { readonly app: string }) => readonly MiddlewareHandler[];
  /** What is changed inside, where the product decides. */
  readonly edits: (product: Policies) => PolicyOverrides;
}

const isFunction = (value: unknown) => typeof value === 'function';
const Module = z.looseObject({
  front: z.custom<HookUp['front']>(isFunction),
  edits: z.custom<HookUp['edits']>(isFunction),
});

/** Loads a repository's hook-up, and with it the files that the kits wrote there. */
export async function loadHookUp(file: string): Promise<HookUp> {
  const loaded: unknown = await import(pathToFileURL(file).href);
  return Module.parse(loaded);
}

/** Serves a chatbot behind middlewares. Answers with what ends it. */
export async function serveBehind(
  chatbot: Pick<Chatbot, 'fetch'>,
  middlewares: readonly MiddlewareHandler[],
  port: number,
): Promise<() => void> {
  const app = new Hono<{ Bindings: object }>();
  for (const middleware of middlewares) app.use('*', middleware);
  app.all('*', (context) => chatbot.fetch(context.req.raw, context.env));
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () =>
      resolve(() => void server.close()),
    );
    server.on('error', reject);
  });
}
