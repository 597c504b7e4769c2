import { describe, expect, it } from 'vitest';
import { runPython, startSmall } from '../../io/fixtures/kit-bench.ts';
import { LACKS_PYTHON } from '../../io/fixtures/programs.ts';
import { contextFor } from '../samples.ts';
import { corsAllowList } from './cors-allow-list.ts';

const OWN = 'https://app.example.com';
const FOREIGN = 'https://evil.example';
const PREFLIGHT = { method: 'OPTIONS', headers: { origin: FOREIGN, 'access-control-request-method': 'PUT' } };

const ECHOES = `return { headers: { 'access-control-allow-origin': asked.header('origin') ?? '*', 'access-control-allow-credentials': 'true' }, body: 'orders' };`;
const CLEANED = `return { body: 'orders' };`;

describe('cors-allow-list', () => {
  it.each(['generic', 'express', 'fastify', 'hono', 'nextjs'] as const)(
    'mends a server of %s',
    async (framework) => {
      const { files, wiring } = corsAllowList.recipe(contextFor(framework));
      await using before = await startSmall({ framework, files: [], lines: '', answer: ECHOES });
      await using after = await startSmall({ framework, files, lines: wiring[0] ?? '', answer: CLEANED });
      const granted = async (server: typeof before, origin: string) =>
        (await server.ask('/api/orders', { headers: { origin } })).headers.get('access-control-allow-origin');

      expect(await granted(before, FOREIGN)).toBe(FOREIGN);
      expect(await granted(after, FOREIGN)).toBeNull();
      expect(await granted(after, `${OWN}.evil.example`)).toBeNull();
      expect(await granted(after, 'null')).toBeNull();
      expect(await granted(after, OWN)).toBe(OWN);
      expect(await (await after.ask('/api/orders', { headers: { origin: OWN } })).text()).toBe('orders');
      const preflight = await after.ask('/api/orders', PREFLIGHT);
      expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, null]);
    },
  );

  it.skipIf(LACKS_PYTHON)('mends an ASGI app that grants everybody', () => {
    const { files } = corsAllowList.recipe(contextFor('fastapi'));
    expect(runPython(files, ASGI)).toEqual({ before: FOREIGN, foreign: null, own: OWN, preflight: 204 });
  });
});

const ASGI = `
import asyncio, json
from security.cors import Cors

async def app(scope, receive, send):
    origin = dict(scope["headers"]).get(b"origin", b"*")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"access-control-allow-origin", origin)]})
    await send({"type": "http.response.body", "body": b"orders"})

def ask(app, origin, method="GET", more=()):
    sent = []
    async def send(message): sent.append(message)
    async def receive(): return {"type": "http.request", "body": b""}
    scope = {"type": "http", "method": method, "path": "/", "headers": [(b"origin", origin.encode()), *more]}
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]).get(b"access-control-allow-origin")

def text(value): return None if value is None else value.decode()

mended = Cors(app, allowed=["${OWN}"])
print(json.dumps({
    "before": text(ask(app, "${FOREIGN}")[1]),
    "foreign": text(ask(mended, "${FOREIGN}")[1]),
    "own": text(ask(mended, "${OWN}")[1]),
    "preflight": ask(mended, "${FOREIGN}", "OPTIONS", [(b"access-control-request-method", b"PUT")])[0],
}))
`;
