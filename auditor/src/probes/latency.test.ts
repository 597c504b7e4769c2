import { describe, expect, it } from 'vitest';
import { ChatLatency, CoreLatency } from '../evidence/latency.ts';
import { operationOf, rehearse } from '../io/rehearsal.ts';
import { chatLatency } from './chat-latency.ts';
import { coreLatency } from './core-latency.ts';

const identities = { ana: { tenant: 'acme', bearer: '${ANA}' } };

describe('timing common requests', () => {
  it('asks each route until the percentile is bounded, and takes the model’s time off', async () => {
    const { evidence, requests, planned } = await rehearse({
      probe: coreLatency,
      target: { identities, whoami: { get: '/api/me', user: '$.email' } },
      operations: [
        'GET /api/notes',
        'GET /api/me',
        'GET /api/health',
        'GET /api/gone',
        'GET /api/notes/{id}',
        'POST /api/notes',
      ].map((id) => operationOf(id)),
      serve: ({ path }) => {
        if (path === '/api/gone') return { status: 500, body: {} };
        return { body: { email: 'a' }, headers: { 'server-timing': 'db;dur=3, model;dur=100000' } };
      },
    });
    const { routes, untimed } = CoreLatency.schema.parse(evidence[0]?.data);
    expect(routes.map(({ operation }) => operation)).toEqual(['GET /api/me', 'GET /api/notes']);
    expect(routes.flatMap(({ samplesMs }) => samplesMs).length).toBeGreaterThanOrEqual(72);
    expect(routes.every(({ samplesMs }) => samplesMs.every((ms) => ms === 0))).toBe(true);
    expect(routes[0]?.causes).toEqual({ database: 3, model: 100_000 });
    expect(untimed.map(({ status }) => status)).toEqual([500]);
    expect(requests).toBeLessThanOrEqual(planned);
  });

  it('is left out where nobody is known', async () => {
    const { leftOut } = await rehearse({
      probe: coreLatency,
      target: {},
      operations: [operationOf('GET /api/me')],
      serve: () => ({}),
    });
    expect(leftOut).toHaveLength(1);
  });
});

it('an answer of the bot is timed to its first word, where it is streamed', async () => {
  const { evidence } = await rehearse({
    probe: chatLatency,
    target: { identities, chat: { send: 'POST /api/chat', body: { message: '{{prompt}}' }, stream: 'sse' } },
    operations: [operationOf('POST /api/chat')],
    serve: () => ({
      body: 'data: {"type":"start"}\n\ndata: {"delta":"Hello"}\n\ndata: [DONE]\n\n',
      headers: { 'content-type': 'text/event-stream', 'server-timing': 'llm;dur=12' },
    }),
  });
  const { turns } = ChatLatency.schema.parse(evidence[0]?.data);
  expect(turns).toHaveLength(5);
  expect(turns.every(({ firstMs, causes }) => firstMs !== undefined && causes.model === 12)).toBe(true);
});
