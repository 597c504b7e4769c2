import { describe, expect, it } from 'vitest';
import { json } from './fixtures/small-server.ts';
import { trialRun } from './fixtures/trial-run.ts';

describe('what is sent', () => {
  it('says who asks and which run it is', async () => {
    await using run = await trialRun({ serve: (_, response) => json(response, 200, {}) });
    await run.live.world.exchange('t#1', 't', { method: 'GET', path: '/a' });
    expect(run.visits[0]?.headers).toMatchObject({
      'user-agent': 'launch-ready/trial',
      'x-launch-ready-run': 'trial',
      'accept-encoding': 'identity',
    });
  });

  it.each<[string, object, string]>([
    ['header', { by: 'header', name: 'X-Workspace' }, 'globex-1 /a/{ws}'],
    ['query', { by: 'query', name: 'ws' }, 'undefined /a/{ws}?ws=globex-1'],
    ['path', { by: 'path', name: 'ws' }, 'undefined /a/globex-1'],
    ['session', { by: 'session' }, 'undefined /a/{ws}'],
  ])('names the tenant by %s', async (_, tenancy, expected) => {
    await using run = await trialRun({
      target: {
        tenancy: tenancy as { by: 'session' },
        tenants: { globex: { id: 'globex-1' } },
        identities: { bea: { tenant: 'globex', bearer: '${BEA}' } },
      },
      env: { BEA: 'bea-0123456789' },
      serve: (__, response) => json(response, 200, {}),
    });
    await run.live.world.exchange('t#1', 't', { method: 'GET', path: '/a/{ws}', as: 'bea' });
    const [visit] = run.visits;
    const path = decodeURIComponent(visit?.path ?? '');
    expect(`${String(visit?.headers['x-workspace'])} ${path}`).toBe(expected);
  });

  it('holds what the target issued, spelled as its place needs it', async () => {
    const issued = 'a+b/c?d=12345 &é';
    await using run = await trialRun({
      serve: (_, response) => json(response, 200, { token: issued.replace(' ', '_') }),
    });
    const { world } = run.live;
    const { outcome } = await world.exchange('t#1', 't', { method: 'GET', path: '/key' });
    const { token } = JSON.parse(outcome.kind === 'answer' ? outcome.body : '{}');
    expect(token).toMatch(/^~secret\.token\.[0-9a-f]{10}~$/);
    await world.exchange('t#2', 't', {
      method: 'POST',
      path: `/keys/${token}`,
      query: { key: token },
      body: { kind: 'json', json: { key: token } },
    });
    const url = new URL(run.visits[1]?.path ?? '', 'http://x');
    const back = issued.replace(' ', '_');
    expect(decodeURIComponent(url.pathname)).toBe(`/keys/${back}`);
    expect(url.searchParams.get('key')).toBe(back);
    expect(JSON.parse(run.visits[1]?.body ?? '')).toEqual({ key: back });
  });

  it('stays within the hosts of the target file', async () => {
    await using other = await trialRun({ serve: (_, response) => json(response, 200, {}) });
    await using run = await trialRun({ serve: (_, response) => json(response, 200, {}) });
    const { outcome } = await run.live.world.exchange('t#1', 't', {
      method: 'GET',
      path: '/',
      base: other.origin,
    });
    expect(outcome).toMatchObject({ kind: 'no-answer', reason: 'out-of-scope' });
    expect(other.visits).toHaveLength(0);
  });

  it('ends with the budget', async () => {
    await using run = await trialRun({
      target: { limits: { requests: 2 } },
      serve: (_, response) => json(response, 200, {}),
    });
    const outcomes = [];
    for (const id of ['t#1', 't#2', 't#3'])
      outcomes.push((await run.live.world.exchange(id, 't', { method: 'GET', path: '/' })).outcome);
    expect(outcomes[2]).toMatchObject({ reason: 'budget' });
    expect(run.visits).toHaveLength(2);
  });
});

describe('what is recorded', () => {
  it('holds canaries of the whole answer, though only its beginning is kept', async () => {
    await using run = await trialRun({
      serve: (_, response) =>
        json(
          response,
          200,
          { a: 'x'.repeat(600_000), b: 'lrqzabcdefghijkmnpqr' },
          { 'x-echo': btoa('lrqzabcdefghijkmnpqs') },
        ),
    });
    const { world } = run.live;
    world.plant('lrqzabcdefghijkmnpqr');
    world.plant('lrqzabcdefghijkmnpqs');
    const { outcome } = await world.exchange('t#1', 't', { method: 'GET', path: '/' });
    expect(outcome).toMatchObject({
      truncated: true,
      canaries: expect.arrayContaining(['lrqzabcdefghijkmnpqr', 'lrqzabcdefghijkmnpqs']),
    });
    expect(outcome.kind === 'answer' && outcome.body.length).toBe(512 * 1024);
  });

  it('holds no cookie, token or password, wherever the answer repeats them', async () => {
    const session = 'sess-0123456789abcdef';
    await using run = await trialRun({
      target: { identities: { ana: { login: { post: '/in', json: { password: '${ANA}' } } } } },
      env: { ANA: 'correct horse "battery"' },
      serve: ({ path, body, headers }, response) =>
        json(
          response,
          200,
          { echo: body, cookie: headers.cookie },
          path === '/in' ? { 'set-cookie': `sid=${session}; Path=/` } : { 'x-was': headers.cookie ?? '' },
        ),
    });
    await run.live.world.exchange('t#1', 't', { method: 'GET', path: '/', as: 'ana' });
    expect(run.visits[1]?.headers.cookie).toBe(`sid=${session}`);
    const tape = run.directory.read('tape.jsonl');
    for (const secret of [session, 'correct horse', 'battery']) expect(tape).not.toContain(secret);
  });
});
