import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { json } from './fixtures/small-server.ts';
import { trialRun, type Visit } from './fixtures/trial-run.ts';
import { checkIdentities } from './preflight.ts';

const PEOPLE: { readonly [token: string]: object } = {
  'Bearer ana-0123456789': { email: 'ana@acme.test', org: { slug: 'acme-1' }, role: 'Admin' },
  'Bearer bea-0123456789': { email: 'bea@globex.test', org: { slug: 'globex' }, role: 'member' },
};

const honest = ({ headers }: Visit, response: ServerResponse) => {
  const person = PEOPLE[headers.authorization ?? ''];
  json(response, person === undefined ? 401 : 200, person ?? {});
};

async function checked(
  options: { env?: Record<string, string>; serve?: typeof honest; whoami?: boolean } = {},
) {
  await using run = await trialRun({
    target: {
      tenants: { acme: { id: 'acme-1' } },
      identities: {
        ana: { tenant: 'acme', role: 'admin', user: 'ana@acme.test', bearer: '${ANA}' },
        bea: { tenant: 'globex', bearer: '${BEA}' },
      },
      limits: { timeout: '2s' },
      ...(options.whoami === false
        ? {}
        : { whoami: { get: '/me', user: '$.email', tenant: '$.org.slug', role: '$.role' } }),
    },
    env: { ANA: 'ana-0123456789', BEA: 'bea-0123456789', ...options.env },
    serve: options.serve ?? honest,
  });
  return await checkIdentities(run.live.world, run.target);
}

describe('before anything is attacked', () => {
  it('identities that are who the file says are no obstacle', async () => {
    expect(await checked()).toEqual({ obstacles: [], notes: [] });
  });

  it('two identities that are one user are refused', async () => {
    const { obstacles } = await checked({ env: { BEA: 'ana-0123456789' } });
    expect(obstacles.map((one) => one.kind)).toEqual(['identity', 'identity']);
    expect(obstacles[0]?.message).toBe(
      'bea is not who the file says: its tenant is acme-1, not globex (GET /me, $.org.slug).',
    );
    expect(obstacles[1]?.message).toMatch(/^ana and bea are the same user \(ana@acme.test\)/);
  });

  it.each<[string, number, unknown, string, RegExp]>([
    ['a refusal', 401, {}, 'identity', /answered 401: the credential of ana is not accepted/],
    ['a redirect', 302, '', 'identity', /redirects to \/login. Redirects are not followed/],
    [
      'a refusal with status 200',
      200,
      { error: 'sign in first' },
      'identity',
      /has no \$\.email.*\{"error":"sign in first"\}.*Is ana logged in/,
    ],
    ['an empty answer', 200, '', 'identity', /has no \$\.email/],
    ['trouble', 503, {}, 'target', /answered 503; the product must be up/],
    ['a limit', 429, {}, 'target', /answered 429/],
  ])('%s is told apart', async (_, status, body, kind, message) => {
    const { obstacles } = await checked({
      serve: (__, response) => json(response, status, body, { location: '/login' }),
    });
    expect(obstacles[0]).toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  it('silence is the target’s trouble', async () => {
    const { obstacles } = await checked({ serve: () => undefined });
    expect(obstacles[0]).toEqual({ kind: 'target', message: 'ana: no answer within 2 s.' });
  });

  it('without whoami it says that nobody checked', async () => {
    const { obstacles, notes } = await checked({ whoami: false });
    expect(obstacles).toEqual([]);
    expect(notes[0]).toMatch(/Nobody checked/);
  });
});
