import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { removedMember } from '../checks/authorization/removed-member.ts';
import { roleLowered } from '../checks/authorization/role-lowered.ts';
import { suspension } from '../checks/authorization/suspension.ts';
import type { Check } from '../core/check.ts';
import type { JsonSchema } from '../core/operation.ts';
import type { TargetInput } from '../core/target.ts';
import { operationOf, rehearse, type Reply, type Visit } from '../io/rehearsal.ts';
import type { Probe } from '../io/probe.ts';
import { endedAccess } from './ended-access.ts';
import { loweredRole } from './lowered-role.ts';

/** What a product forgets to look at. */
type Slip =
  | 'nothing'
  | 'keys outlive a suspension'
  | 'sessions outlive a suspension'
  | 'suspending does nothing'
  | 'nobody is let in again'
  | 'keys outlive a removal'
  | 'a session keeps its role';

interface Account {
  readonly id: string;
  role: string;
  state: 'active' | 'off';
  member: boolean;
}

/** Slatepost, a notice board: sessions by cookie, keys in a header of its own, "no" as status 200. */
function slatepost(slip: Slip) {
  const accounts = new Map<string, Account>(
    ['ana', 'tom', 'bea'].map((name) => [
      name,
      { id: `u-${name}`, role: name === 'tom' ? 'writer' : 'admin', state: 'active', member: true },
    ]),
  );
  const sessions = new Map<string, { readonly name: string; readonly role: string }>();
  const keys = new Map<string, string>();
  const notes = new Map<string, { readonly by: string; readonly text: string }>();
  const no: Reply = { status: 200, body: { error: 'not for you' } };

  /** Who asks, if they may. */
  function caller({ headers }: Visit): { name: string; role: string } | undefined {
    const session = sessions.get(/sid=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '');
    const byKey = keys.get(String(headers['api-key'] ?? ''));
    const name = session?.name ?? byKey;
    const account = name === undefined ? undefined : accounts.get(name);
    if (name === undefined || account === undefined) return undefined;
    const kept = byKey === undefined ? 'sessions outlive a suspension' : 'keys outlive a suspension';
    if (account.state === 'off' && slip !== kept) return undefined;
    if (!account.member && !(byKey !== undefined && slip === 'keys outlive a removal')) return undefined;
    return {
      name,
      role: slip === 'a session keeps its role' ? (session?.role ?? account.role) : account.role,
    };
  }

  function change(id: string, fields: { readonly [name: string]: unknown }): Reply {
    const account = [...accounts.values()].find((one) => one.id === id);
    if (account === undefined) return { status: 404, body: { error: 'nobody' } };
    if (fields['state'] === 'off' && slip !== 'suspending does nothing') account.state = 'off';
    if (fields['state'] === 'active' && slip !== 'nobody is let in again') account.state = 'active';
    if (typeof fields['role'] === 'string') account.role = fields['role'];
    return { body: { done: true } };
  }

  return (visit: Visit): Reply | undefined => {
    const { method, path, body } = visit;
    const fields: Record<string, unknown> = body === '' ? {} : JSON.parse(body);
    if (path === '/login') {
      const name = String(fields['name']);
      const account = accounts.get(name);
      if (account?.state === 'off') return { status: 403, body: { error: 'suspended' } };
      const sid = randomUUID();
      sessions.set(sid, { name, role: account?.role ?? '' });
      return { body: { ok: true }, headers: { 'set-cookie': `sid=${sid}; Path=/; HttpOnly` } };
    }
    const me = caller(visit);
    if (me === undefined) return no;
    const { id } = accounts.get(me.name) ?? { id: '' };
    if (path === '/me') return { body: { id, role: me.role } };
    if (path === '/keys' && method === 'POST') {
      const key = `sp_${randomUUID()}`;
      keys.set(key, me.name);
      return { body: { id: '1', issued: key } };
    }
    if (path === '/ledger') return me.role === 'admin' ? { body: { ledger: [1, 2] } } : no;
    const member = /^\/people\/([^/]+)$/.exec(path)?.[1];
    if (member !== undefined && me.role !== 'admin') return no;
    if (member !== undefined && method === 'PATCH') return change(member, fields);
    if (path === '/people' && method === 'POST' && me.role === 'admin') {
      for (const one of accounts.values()) if (one.id === fields['user']) one.member = true;
      return { status: 201, body: { added: true } };
    }
    if (member !== undefined && method === 'DELETE') {
      for (const one of accounts.values()) if (one.id === member) one.member = false;
      return { status: 204 };
    }
    if (path === '/notes' && method === 'POST') {
      const note = randomUUID();
      notes.set(note, { by: me.name, text: String(fields['text']) });
      return { status: 201, body: { id: note } };
    }
    const note = notes.get(path.replace('/notes/', ''));
    if (note === undefined) return { status: 404, body: { error: 'no such note' } };
    if (method === 'DELETE') notes.delete(path.replace('/notes/', ''));
    return note.by === me.name ? { body: note } : no;
  };
}

const body = (properties: { readonly [name: string]: JsonSchema }, required: readonly string[] = []) => ({
  body: { contentType: 'application/json', schema: { type: 'object', properties, required } },
});
const OPERATIONS = [
  operationOf('GET /me'),
  operationOf('GET /ledger'),
  operationOf('POST /notes', body({ text: { type: 'string' } }, ['text'])),
  operationOf('GET /notes/{noteId}'),
  operationOf('DELETE /notes/{noteId}'),
  operationOf('PATCH /people/{id}', body({ role: { type: 'string', enum: ['writer', 'admin'] } })),
];

const login = (name: string) => ({ login: { post: '/login', json: { name } } });
const TARGET: Omit<TargetInput, 'schema' | 'api'> = {
  consent: 'owner',
  whoami: { get: '/me', user: '$.id', role: '$.role' },
  identities: {
    ana: { tenant: 'acme', role: 'admin', user: 'u-ana', ...login('ana') },
    tom: { tenant: 'acme', role: 'writer', user: 'u-tom', disposable: true, ...login('tom') },
  },
  expect: { roles: { 'GET /ledger': ['admin'] } },
  apiKeys: { create: { post: '/keys', json: {} }, key: '$.issued' },
  suspension: {
    suspend: { patch: '/people/{user}', json: { state: 'off' } },
    restore: { patch: '/people/{user}', json: { state: 'active' } },
  },
  membership: {
    remove: { delete: '/people/{user}' },
    add: { post: '/people', json: { user: '{{user}}' } },
  },
};

async function judge(
  probe: Probe,
  check: Check,
  slip: Slip,
  change: Partial<TargetInput> = {},
  operations = OPERATIONS,
) {
  const { evidence, requests, planned, leftOut } = await rehearse({
    probe,
    target: { ...TARGET, ...change },
    operations,
    serve: slatepost(slip),
  });
  expect(requests).toBeLessThanOrEqual(planned);
  const [[need, kind] = ['', { kind: '' }]] = Object.entries(check.needs);
  const { status, because, findings } = check.judge({
    [need]: { evidence: evidence.filter((one) => one.kind === kind.kind), missing: [] },
  });
  return { status, because, leftOut, what: findings.map((one) => one.what).join() };
}

describe('a suspended member', () => {
  test.each<[Slip, string]>([
    ['nothing', 'pass'],
    ['keys outlive a suspension', 'fail'],
    ['sessions outlive a suspension', 'fail'],
    ['suspending does nothing', 'unproven'],
    ['nobody is let in again', 'unproven'],
  ])('where %s: %s', async (slip, status) => {
    expect(await judge(endedAccess, suspension, slip)).toMatchObject({ status });
  });

  test('is named with the credential that survives', async () => {
    const { what } = await judge(endedAccess, suspension, 'keys outlive a suspension');
    expect(what).toContain('through an API key after the suspension by ana');
  });

  test('is found by the description alone', async () => {
    const described = OPERATIONS.map((one) =>
      one.method === 'PATCH'
        ? { ...one, ...body({ state: { type: 'string', enum: ['active', 'off', 'disabled'] } }) }
        : one,
    );
    const { status, because } = await judge(
      endedAccess,
      suspension,
      'nothing',
      { suspension: undefined },
      described,
    );
    // The description says "disabled", which this product takes without a word: so nothing follows.
    expect({ status, because }).toMatchObject({
      status: 'unproven',
      because: expect.stringContaining('took effect'),
    });
  });

  test('is not looked for where nothing says how', async () => {
    const { leftOut } = await judge(endedAccess, suspension, 'nothing', { suspension: undefined });
    expect(leftOut).toContain('the file does not say how a member is suspended');
  });
});

describe('a removed member', () => {
  test.each<[Slip, string]>([
    ['nothing', 'pass'],
    ['keys outlive a removal', 'fail'],
  ])('where %s: %s', async (slip, status) => {
    expect(await judge(endedAccess, removedMember, slip)).toMatchObject({ status });
  });
});

describe('a lowered role', () => {
  test.each<[Slip, string]>([
    ['nothing', 'pass'],
    ['a session keeps its role', 'fail'],
  ])('where %s: %s', async (slip, status) => {
    expect(await judge(loweredRole, roleLowered, slip)).toMatchObject({ status });
  });
});
