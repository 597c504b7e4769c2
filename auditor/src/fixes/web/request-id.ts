import { webKit } from './web-kit.ts';

const NODE = String.raw`// Gives each answer an id that you find again in your logs. One that a proxy of yours has given is kept if it looks like one.
export function requestId({ name = 'X-Request-Id', note = () => undefined } = {}) {
  return ({ method, path, header }) => {
    const given = header(name.toLowerCase());
    const id = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
    note({ id, method, path });
    return { headers: { [name]: id } };
  };
}
`;

const PYTHON = String.raw`"""Gives each answer an id that you find again in your logs. One that a proxy of yours has given is kept if it looks like one."""

import re
import uuid

LOOKS_LIKE_ONE = re.compile(r"[\w-]{8,64}", re.ASCII)


class RequestId:
    def __init__(self, app, name="x-request-id", note=lambda id, scope: None):
        self.app = app
        self.name = name.lower().encode()
        self.note = note

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        given = dict(scope["headers"]).get(self.name, b"").decode("latin-1")
        id = given if LOOKS_LIKE_ONE.fullmatch(given) else str(uuid.uuid4())
        self.note(id, scope)

        async def with_id(message):
            if message["type"] == "http.response.start":
                kept = [one for one in message.get("headers", []) if one[0].lower() != self.name]
                message = {**message, "headers": [*kept, (self.name, id.encode())]}
            await send(message)

        return await self.app(scope, receive, with_id)
`;

export const requestId = webKit({
  id: 'request-id',
  title: 'Each answer carries an id that stands in the logs',
  explanation:
    'Adds X-Request-Id to every answer, so that a customer’s screenshot leads to a line of the log. The id has to be written into the log by you: `note` is called with it.',
  undo: 'Take the line that calls requestId(…) or add_middleware(RequestId) out again, and delete the files.',
  module: 'request-id',
  imports: 'requestId',
  node: NODE,
  types: `export function requestId(options?: {
  name?: string;
  note?: (seen: { id: string; method: string; path: string }) => void;
}): Guard;
`,
  python: PYTHON,
  guard: () => 'requestId({ note: (seen) => console.log(JSON.stringify(seen)) })',
  middleware: () => 'RequestId',
  also: [
    'Hand your own logger to `note`, so that the id stands beside everything that is logged for the request.',
  ],
});
