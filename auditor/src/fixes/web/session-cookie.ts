import { webKit } from './web-kit.ts';

const NODE = String.raw`// A session cookie that no script reads, no plain http carries and no other site sends along.
// Names with __Host- are held to Secure, Path=/ and no Domain by the browser itself (RFC 6265bis, 4.1.3.2).
export const SESSION_COOKIE = '__Host-session';

export function sessionCookie(value, { maxAgeS = 7 * 24 * 3600, sameSite = 'Lax' } = {}) {
  if (!/^[\w.~+/=-]+$/.test(value)) throw new Error('A session id is made of letters, digits and . ~ + / = - only.');
  return SESSION_COOKIE + '=' + value + '; Path=/; HttpOnly; Secure; SameSite=' + sameSite + '; Max-Age=' + maxAgeS;
}

export function endedSessionCookie() {
  return SESSION_COOKIE + '=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0';
}
`;

const PYTHON = String.raw`"""Hardens session cookies on their way out: no script reads them, no plain http carries them, no other site sends them along."""

import re


class SessionCookie:
    def __init__(self, app, names, same_site="Lax"):
        self.app = app
        self.names = frozenset(names)
        self.same_site = same_site

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def hardened(message):
            if message["type"] == "http.response.start":
                headers = [(name, self._harden(name, value)) for name, value in message.get("headers", [])]
                message = {**message, "headers": headers}
            await send(message)

        return await self.app(scope, receive, hardened)

    def _harden(self, name, value):
        text = value.decode("latin-1")
        if name.lower() != b"set-cookie" or text.split("=")[0].strip() not in self.names:
            return value
        kept = re.sub(r";\s*(?:httponly|secure|samesite(?:\s*=[^;]*)?)\s*(?=;|$)", "", text, flags=re.IGNORECASE)
        return f"{kept}; HttpOnly; Secure; SameSite={self.same_site}".encode("latin-1")
`;

const SET = `sessionCookie(id)`;

export const sessionCookie = webKit({
  id: 'session-cookie',
  title: 'The session cookie is HttpOnly, Secure and SameSite',
  explanation:
    'Writes the session cookie so that no script reads it, no plain http carries it and other sites do not send it along with writes. Browsers keep __Host- cookies on https only; for development, use https on localhost or another name. Sessions under the old name end: people sign in again.',
  undo: 'Write the cookie as before, under its old name, and delete the files. People sign in once more.',
  module: 'session-cookie',
  imports: 'sessionCookie, SESSION_COOKIE',
  node: NODE,
  types: `export const SESSION_COOKIE: string;
export function sessionCookie(value: string, options?: { maxAgeS?: number; sameSite?: 'Lax' | 'Strict' | 'None' }): string;
export function endedSessionCookie(): string;
`,
  python: PYTHON,
  use: {
    express: `// where the session begins:  response.append('Set-Cookie', ${SET});`,
    generic: `// where the session begins:  response.appendHeader('Set-Cookie', ${SET});`,
    fastify: `// where the session begins:  reply.header('set-cookie', ${SET});`,
    hono: `// where the session begins:  context.header('Set-Cookie', ${SET}, { append: true });`,
    nextjs: `// where the session begins:  response.headers.append('Set-Cookie', ${SET});`,
  },
  middleware: () => `SessionCookie, names=["session"]`,
  also: [
    'Read the session under the new name (SESSION_COOKIE), and end it with endedSessionCookie() at log-out, after the session was deleted on the server.',
    'Name the cookies that hold a session; a cookie that a script has to read, such as a CSRF token, stays out.',
  ],
});
