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


class InputLimits:
    def __init__(self, app, most_bytes=100_000, types=("application/json",), exempt=()):
        self.app = app
        self.most_bytes = most_bytes
        self.types = frozenset(types)
        self.exempt = frozenset(exempt)

    async def __call__(self, scope, receive, send):
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            return await self.app(scope, receive, send)
        status, error = refusal
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps({"error": error}).encode()})

    def _refusal(self, scope):
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        length = headers.get("content-length")
        has_body = "transfer-encoding" in headers or length not in (None, "0")
        if not has_body or scope["method"] == "GET" or scope["path"] in self.exempt:
            return None
        if length is None:
            return 411, "Say how long the body is (Content-Length)."
        if not length.isdigit() or int(length) > self.most_bytes:
            return 413, f"At most {self.most_bytes} bytes."
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        return None if kind in self.types else (415, f"Send {' or '.join(sorted(self.types))}.")
`;

export const inputValidation = webKit({
  id: 'input-validation',
  title: 'Malformed, oversized and unknown input is refused',
  explanation:
    'Refuses bodies beyond a size, of another content type or of unknown length, before they are read; onlyFields() reads a JSON object with just the fields that you name. It does not know what a field means: lengths and ranges stay with your code. In FastAPI, fields are refused by your models: model_config = ConfigDict(extra="forbid").',
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
});
