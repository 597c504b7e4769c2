import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileForm, idOf, startProduct, type Person, type Product } from './testing/product.ts';

let product: Product;
let ana: Person;
let ben: Person;
let gus: Person;
let tom: Person;

beforeAll(async () => {
  product = await startProduct();
  ana = await product.signUp('ana@acme.test', 'Acme');
  ben = await product.signUp('ben@acme.test', 'Ben');
  gus = await product.signUp('gus@acme.test', 'Gus');
  tom = await product.signUp('tom@acme.test', 'Tom');
  await product.join(ben, ana, 'member');
  await product.join(gus, ana, 'guest');
  await product.join(tom, ana, 'admin');
}, 60_000);

afterAll(() => product.close());

const setMember = (by: Person, who: Person, body: unknown) =>
  product.send('PATCH', `/api/workspaces/${ana.workspaceId}/members/${who.id}`, { token: by.token, body });

describe('roles', () => {
  test.each([
    '/api/admin/members',
    '/api/admin/settings',
    '/api/admin/provider-keys',
    '/api/audit',
    '/api/webhooks',
  ])('%s is for admins', async (path) => {
    expect((await product.send('GET', path, { token: ana.token })).status).toBe(200);
    expect((await product.send('GET', path, { token: ben.token })).status).toBe(403);
  });

  test('members and admins cannot raise themselves', async () => {
    expect((await setMember(ben, ben, { role: 'owner' })).status).toBe(403);
    expect((await setMember(tom, tom, { role: 'owner' })).status).toBe(403);
    expect((await setMember(tom, ben, { role: 'owner' })).status).toBe(403);
    expect((await setMember(tom, ana, { role: 'member' })).status).toBe(403);
  });

  test('guests read, but do not write files', async () => {
    expect((await product.send('GET', '/api/files', { token: gus.token })).status).toBe(200);
    expect(
      (await product.send('POST', '/api/files', { token: gus.token, form: fileForm('hi') })).status,
    ).toBe(403);
  });

  test('fields that nobody asked for are refused', async () => {
    const body = { title: 'x', workspaceId: gus.workspaceId, userId: gus.id };
    expect((await product.send('POST', '/api/conversations', { token: ana.token, body })).status).toBe(400);
  });
});

describe('API keys', () => {
  const newKey = async (person: Person, scopes: readonly string[]) => {
    const answer = await product.send('POST', '/api/keys', {
      token: person.token,
      body: { name: 'k', scopes },
    });
    return (answer.json as { id: string; key: string }).key;
  };

  test.each(['authorization', 'x-api-key'])('scopes count in %s', async (header) => {
    const key = await newKey(ana, ['read']);
    const headers = { [header]: header === 'authorization' ? `Bearer ${key}` : key };
    expect((await product.send('GET', '/api/files', { headers })).status).toBe(200);
    expect((await product.send('POST', '/api/conversations', { headers, body: {} })).status).toBe(403);
    expect((await product.send('GET', '/api/admin/settings', { headers })).status).toBe(403);
  });

  test('a suspended member is refused through every credential', async () => {
    const key = await newKey(ben, ['read', 'chat']);
    const login = await product.send('POST', '/api/auth/login', {
      body: { email: ben.email, password: ben.password },
    });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await setMember(ana, ben, { state: 'suspended' })).status).toBe(200);
    for (const sent of [{ token: ben.token }, { headers: { 'x-api-key': key } }, { headers: { cookie } }]) {
      expect((await product.send('GET', '/api/files', sent)).status).toBe(403);
    }
    await setMember(ana, ben, { state: 'active' });
    expect((await product.send('GET', '/api/files', { headers: { 'x-api-key': key } })).status).toBe(200);
  });

  test('a removed member is out', async () => {
    const path = `/api/workspaces/${ana.workspaceId}/members/${tom.id}`;
    expect((await product.send('DELETE', path, { token: ana.token })).status).toBe(204);
    expect((await product.send('GET', '/api/files', { token: tom.token })).status).toBe(404);
  });

  test('who was removed can be taken in again, and no stranger', async () => {
    const put = (id: string, by: Person, role = 'member') =>
      product.send('PUT', `/api/workspaces/${ana.workspaceId}/members/${id}`, {
        token: by.token,
        body: { role },
      });
    const stranger = await product.signUp('stranger@globex.test', 'Globex');
    expect((await put(stranger.id, ana)).status).toBe(404);
    expect((await put(tom.id, stranger)).status).toBe(404);
    expect((await put(tom.id, ana)).status).toBe(200);
    expect((await put(ana.id, tom)).status).toBe(403);
    const list = await product.send('GET', `/api/workspaces/${ana.workspaceId}/members`, {
      token: tom.token,
    });
    expect(list.status).toBe(200);
  });
});

describe('tiers', () => {
  test('premium collections come with the paid plan', async () => {
    const list = () => product.send('GET', '/api/collections/premium', { token: ana.token });
    expect((await list()).status).toBe(403);
    const body = { voucher: 'voucher-for-tests' };
    await product.send('POST', `/api/workspaces/${ana.workspaceId}/plan`, { token: ana.token, body });
    expect((await list()).status).toBe(200);
  });
});

test('provider keys are never shown whole', async () => {
  const body = { provider: 'acme-models', key: 'sk-abcdef-123456' };
  const created = await product.send('POST', '/api/admin/provider-keys', { token: ana.token, body });
  expect(created.status).toBe(201);
  const again = await product.send('POST', '/api/admin/provider-keys', { token: ana.token, body });
  expect(again.status).toBe(409);
  const path = `/api/admin/provider-keys/${idOf(created)}`;
  const rotated = await product.send('PUT', path, { token: ana.token, body: { key: 'sk-fedcba-123456' } });
  expect(rotated.status).toBe(200);
  const listed = await product.send('GET', '/api/admin/provider-keys', { token: ana.token });
  expect(listed.text).toContain('••••3456');
  expect(listed.text).not.toContain('abcdef');
  expect(listed.text).not.toContain('fedcba');
});
