import { webKit } from './web-kit.ts';

const NODE = String.raw`// Refuses writes that another site makes with your customer's cookies. Browsers say where a request comes from
// (Sec-Fetch-Site, Origin), and no page can change what they say. What says neither is no browser of the last years, but a
// program: it is let through, as in Go's CrossOriginProtection.
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function csrf({ origins, exempt = [] }) {
  const own = new Set(origins);
  return ({ method, path, header }) => {
    if (SAFE.has(method) || exempt.includes(path) || header('cookie') === undefined) return {};
    const site = header('sec-fetch-site');
    const origin = header('origin');
    const isOwn = origin === undefined ? [undefined, 'same-origin', 'none'].includes(site) : own.has(origin);
    return isOwn ? {} : { refuse: { status: 403, body: { error: 'This request came from another site.' } } };
  };
}
`;

const PYTHON = String.raw`"""Refuses writes that another site makes with your customer's cookies. Browsers say where a request comes from
(Sec-Fetch-Site, Origin), and no page can change what they say. What says neither is no browser of the last years, but a
program: it is let through, as in Go's CrossOriginProtection."""

SAFE = {"GET", "HEAD", "OPTIONS"}


class Csrf:
    def __init__(self, app, origins, exempt=()):
        self.app = app
        self.own = frozenset(origins)
        self.exempt = frozenset(exempt)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or self._is_own(scope):
            return await self.app(scope, receive, send)
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"error":"This request came from another site."}'})

    def _is_own(self, scope):
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] in SAFE or scope["path"] in self.exempt or "cookie" not in headers:
            return True
        if "origin" in headers:
            return headers["origin"] in self.own
        return headers.get("sec-fetch-site") in (None, "same-origin", "none")
`;

export const csrf = webKit({
  id: 'csrf',
  title: 'Other sites cannot write with your customer’s cookies',
  explanation:
    'Lets a write with cookies through only when the browser says that it comes from an origin of yours. No token has to be put into forms. Programs that say nothing of where they come from get through. It does not help against a script that runs on your own page.',
  undo: 'Take the line that calls csrf(…) or add_middleware(Csrf, …) out again, and delete the files.',
  module: 'csrf',
  imports: 'csrf',
  node: NODE,
  types: `export function csrf(options: { origins: readonly string[]; exempt?: readonly string[] }): Guard;\n`,
  python: PYTHON,
  guard: ({ app }) => `csrf({ origins: ['${app}'] })`,
  middleware: ({ app }) => `Csrf, origins=["${app}"]`,
  also: [
    'Name every origin of your own whose pages write to this server.',
    'Check that no GET changes anything: a link is enough to make one.',
  ],
});
