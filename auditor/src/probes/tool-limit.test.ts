import { describe, expect, test } from 'vitest';
import { toolLimit as check } from '../checks/limits/tool.ts';
import { rehearse, type Reply, type Serve } from '../io/rehearsal.ts';
import { toolLimit } from './tool-limit.ts';

const CALLS = {
  refund: { as: 'ben', ask: 'Please refund order {{text}}', arguments: { order: '{{text}}' } },
};

const LISTS = { pending: 'GET /approvals', reject: 'POST /approvals/{id}/reject', protected: ['refund'] };

const RUN = { send: 'POST /tools/{tool}/runs', json: { arguments: '{{arguments}}' } } as const;

/** A product that takes so many requests for a tool, and then answers otherwise. */
function product(most: number, then: Reply): { serve: Serve; waiting: Map<string, string> } {
  const waiting = new Map<string, string>();
  let count = 0;
  const serve: Serve = ({ method, path, body }) => {
    if (method === 'GET') return { body: [...waiting].map(([id, wish]) => ({ id, wish })) };
    const rejected = /^\/approvals\/(.+)\/reject$/.exec(path)?.[1];
    if (rejected !== undefined) return { status: waiting.delete(rejected) ? 204 : 404 };
    count += 1;
    if (count > most) return then;
    waiting.set(`a${count}`, body);
    return path === '/chat'
      ? { body: { reply: `It waits, as number ${count}` } }
      : { body: { id: `a${count}` } };
  };
  return { serve, waiting };
}

async function judge(serve: Serve, tools: object) {
  const run = await rehearse({
    probe: toolLimit,
    target: {
      consent: 'owner',
      identities: { ana: { bearer: '${ANA}' }, ben: { role: 'member', bearer: '${BEN}' } },
      chat: { send: 'POST /chat', body: { message: '{{prompt}}' }, reply: '$.reply', tools },
    },
    operations: [],
    serve,
  });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  return { ...run, verdict: check.judge({ bursts: { evidence: run.evidence, missing: [] } }) };
}

const CASES: readonly [string, number, Reply, string][] = [
  ['429', 20, { status: 429, body: { error: 'slow down' } }, 'pass'],
  ['words as 200', 20, { body: { reply: 'Too many requests for tools' } }, 'pass'],
  ['no limit', Number.POSITIVE_INFINITY, {}, 'fail'],
  ['a crash', 20, { status: 500, body: 'oops' }, 'unproven'],
  ['refused from the start', 0, { status: 400, body: { error: 'bad' } }, 'unproven'],
];

describe('the tool-limit probe and its check', () => {
  test.each(CASES)('by the route for tools: %s', async (_name, most, then, status) => {
    const { serve, waiting } = product(most, then);
    expect((await judge(serve, { ...LISTS, calls: CALLS, run: RUN })).verdict.status).toBe(status);
    expect(waiting.size).toBe(0);
  });

  test.each(CASES)('by the bot: %s', async (_name, most, then, status) => {
    const { serve } = product(most, then);
    expect((await judge(serve, { ...LISTS, calls: CALLS })).verdict.status).toBe(status);
  });

  test('without a way to ask nothing is asked', async () => {
    const { requests, leftOut } = await judge(product(0, {}).serve, LISTS);
    expect(requests).toBe(0);
    expect(leftOut).toEqual(['the file does not say how one asks for a tool']);
  });
});
