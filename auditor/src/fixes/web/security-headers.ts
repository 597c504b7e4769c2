import { webKit } from './web-kit.ts';

const NODE = String.raw`// Tells browsers what to refuse. The policy is one that breaks no page; add script-src once you know what yours load.
const POLICY = "frame-ancestors 'self'; object-src 'none'; base-uri 'self'";

export function securityHeaders({ policy = POLICY } = {}) {
  return () => ({
    headers: {
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      // Browsers mind it over https only. No includeSubDomains: other hosts of yours may not be ready.
      'Strict-Transport-Security': 'max-age=31536000',
    },
  });
}
`;

const PYTHON = String.raw`"""Tells browsers what to refuse. The policy breaks no page; add script-src once you know what yours load."""

POLICY = "frame-ancestors 'self'; object-src 'none'; base-uri 'self'"


class SecurityHeaders:
    def __init__(self, app, policy=POLICY):
        self.app = app
        self.headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"strict-origin-when-cross-origin"),
            # Browsers mind it over https only. No includeSubDomains: other hosts of yours may not be ready.
            (b"strict-transport-security", b"max-age=31536000"),
        ]

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def with_headers(message):
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", [])}
                added = [one for one in self.headers if one[0] not in present]
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        return await self.app(scope, receive, with_headers)
`;

export const securityHeaders = webKit({
  id: 'security-headers',
  title: 'Pages tell browsers what to refuse',
  explanation:
    'Sends a Content-Security-Policy against foreign frames, plug-ins and base addresses, nosniff, a Referrer-Policy, and Strict-Transport-Security for a year. It does not yet restrict scripts: only you know which ones your pages load. If customers frame your widget, name them in frame-ancestors.',
  undo: 'Take the line out and delete the files. Strict-Transport-Security is remembered by browsers for a year: send max-age=0 first if https has to go.',
  module: 'security-headers',
  imports: 'securityHeaders',
  node: NODE,
  types: `export function securityHeaders(options?: { policy?: string }): Guard;\n`,
  python: PYTHON,
  guard: () => 'securityHeaders()',
  middleware: () => 'SecurityHeaders',
  also: ['Take out what sets the same headers today, also at the proxy in front.'],
});
