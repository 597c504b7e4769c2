import { webKit } from './web-kit.ts';

const NODE = String.raw`// Verifies a JSON Web Token before any of its claims is read: one algorithm and one key, chosen here, never by the token.
const ALGORITHMS = {
  HS256: { load: { name: 'HMAC', hash: 'SHA-256' }, verify: 'HMAC' },
  RS256: { load: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, verify: 'RSASSA-PKCS1-v1_5' },
  ES256: { load: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
};

// key: for HS256 a secret of at least 32 characters, otherwise the public key as a JWK object.
// open: paths that need no token, as they are or as regular expressions.
export function verifyJwt({ algorithm, key, issuer, audience, open = [], now = Date.now }) {
  const { load, verify } = ALGORITHMS[algorithm];
  if (algorithm === 'HS256' && !(typeof key === 'string' && key.length >= 32))
    throw new Error('HS256 needs a secret of at least 32 random characters. A shorter one can be guessed.');
  const format = algorithm === 'HS256' ? 'raw' : 'jwk';
  const material = algorithm === 'HS256' ? new TextEncoder().encode(key) : key;
  const loaded = crypto.subtle.importKey(format, material, load, false, ['verify']);

  return async ({ path, header }) => {
    if (open.some((one) => (typeof one === 'string' ? one === path : one.test(path)))) return {};
    const claims = await claimsOf(/^Bearer ([^ ]+)$/i.exec(header('authorization') ?? '')?.[1]);
    return claims === undefined ? REFUSED : { verified: claims };
  };

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
  key: string | JsonWebKey;
  issuer?: string;
  audience?: string;
  open?: readonly (string | RegExp)[];
  now?: () => number;
}): Guard;
`,
  python: PYTHON,
  guard: () =>
    `verifyJwt({ algorithm: 'HS256', key: process.env.JWT_SECRET, open: ['/', '/health', '/api/login'] })`,
  middleware: () => `VerifyJwt, secret=os.environ["JWT_SECRET"], open=["/", "/health", "/api/login"]`,
  also: [
    'List in `open` what needs no login: everything else answers 401 without a valid token.',
    'Take out what reads tokens today, above all a decode that does not verify. The verified claims are at request.verified (Hono: context.get("verified"); Python: request.state.claims).',
    'Make a secret with `openssl rand -base64 48`, one for each environment.',
  ],
});
