import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { json } from './fixtures/small-server.ts';
import { trialRun, type Trial, type Visit } from './fixtures/trial-run.ts';
import { proofPlaces } from './ownership.ts';
import { checkIdentities } from './preflight.ts';

const KEY = 'sb_publishable_0123456789';
const API_KEY = 'AIzaSyA-0123456789abcdefghijklmnopqrstu';

/** A product's own API, and two hosted backends, below one address. */
function serve({ path, body, headers }: Visit, response: ServerResponse): void {
  const given: { email?: string } = body.startsWith('{') ? JSON.parse(body) : {};
  const name = given.email?.split('@')[0] ?? '';
  if (path.startsWith('/supa/auth/v1/token')) {
    json(response, 200, { access_token: `supa-of-${name}-0123456789`, user: { id: `id-${name}` } });
  } else if (path === '/supa/auth/v1/user') {
    json(response, 200, { id: String(headers.authorization).replace(/^Bearer supa-of-(\w+)-.*/, 'id-$1') });
  } else if (path.startsWith('/id/v1/accounts:signIn')) {
    json(response, 200, { idToken: `fire-of-${name}-0123456789`, localId: `uid-${name}` });
  } else if (path.startsWith('/id/v1/accounts:lookup')) {
    json(response, 200, { users: [{ localId: 'uid-of-somebody' }] });
  } else json(response, 200, {});
}

const account = (email: string) => ({ email, password: '${WORD}' });

function trial(): Promise<Trial> {
  return trialRun({
    serve,
    env: { WORD: 'a-password-1', ANA: 'api-of-ana-0123456789', BEA: 'api-of-bea-0123456789' },
    target: (origin) => ({
      tenancy: { by: 'header', name: 'X-Tenant' },
      identities: {
        ana: { tenant: 'acme', bearer: '${ANA}' },
        bea: { tenant: 'globex', bearer: '${BEA}' },
        kim: { tenant: 'acme', login: { supabase: account('kim@acme.test') } },
      },
      backends: {
        supabase: { url: `${origin}/supa`, anonKey: KEY, users: { ana: account('ana@acme.test') } },
        firebase: {
          projectId: 'acme',
          apiKey: API_KEY,
          databaseURL: `${origin}/rtdb`,
          addresses: { auth: `${origin}/id`, firestore: `${origin}/docs`, storage: `${origin}/files` },
          users: { ana: account('ana@acme.test'), bea: account('bea@globex.test') },
        },
      },
    }),
  });
}

const toBackends = (run: Trial) =>
  run.visits.filter(({ path }) => /^\/(?:supa|rtdb|docs|files)\//.test(path));

/** What the server saw of the last request. */
async function seen(run: Trial, base: string, ask: object) {
  const { world } = run.live;
  const exchange = await world.exchange('t#1', 't', {
    method: 'GET',
    path: '/x',
    ...ask,
    base: run.origin + base,
  });
  return { exchange, visit: run.visits.at(-1) };
}

describe('requests to hosted backends', () => {
  it('carry the session of the account there, the public key, and no session or tenant of the API', async () => {
    await using run = await trial();
    const { visit } = await seen(run, '/supa', { as: 'ana' });
    expect(visit?.headers).toMatchObject({ apikey: KEY, authorization: 'Bearer supa-of-ana-0123456789' });
    await seen(run, '/supa', { as: 'kim' });
    expect(run.visits.at(-1)?.headers.authorization).toBe('Bearer supa-of-kim-0123456789');
    expect(JSON.stringify(toBackends(run))).not.toMatch(/api-of-|x-tenant/);
  });

  it('as nobody carry what every visitor has', async () => {
    await using run = await trial();
    const { visit } = await seen(run, '/supa', {});
    expect(visit?.headers).toMatchObject({ apikey: KEY, authorization: `Bearer ${KEY}` });
  });

  it('are not sent for somebody without an account there', async () => {
    await using run = await trial();
    const { exchange } = await seen(run, '/supa', { as: 'bea' });
    expect(exchange.outcome).toMatchObject({ kind: 'no-answer', reason: 'no-session' });
    expect(toBackends(run)).toEqual([]);
  });

  it('take their token where each service looks for it', async () => {
    await using run = await trial();
    expect((await seen(run, '/rtdb', { as: 'ana' })).visit?.path).toBe('/rtdb/x?auth=fire-of-ana-0123456789');
    expect(run.visits.at(-1)?.headers.authorization).toBeUndefined();
    expect((await seen(run, '/files', { as: 'ana' })).visit?.headers.authorization).toBe(
      'Firebase fire-of-ana-0123456789',
    );
    expect((await seen(run, '/docs', { as: 'ana' })).visit?.headers.authorization).toBe(
      'Bearer fire-of-ana-0123456789',
    );
  });

  it('speak of an account by its id, whoever asks', async () => {
    await using run = await trial();
    const body = { kind: 'json', json: { owner: '{{user:ana}}', me: ['{{user:bea}}'] } };
    const { visit } = await seen(run, '/docs', { method: 'POST', path: '/{{user:ana}}/y', as: 'bea', body });
    expect(visit?.path).toBe('/docs/uid-ana/y');
    expect(visit?.body).toBe('{"owner":"uid-ana","me":["uid-bea"]}');
  });

  it('send a made-up token that is made up there, and never a genuine one', async () => {
    await using run = await trial();
    const forged = await run.live.world.forge('t/forge', 'ana', { kind: 'garbage' });
    expect(forged.kind).toBe('forged');
    if (forged.kind !== 'forged') return;
    for (const base of ['/supa', '/rtdb', '/files', '/docs'])
      await seen(run, base, { as: forged.credential });
    expect(toBackends(run).filter(({ path }) => path.includes('/x'))).toHaveLength(4);
    expect(JSON.stringify(toBackends(run).filter(({ path }) => path.includes('/x')))).not.toMatch(/-of-ana-/);
  });

  it('never take a living session of the API along', async () => {
    await using run = await trial();
    const second = await run.live.world.login('t/login', 'ana');
    if (second.kind !== 'logged-in') throw new Error(second.because);
    const { exchange } = await seen(run, '/supa', { as: second.credential });
    expect(exchange.outcome).toMatchObject({
      kind: 'no-answer',
      message: expect.stringContaining('for the API'),
    });
  });
});

describe('before hosted backends are asked', () => {
  it('two identities that are one account there are refused', async () => {
    await using run = await trial();
    const { obstacles } = await checkIdentities(run.live.world, run.target);
    expect(obstacles.map((one) => one.message)).toEqual([
      expect.stringMatching(/^ana and bea are the same user at firebase/),
    ]);
  });

  it('each project is proven at a place that only its owner can write to', () => {
    const url = 'https://abcdefghijklmnopqrst.supabase.co';
    const google = {
      auth: 'https://identitytoolkit.googleapis.com',
      firestore: 'https://firestore.googleapis.com',
      storage: 'https://firebasestorage.googleapis.com',
    };
    const lists = { users: {}, tables: {}, functions: {}, buckets: {} };
    const firebase = { projectId: 'acme', apiKey: API_KEY, collections: {}, paths: {}, files: [], users: {} };
    const backends = {
      supabase: { url, anonKey: KEY, ...lists },
      firebase: { ...firebase, addresses: google },
    };
    expect(proofPlaces({ app: 'https://app.example.com', backends }, 'https://app.example.com')).toEqual([
      {
        address: 'https://app.example.com',
        place: 'https://app.example.com/.well-known/launch-ready.txt',
      },
      { address: url, place: `${url}/storage/v1/object/public/launch-ready/launch-ready.txt` },
      { address: 'https://acme.web.app', place: 'https://acme.web.app/.well-known/launch-ready.txt' },
    ]);
  });
});
