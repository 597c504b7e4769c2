import { describe, expect, test } from 'vitest';
import { crossSiteWrite as check } from '../checks/csrf/cross-site-write.ts';
import { operationOf, rehearse, type Reply, type Serve, type Visit } from '../io/rehearsal.ts';
import { OBSERVERS } from '../observers/index.ts';
import { csrf } from './csrf.ts';

const OPERATIONS = [
  operationOf('GET /api/notes'),
  operationOf('POST /api/notes', {
    body: { contentType: 'application/json', example: { title: '{{text}}' } },
  }),
  operationOf('GET /api/notes/{noteId}'),
  operationOf('DELETE /api/notes/{noteId}', { destructive: true }),
];

/** A product with notes and a cookie session; `allows` says which changes it takes. */
function product(
  sameSite: string,
  allows: (visit: Visit) => boolean,
  no = 403,
): { serve: Serve; notes: Map<string, unknown> } {
  const notes = new Map<string, unknown>();
  let count = 0;
  const serve = (visit: Visit): Reply | undefined => {
    const { method, path, headers, body } = visit;
    if (path === '/login') {
      return {
        body: { ok: true },
        headers: { 'set-cookie': `session=abcdefgh12345678; HttpOnly; Path=/${sameSite}` },
      };
    }
    if (!headers.cookie?.includes('session=abcdefgh12345678'))
      return { status: 401, body: { error: 'sign in' } };
    const id = path.split('/')[3];
    if (path === '/api/notes' && method === 'POST') {
      if (!allows(visit)) return { status: no, body: { error: 'foreign' } };
      count += 1;
      notes.set(String(count), parsed(body));
      return { status: 201, body: { id: String(count) } };
    }
    if (id === undefined || !notes.has(id)) return { status: 404, body: { error: 'none' } };
    if (method === 'DELETE') notes.delete(id);
    return { body: { id, note: notes.get(id) } };
  };
  return { serve, notes };
}

async function judge({ serve }: { serve: Serve }) {
  const { evidence, leftBehind, requests, planned } = await rehearse({
    probe: csrf,
    observers: OBSERVERS,
    target: {
      consent: 'owner',
      identities: {
        ana: {
          tenant: 'acme',
          login: { post: '/login', json: { email: 'ana@acme.test', password: '${ANA}' } },
        },
      },
    },
    operations: OPERATIONS,
    serve,
  });
  expect(requests).toBeLessThanOrEqual(planned + 4);
  const of = (kind: string) => ({ evidence: evidence.filter((one) => one.kind === kind), missing: [] });
  const sessions = {
    evidence: [
      {
        kind: 'response-session',
        cell: 'c',
        origin: 'observed' as const,
        data: { identity: 'ana', carriedBy: 'cookie', loggedIn: true },
      },
    ],
    missing: [],
  };
  const verdict = check.judge({ attempts: of('cross-site-write'), cookies: of('response-cookie'), sessions });
  return { verdict, leftBehind };
}

const isOwn = ({ headers }: Visit) => headers.origin === undefined;
const isJson = ({ headers }: Visit) => headers['content-type'] === 'application/json';

describe('the csrf probe and its check', () => {
  test('a product that says no with status 200 has said no', async () => {
    expect((await judge(product('; SameSite=None', isOwn, 200))).verdict.status).toBe('pass');
  });

  test.each<[string, string, (visit: Visit) => boolean, string]>([
    ['takes everything, SameSite=None', '; SameSite=None', () => true, 'fail'],
    ['takes everything, no SameSite', '', () => true, 'fail'],
    ['takes everything, SameSite=Lax', '; SameSite=Lax', () => true, 'pass'],
    ['looks at the origin', '; SameSite=None', isOwn, 'pass'],
    ['takes JSON only', '; SameSite=None', isJson, 'pass'],
    ['takes nothing at all', '; SameSite=None', () => false, 'unproven'],
  ])('a product that %s', async (_name, sameSite, allows, status) => {
    const made = product(sameSite, allows);
    const { verdict, leftBehind } = await judge(made);
    expect(verdict.status).toBe(status);
    expect(made.notes.size).toBe(0);
    expect(leftBehind).toEqual([]);
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}
