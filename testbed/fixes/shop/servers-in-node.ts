import type { Framework } from '../../../auditor/src/core/stack.ts';

/** Frameworks whose server is a script of the shop's own; Next.js brings its server along. */
type NodeFramework = Exclude<Framework, 'fastapi' | 'nextjs'>;

/** What of a kit goes into the server: imports, guards in their order, and how errors are caught. */
export interface Wiring {
  readonly imports: readonly string[];
  readonly guards: readonly string[];
  /** The line for errors, as the kit gives it. */
  readonly errors: string;
}

const READ_BODY = `async function textOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}`;

/** As the kits for Fastify ask for. */
const FRAMEWORK_ERRORS = `frameworkErrors: async (error, request, reply) => {
  await guard(request, reply);
  if (!reply.sent) reply.code(400).send({ error: 'The address cannot be read.' });
}`;

const LISTEN = `server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));`;

/** A shop's server as source text: the same small shop for each framework. */
export const SERVERS: { readonly [name in NodeFramework]: (wiring: Wiring) => string } = {
  express: ({ imports, guards, errors }) => `
import express from 'express';
import { createServer } from 'node:http';
import { answer } from './answer.mjs';
${imports.join('\n')}
const app = express();
${guards.map((guard) => `app.use(guarded(${guard}));`).join('\n')}
app.use(express.text({ type: '*/*', limit: '10mb' }));
app.use(async (request, response) => {
  const said = await answer({ method: request.method, path: request.path, header: (name) => request.headers[name],
    verified: request.verified, body: typeof request.body === 'string' ? request.body : '' });
  response.status(said.status ?? 200).set(said.headers ?? {}).send(said.body ?? '');
});
${errors}
const server = createServer(app);
${LISTEN}
`,
  generic: ({ imports, guards, errors }) => `
import { createServer } from 'node:http';
import { answer as reply } from './answer.mjs';
${imports.join('\n')}
${READ_BODY}
async function answer(request, response) {
  const said = await reply({ method: request.method, path: request.url.split('?')[0], header: (name) => request.headers[name],
    verified: request.verified, body: await textOf(request) });
  response.writeHead(said.status ?? 200, said.headers ?? {});
  response.end(said.body ?? '');
}
const caught = ${errors === '' ? 'answer' : 'answering(answer)'};
const guard = ${guards.length === 0 ? 'undefined' : `guarded(${guards.join(',\n  ')})`};
const server = createServer((request, response) =>
  guard === undefined ? caught(request, response) : guard(request, response, () => caught(request, response)));
${LISTEN}
`,
  fastify: ({ imports, guards, errors }) => `
import fastify from 'fastify';
import { answer } from './answer.mjs';
${imports.join('\n')}
${guards.length === 0 ? '' : `const guard = guarded(${guards.join(', ')});`}
const app = fastify({ bodyLimit: 10_000_000, ${guards.length === 0 ? '' : FRAMEWORK_ERRORS} });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => done(null, body));
${guards.length === 0 ? '' : `app.addHook('onRequest', guard);`}
${errors}
app.all('/*', async (request, reply) => {
  const said = await answer({ method: request.method, path: request.url.split('?')[0], header: (name) => request.headers[name],
    verified: request.verified, body: request.body ?? '' });
  return reply.code(said.status ?? 200).headers(said.headers ?? {}).send(said.body ?? '');
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
console.log('ready');
`,
  hono: ({ imports, guards, errors }) => `
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { answer } from './answer.mjs';
${imports.join('\n')}
const app = new Hono();
${guards.map((guard) => `app.use('*', guarded(${guard}));`).join('\n')}
${errors}
app.all('*', async (context) => {
  const said = await answer({ method: context.req.method, path: context.req.path, header: (name) => context.req.header(name),
    verified: context.get('verified'), body: await context.req.text() });
  return context.body(said.status === 204 ? null : said.body ?? '', said.status ?? 200, said.headers ?? {});
});
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, () => console.log('ready'));
`,
};
