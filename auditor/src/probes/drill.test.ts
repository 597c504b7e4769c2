import { existsSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Drill, DrillHealth, isFelt } from '../evidence/drill.ts';
import { operationOf, rehearse, type Reply } from '../io/rehearsal.ts';
import { drill } from './drill.ts';
import { leaksIn } from './drills/leaks.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-drill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A small product whose model is away while a file lies there. */
async function held(whenAway: Reply, allowCommands = true) {
  const result = await rehearse({
    probe: drill,
    allowCommands,
    folder,
    target: {
      identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
      chat: { send: 'POST /api/chat', body: { message: '{{prompt}}' }, reply: '$.reply' },
      drills: { within: '1s', model: { break: 'touch away', mend: 'rm away' } },
    },
    operations: ['GET /api/notes', 'POST /api/chat', 'GET /api/health'].map((id) => operationOf(id)),
    serve: ({ path }) => {
      const isAway = existsSync(join(folder, 'away'));
      if (path === '/api/chat') return isAway ? whenAway : { body: { reply: 'The moon has none.' } };
      if (path === '/api/health')
        return { status: isAway ? 503 : 200, body: { status: isAway ? 'ill' : 'ok' } };
      return { body: [] };
    },
  });
  const of = (kind: string) => result.evidence.find((one) => one.kind === kind)?.data;
  return { ...result, of };
}

describe.skipIf(process.platform === 'win32')('a drill', () => {
  it('sees how requests fare meanwhile, what health says, and that all is well again', async () => {
    const { of, leftBehind, requests, planned } = await held({
      status: 503,
      body: { error: { message: 'The assistant is away. Please try again.' } },
    });
    const seen = Drill.model.schema.parse(of('drill-model'));
    const sorts = (shots: typeof seen.before) => shots.map(({ sort }) => sort);
    expect([sorts(seen.before), sorts(seen.during), sorts(seen.after)]).toEqual([
      ['served', 'served'],
      ['served', 'told'],
      ['served', 'served'],
    ]);
    const health = DrillHealth.schema.parse(of('drill-health'));
    expect(health.isFelt).toBe(true);
    expect([health.before, health.during, health.after].map((reads) => reads[0]?.call.status)).toEqual([
      200, 503, 200,
    ]);
    expect(existsSync(join(folder, 'away'))).toBe(false);
    expect(leftBehind).toEqual([]);
    expect(requests).toBeLessThanOrEqual(planned);
  });

  it.each<[string, Reply, string]>([
    ['nothing in it', { status: 500, body: '' }, 'mute'],
    ['a code alone', { status: 500, body: { error: 'E42' } }, 'mute'],
    ['a stock phrase', { status: 502, body: '<html><title>502</title><h1>Bad Gateway</h1></html>' }, 'bare'],
    ['words', { status: 200, body: { reply: 'I cannot think right now.' } }, 'served'],
  ])('tells an error with %s', async (_, reply, sort) => {
    const { of } = await held(reply);
    expect(Drill.model.schema.parse(of('drill-model')).during.at(-1)?.sort).toBe(sort);
  });

  it.each<[string, Reply, boolean]>([
    [
      'by the words of the bot',
      { body: { reply: 'I could not open ticket 17, since the desk is away.' } },
      true,
    ],
    ['not by the number of a ticket', { body: { reply: 'Ticket 12-ab is open.' } }, false],
  ])('asks for a tool that is away, and feels it %s', async (_, whenAway, felt) => {
    const result = await rehearse({
      probe: drill,
      allowCommands: true,
      folder,
      target: {
        identities: { ana: { bearer: '${ANA}' }, ben: { bearer: '${BEN}' } },
        chat: {
          send: 'POST /api/chat',
          body: { message: '{{prompt}}' },
          reply: '$.reply',
          tools: {
            protected: ['refund'],
            calls: {
              refund: { ask: 'Refund {{text}}' },
              ticket: { ask: 'Open a ticket on {{text}}', as: 'ben' },
            },
          },
        },
        drills: { within: '1s', tool: { break: 'touch away', mend: 'rm away' } },
      },
      operations: [],
      serve: ({ headers, body }) => {
        const isAsked = headers.authorization === 'Bearer ben-secret-1' && body.includes('Open a ticket on');
        if (!isAsked) return { status: 403 };
        return existsSync(join(folder, 'away')) ? whenAway : { body: { reply: 'Ticket 7-cd is open.' } };
      },
    });
    const seen = Drill.tool.schema.parse(result.evidence.find(({ kind }) => kind === 'drill-tool')?.data);
    expect(seen.before.map(({ sort }) => sort)).toEqual(['served']);
    expect(isFelt(seen)).toBe(felt);
  });

  it('is not held without consent, and nothing is sent', async () => {
    const { results, requests } = await held({}, false);
    expect(results[0]?.result).toMatchObject({
      kind: 'undecided',
      because: expect.stringContaining('--allow-commands'),
    });
    expect(requests).toBe(0);
  });
});

describe('what shows the inside', () => {
  it.each([
    ['connect ECONNREFUSED 10.0.0.7:5432', 2],
    ['relation: select id from "users" where', 1],
    ['{"error":"boom","stack":"Error: x\\n    at run (/app/x.js:1:2)"}', 1],
    ['postgres://app:pw@db.internal:5432/app', 2],
    ['https://api.openai.com/v1/chat/completions answered 500', 1],
    [
      'The assistant is not available right now. Select a plan from our pages or write to help@example.com.',
      0,
    ],
    ['Error 503. Your request id is 7f3a. See https://status.example.com for more.', 0],
  ])('%s', (text, count) => {
    expect(leaksIn(text)).toHaveLength(count);
  });
});
