import { webKit } from './web-kit.ts';

const NODE = String.raw`// Refuses bodies that are too large, of another kind, or of unknown size, before anything reads them.
export function inputLimits({ mostBytes = 100_000, types = ['application/json'], exempt = [] } = {}) {
  return ({ method, path, header }) => {
    const length = header('content-length');
    const hasBody = header('transfer-encoding') !== undefined || (length !== undefined && length !== '0');
    if (!hasBody || method === 'GET' || exempt.includes(path)) return {};
    if (length === undefined) return refuse(411, 'Say how long the body is (Content-Length).');
    if (Number(length) > mostBytes) return refuse(413, 'At most ' + mostBytes + ' bytes.');
    const type = (header('content-type') ?? '').split(';')[0].trim().toLowerCase();
    return types.includes(type) ? {} : refuse(415, 'Send ' + types.join(' or ') + '.');
  };
}

// Reads a JSON object that has these fields and no others: onlyFields(text, { name: 'string', size: 'number?' }).
export function onlyFields(text, fields) {
  let value;
  try {
    value = typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return { ok: false, status: 400, error: 'The body is not JSON.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, status: 400, error: 'The body is not a JSON object.' };
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
  if (unknown.length > 0) return { ok: false, status: 400, error: 'Unknown: ' + unknown.join(', ').slice(0, 200) };
  for (const [name, kind] of Object.entries(fields)) {
    if (value[name] === undefined && kind.endsWith('?')) continue;
    if (typeof value[name] === 'string' && (value[name].includes('\0') || !value[name].isWellFormed()))
      return { ok: false, status: 400, error: name + ' holds what no text has.' };
    if (typeof value[name] !== kind.replace('?', '')) return { ok: false, status: 400, error: name + ' must be a ' + kind.replace('?', '') };
  }
  return { ok: true, value };
}

function refuse(status, error) {
  return { refuse: { status, body: { error } } };
}
`;

const PYTHON = String.raw`"""Refuses bodies that are too large, of another kind, or of unknown size, before anything reads them."""

import json
import re

NULL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class InputLimits:
    def __init__(self, app, most_bytes=100_000, types=("application/json",), exempt=()):
        self.app = app
        self.most_bytes = most_bytes
        self.types = frozenset(types)
        self.exempt = frozenset(exempt)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or not self._is_limited(scope):
            return await self.app(scope, receive, send)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(headers)
        if refusal is None and "json" in headers.get("content-type", ""):
            # At most so many bytes, as was seen above: what was read is handed on.
            body, more = b"", True
            while more:
                message = await receive()
                body, more = body + message.get("body", b""), message.get("more_body", False)
            refusal = None if _is_clean(body) else (400, "The body is not JSON, or holds what no text has.")
            return await self._answer(refusal, scope, _again(body, receive), send)
        return await self._answer(refusal, scope, receive, send)

    async def _answer(self, refusal, scope, receive, send):
        if refusal is None:
            return await self.app(scope, receive, send)
        status, error = refusal
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps({"error": error}).encode()})

    def _is_limited(self, scope):
        length = dict(scope["headers"]).get(b"content-length", b"0")
        has_body = length != b"0" or b"transfer-encoding" in dict(scope["headers"])
        return has_body and scope["method"] != "GET" and scope["path"] not in self.exempt

    def _refusal(self, headers):
        length = headers.get("content-length")
        if length is None:
            return 411, "Say how long the body is (Content-Length)."
        if not length.isdigit() or int(length) > self.most_bytes:
            return 413, f"At most {self.most_bytes} bytes."
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        return None if kind in self.types else (415, f"Send {' or '.join(sorted(self.types))}.")


def _is_clean(body):
    """JSON without null characters and halves of characters, and not nested beyond all reason."""
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
        text.encode()
        return NULL.search(text) is None
    except (ValueError, RecursionError):
        return False


def _again(body, receive):
    """Hands on a body that was read already, then whatever comes."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def handed_on():
        return left.pop() if left else await receive()

    return handed_on
`;

export const inputValidation = webKit({
  id: 'input-validation',
  title: 'Malformed, oversized and unknown input is refused',
  explanation:
    'Refuses bodies beyond a size, of another content type or of unknown length, before they are read; onlyFields() reads a JSON object with just the fields that you name. It does not know what a field means: lengths and ranges stay with your code. In FastAPI, fields are refused by your models: model_config = ConfigDict(extra="forbid"), or class Config: extra = "forbid" before Pydantic 2.',
  undo: 'Take the line that calls inputLimits(…) or add_middleware(InputLimits) out again, and delete the files.',
  module: 'input-validation',
  imports: 'inputLimits, onlyFields',
  node: NODE,
  types: `export function inputLimits(options?: {
  mostBytes?: number;
  types?: readonly string[];
  exempt?: readonly string[];
}): Guard;
export function onlyFields(
  text: unknown,
  fields: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'string?' | 'number?' | 'boolean?'>>,
): { ok: true; value: any } | { ok: false; status: number; error: string };
`,
  python: PYTHON,
  guard: () => 'inputLimits()',
  middleware: () => 'InputLimits',
  also: [
    'Exempt the routes that take files, and give them a limit of their own.',
    'In each handler that writes: const read = onlyFields(body, { name: "string" }); answer read.status and read.error unless read.ok.',
  ],
  alsoInNextjs: [
    'Server Actions post text/plain or multipart/form-data to the address of their page: name these types as well (types: […]), or exempt the paths.',
  ],
});
