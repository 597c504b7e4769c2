import { webKit } from './web-kit.ts';

const NODE = String.raw`// Verifies a JSON Web Token before any of its claims is read: one algorithm and one key, chosen here, never by the token.
const ALGORITHMS = {
  HS256: { load: { name: 'HMAC', hash: 'SHA-256' }, verify: 'HMAC' },
  RS256: { load: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, verify: 'RSASSA-PKCS1-v1_5' },
  ES256: { load: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
};

// key: for HS256 a secret of at least 32 characters, otherwise the public key as a JWK object; or a function that gives it at
// the first request, for what is loaded before its environment is there, as by a build.
// open: paths that need no token, as they are or as regular expressions.
export function verifyJwt({ algorithm, key, issuer, audience, open = [], now = Date.now }) {
  const { load, verify } = ALGORITHMS[algorithm];
  let loaded = typeof key === 'function' ? undefined : imported(key);

  return async ({ path, header }) => {
    if (open.some((one) => (typeof one === 'string' ? one === path : one.test(path)))) return {};
    // Outside of what is caught below: without a key nobody gets in, and the log says why.
    loaded ??= imported(key());
    const claims = await claimsOf(/^Bearer ([^ ]+)$/i.exec(header('authorization') ?? '')?.[1]);
    return claims === undefined ? REFUSED : { verified: claims };
  };

  function imported(given) {
    if (algorithm !== 'HS256') return crypto.subtle.importKey('jwk', given, load, false, ['verify']);
    if (!(typeof given === 'string' && given.length >= 32))
      throw new Error('HS256 needs a secret of at least 32 random characters. A shorter one can be guessed.');
    return crypto.subtle.importKey('raw', new TextEncoder().encode(given), load, false, ['verify']);
  }

  async function claimsOf(token) {
    try {
      const [head, payload, signature, ...more] = token.split('.');
      if (more.length > 0) return undefined;
      const said = json(head);
      // No token decides how it is checked: not by alg, not by a key or address of its own (jwk, jku, kid, x5u).
      if (said.alg !== algorithm || said.crit !== undefined) return undefined;
      const signed = new TextEncoder().encode(head + '.' + payload);
      if (!(await crypto.subtle.verify(verify, await loaded, bytes(signature), signed))) return undefined;
      const claims = json(payload);
      const seconds = now() / 1000;
      if (typeof claims.exp !== 'number' || claims.exp <= seconds) return undefined;
      if (claims.nbf !== undefined && !(claims.nbf <= seconds)) return undefined;
      if (issuer !== undefined && claims.iss !== issuer) return undefined;
      if (audience !== undefined && ![claims.aud].flat().includes(audience)) return undefined;
      return claims;
    } catch {
      return undefined;
    }
  }
}

const REFUSED = {
  headers: { 'WWW-Authenticate': 'Bearer' },
  refuse: { status: 401, body: { error: 'Sign in first.' } },
};

function bytes(text) {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
}

function json(text) {
  return JSON.parse(new TextDecoder().decode(bytes(text)));
}
`;

const PYTHON = String.raw`"""Verifies a JSON Web Token (HS256) before any of its claims is read. Nothing in the token decides how it is checked."""

import base64
import hashlib
import hmac
import json
import time


class VerifyJwt:
    def __init__(self, app, secret, issuer=None, audience=None, open=(), now=time.time):
        if len(secret) < 32:
            raise ValueError("HS256 needs a secret of at least 32 random characters. A shorter one can be guessed.")
        self.app = app
        self.secret = secret.encode()
        self.issuer = issuer
        self.audience = audience
        self.open = frozenset(open)
        self.now = now

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["path"] in self.open:
            return await self.app(scope, receive, send)
        claims = self._claims(dict(scope["headers"]).get(b"authorization", b"").decode("latin-1"))
        if claims is None:
            headers = [(b"www-authenticate", b"Bearer"), (b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            return await send({"type": "http.response.body", "body": b'{"error":"Sign in first."}'})
        return await self.app({**scope, "state": {**scope.get("state", {}), "claims": claims}}, receive, send)

    def _claims(self, header):
        try:
            kind, token = header.split(" ")
            head, payload, signature = token.split(".")
            said = json.loads(_bytes(head))
            if kind.lower() != "bearer" or said["alg"] != "HS256" or "crit" in said:
                return None
            expected = hmac.new(self.secret, f"{head}.{payload}".encode(), hashlib.sha256).digest()
            if not hmac.compare_digest(expected, _bytes(signature)):
                return None
            claims = json.loads(_bytes(payload))
            now = self.now()
            if not claims["exp"] > now or not claims.get("nbf", 0) <= now:
                return None
            if self.issuer is not None and claims.get("iss") != self.issuer:
                return None
            audiences = claims.get("aud") if isinstance(claims.get("aud"), list) else [claims.get("aud")]
            if self.audience is not None and self.audience not in audiences:
                return None
            return claims
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def _bytes(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
`;

export const jwtVerify = webKit({
  id: 'jwt-verify',
  title: 'A token is verified before any of its claims is read',
  explanation:
    'Accepts one algorithm and one key, chosen in your configuration, never by the token; asks for an expiry, and for issuer and audience when you name them. It has no dependency. It does not end sessions: a token that was stolen works until it expires, so keep it short-lived, and keep a list of those that were ended. In Next.js, the claims do not travel from the proxy to a route: verify there again. The Python file does HS256; for RS256 or ES256 take PyJWT with algorithms=[…] written down.',
  undo: 'Take the line that calls verifyJwt(…) or add_middleware(VerifyJwt, …) out again, and delete the files.',
  module: 'jwt-verify',
  imports: 'verifyJwt',
  node: NODE,
  types: `export function verifyJwt(options: {
  algorithm: 'HS256' | 'RS256' | 'ES256';
  key: string | JsonWebKey | (() => string | JsonWebKey | undefined);
  issuer?: string;
  audience?: string;
  open?: readonly (string | RegExp)[];
  now?: () => number;
}): Guard;
`,
  python: PYTHON,
  guard: ({ stack }) =>
    stack.framework === 'nextjs'
      ? String.raw`verifyJwt({ algorithm: 'HS256', key: () => process.env.JWT_SECRET, open: ['/', '/health', '/api/login', /^\/_next\/(?:static|image)\b/] })`
      : `verifyJwt({ algorithm: 'HS256', key: process.env.JWT_SECRET, open: ['/', '/health', '/api/login'] })`,
  middleware: () => `VerifyJwt, secret=os.environ["JWT_SECRET"], open=["/", "/health", "/api/login"]`,
  also: [
    'List in `open` what needs no login: everything else answers 401 without a valid token.',
    'Take out what reads tokens today, above all a decode that does not verify. The verified claims are at request.verified (Hono: context.get("verified"); Next.js: what verifiedBy gives; Python: request.state.claims).',
    'Make a secret with `openssl rand -base64 48`, one for each environment.',
  ],
  alsoInNextjs: [
    'Keep the guard in a module of its own, auth.mjs: export const verify = verifyJwt({ … }); and hand it over in proxy.ts: guarded(verify).',
    'What was verified does not travel from the proxy to a route, and the two do not read every path alike. In each route.ts and action: import { verifiedBy } from "./security/adapter.mjs"; const claims = await verifiedBy(verify, request); answer 401 when there are none.',
    'The key is a function here: a build loads routes as well, and need not know the secret.',
  ],
});
