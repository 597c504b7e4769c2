import { webKit } from './web-kit.ts';

const NODE = String.raw`// What went wrong stands in your log, under a number that the customer gets instead of it.
export function explainError(error, log = console.error) {
  const id = crypto.randomUUID();
  log(JSON.stringify({ id, error: error instanceof Error ? error.stack : String(error) }));
  return { status: 500, body: { error: 'Something went wrong on our side.', id } };
}

// Express: the last app.use.
export function lastResort(error, request, response, next) {
  if (response.headersSent) return next(error);
  const { status, body } = explainError(error);
  response.status(status).json(body);
}

// Next.js and other handlers of (Request) => Response.
export function safely(handler) {
  return async (...given) => {
    try {
      return await handler(...given);
    } catch (error) {
      // Next.js steers by errors that it throws itself: redirect(), notFound(), what a build cannot prepare.
      if (typeof error?.digest === 'string') throw error;
      const { status, body } = explainError(error);
      return Response.json(body, { status });
    }
  };
}

// node:http.
export function answering(listener) {
  return async (request, response) => {
    try {
      await listener(request, response);
    } catch (error) {
      const { status, body } = explainError(error);
      if (response.headersSent) return response.destroy();
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    }
  };
}
`;

const PYTHON = String.raw`"""What went wrong stands in your log, under a number that the customer gets instead of it."""

import json
import logging
import uuid


class ErrorHandler:
    def __init__(self, app, log=logging.getLogger("errors").exception):
        self.app = app
        self.log = log

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        has_begun = False

        async def watched(message):
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            id = str(uuid.uuid4())
            self.log("request failed, id %s", id)
            if has_begun:
                raise
            body = json.dumps({"error": "Something went wrong on our side.", "id": id}).encode()
            headers = [(b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 500, "headers": headers})
            await send({"type": "http.response.body", "body": body})
`;

export const errorHandler = webKit({
  id: 'error-handler',
  title: 'Errors tell the customer a number, and the log the rest',
  explanation:
    'Answers what nobody caught with 500 and a number, and writes the stack trace into your log under that number. What your handlers catch themselves and print into an answer, it cannot see: take that out by hand.',
  undo: 'Take the line out again and delete the files.',
  module: 'errors',
  imports: 'explainError, lastResort, safely, answering',
  node: NODE,
  types: `export function explainError(
  error: unknown,
  log?: (line: string) => void,
): { status: 500; body: { error: string; id: string } };
export function lastResort(error: unknown, request: any, response: any, next: any): void;
export function safely<Given extends unknown[]>(
  handler: (...given: Given) => Promise<Response> | Response,
): (...given: Given) => Promise<Response>;
export function answering(listener: (request: any, response: any) => unknown): (request: any, response: any) => Promise<void>;
`,
  python: PYTHON,
  use: {
    express: 'app.use(lastResort);   // after all routes',
    generic: 'createServer(answering(answer));',
    fastify:
      'app.setErrorHandler((error, request, reply) => { const said = explainError(error); return reply.code(said.status).send(said.body); });',
    hono: 'app.onError((error, context) => { const said = explainError(error); return context.json(said.body, said.status); });',
    nextjs: 'export const GET = safely(handler);   // in each route.ts, for each method',
  },
  middleware: () => 'ErrorHandler',
  also: [
    'Take out what prints error.message, error.stack or a traceback into an answer, and run production with NODE_ENV=production (FastAPI: debug=False).',
  ],
});
