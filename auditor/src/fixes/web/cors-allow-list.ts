import { webKit } from './web-kit.ts';

const NODE = String.raw`// Answers other sites only when they are on the list: no wildcard, no echo of whoever asks.
export function cors({ allowed, methods = 'GET, POST, PUT, PATCH, DELETE', headers = 'Authorization, Content-Type' }) {
  const list = new Set(allowed);
  return ({ method, header }) => {
    const origin = header('origin');
    const said = { Vary: 'Origin' };
    if (origin === undefined) return { headers: said };
    const isAllowed = list.has(origin);
    if (isAllowed) {
      said['Access-Control-Allow-Origin'] = origin;
      said['Access-Control-Allow-Credentials'] = 'true';
    }
    const isPreflight = method === 'OPTIONS' && header('access-control-request-method') !== undefined;
    if (!isPreflight) return { headers: said };
    if (isAllowed) {
      said['Access-Control-Allow-Methods'] = methods;
      said['Access-Control-Allow-Headers'] = headers;
      said['Access-Control-Max-Age'] = '600';
    }
    return { headers: said, refuse: { status: 204 } };
  };
}
`;

const PYTHON = String.raw`"""Answers other sites only when they are on the list: no wildcard, no echo of whoever asks."""


class Cors:
    def __init__(self, app, allowed, methods="GET, POST, PUT, PATCH, DELETE", headers="Authorization, Content-Type"):
        self.app = app
        self.allowed = frozenset(allowed)
        self.methods = methods
        self.headers = headers

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        said = self._grants(asked.get("origin"))
        if scope["method"] == "OPTIONS" and "access-control-request-method" in asked:
            if len(said) > 1:
                said += [
                    (b"access-control-allow-methods", self.methods.encode()),
                    (b"access-control-allow-headers", self.headers.encode()),
                    (b"access-control-max-age", b"600"),
                ]
            await send({"type": "http.response.start", "status": 204, "headers": said})
            return await send({"type": "http.response.body", "body": b""})

        async def with_grants(message):
            if message["type"] == "http.response.start":
                # What the app itself grants does not count: the list decides.
                kept = [one for one in message.get("headers", []) if not one[0].lower().startswith(b"access-control-allow-")]
                message = {**message, "headers": kept + said}
            await send(message)

        return await self.app(scope, receive, with_grants)

    def _grants(self, origin):
        said = [(b"vary", b"Origin")]
        if origin in self.allowed:
            said.append((b"access-control-allow-origin", origin.encode("latin-1")))
            said.append((b"access-control-allow-credentials", b"true"))
        return said
`;

export const corsAllowList = webKit({
  id: 'cors-allow-list',
  title: 'Only your own origins may call the API from a browser',
  explanation:
    'Compares the Origin header as a whole with a list that you write down, and grants access only to what is on it. It does not replace a login: programs that are no browser never ask.',
  undo: 'Take the line that calls guarded(cors(…)) or add_middleware(Cors, …) out again, and delete the files.',
  module: 'cors',
  imports: 'cors',
  node: NODE,
  types: `export function cors(options: { allowed: readonly string[]; methods?: string; headers?: string }): Guard;\n`,
  python: PYTHON,
  guard: ({ app }) => `cors({ allowed: ['${app}'] })`,
  middleware: ({ app }) => `Cors, allowed=["${app}"]`,
  also: [
    'Take out what sets Access-Control-* headers today, also at the proxy in front: two of them contradict each other.',
    'Add every origin of your own that calls the API, and no other.',
  ],
});
