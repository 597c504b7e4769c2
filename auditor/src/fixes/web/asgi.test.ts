import { describe, expect, it } from 'vitest';
import { ASGI, runPython } from '../../io/fixtures/kit-bench.ts';
import { LACKS_PYTHON } from '../../io/fixtures/programs.ts';
import { KITS } from '../index.ts';
import { contextFor } from '../samples.ts';

/** By kit: prints what the small app answers before and after. */
const TRIES: { readonly [kit: string]: { readonly script: string; readonly expected: unknown } } = {
  'security-headers': {
    script: `
from security.security_headers import SecurityHeaders
print(json.dumps([ask(one)[1].get("x-content-type-options") for one in (saying(), SecurityHeaders(saying()))]))`,
    expected: [null, 'nosniff'],
  },
  'rate-limit': {
    script: `
from security.rate_limit import RateLimit
def statuses(app): return [ask(app, "POST", "/api/login/")[0] for _ in range(12)][-1]
print(json.dumps([statuses(saying()), statuses(RateLimit(saying(), rules=[("POST", "/api/login", 10, 900)]))]))`,
    expected: [200, 429],
  },
  'jwt-verify': {
    script: `
import base64, hashlib, hmac
from security.jwt_verify import VerifyJwt
secret = "a-secret-of-a-test-with-forty-characters"
def encoded(value): return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
def token(claims, alg="HS256", key=secret):
    signed = encoded({"alg": alg}) + "." + encoded(claims)
    return signed + "." + base64.urlsafe_b64encode(hmac.new(key.encode(), signed.encode(), hashlib.sha256).digest()).rstrip(b"=").decode()
def sent(app, token): return ask(app, "GET", "/api/me", [("authorization", "Bearer " + token)])[0]
app = VerifyJwt(saying(), secret=secret, open=["/health"])
own = token({"sub": "ana", "exp": 4e9})
head, payload, signature = own.split(".")
tampered = head + "." + encoded({"sub": "owner", "exp": 4e9}) + "." + signature
print(json.dumps([sent(saying(), tampered), sent(app, own), sent(app, tampered), sent(app, token({"exp": 1})), sent(app, token({"sub": "ana"})),
  sent(app, token({"exp": 4e9}, alg="none")), sent(app, token({"exp": 4e9}, key="another")), ask(app)[0], ask(app, "GET", "/health")[0]]))`,
    expected: [200, 200, 401, 401, 401, 401, 401, 401, 200],
  },
  'session-cookie': {
    script: `
from security.session_cookie import SessionCookie
app = saying([("set-cookie", "session=abc; Path=/; samesite=None")])
print(json.dumps([ask(one)[1]["set-cookie"] for one in (app, SessionCookie(app, names=["session"]))]))`,
    expected: ['session=abc; Path=/; samesite=None', 'session=abc; Path=/; HttpOnly; Secure; SameSite=Lax'],
  },
  csrf: {
    script: `
from security.csrf import Csrf
app = Csrf(saying(), origins=["https://app.example.com"])
def post(app, *headers): return ask(app, "POST", "/", headers)[0]
foreign = [("cookie", "a=b"), ("origin", "https://evil.example")]
print(json.dumps([post(saying(), *foreign), post(app, *foreign), post(app, ("cookie", "a=b"), ("origin", "https://app.example.com")), post(app)]))`,
    expected: [200, 403, 200, 200],
  },
  'input-validation': {
    script: `
from security.input_validation import InputLimits
def post(app, length, kind="application/json", body=b'{"a":"b"}'): return ask(app, "POST", "/", [("content-length", length), ("content-type", kind)], body=body)[0]
app = InputLimits(saying())
half, null, written = b'{"a":"\\ud83d"}', b'{"a":"\\u0000"}', b'{"a":"\\\\\\\\u0000"}'
print(json.dumps([post(saying(), "900000"), post(app, "900000"), post(app, "9", "text/xml"), post(app, "9"),
  *[post(app, "9", body=body) for body in (b"{", half, null, written, b"[" * 90000)]]))`,
    expected: [200, 413, 415, 200, 400, 400, 400, 200, 400],
  },
  'request-id': {
    script: `
from security.request_id import RequestId
app = RequestId(saying())
print(json.dumps([ask(saying())[1].get("x-request-id"), len(ask(app)[1]["x-request-id"]), ask(app, "GET", "/", [("x-request-id", "from-my-proxy")])[1]["x-request-id"]]))`,
    expected: [null, 36, 'from-my-proxy'],
  },
  'error-handler': {
    script: `
from security.errors import ErrorHandler
app = ErrorHandler(saying(error=ValueError("secret path")), log=lambda *said: None)
status, headers, body = ask(app)
print(json.dumps([status, "secret" in body, sorted(json.loads(body))]))`,
    expected: [500, false, ['error', 'id']],
  },
};

describe.skipIf(LACKS_PYTHON)('ASGI middleware, run by python3', () => {
  it.each(Object.keys(TRIES))('%s', (id) => {
    const { script = '', expected } = TRIES[id] ?? {};
    const files = KITS.find((kit) => kit.id === id)?.recipe(contextFor('fastapi')).files ?? [];
    expect(runPython(files, ASGI + script)).toEqual(expected);
  });
});
