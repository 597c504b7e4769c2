import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fileForm, idOf, startProduct, type Answer, type Person, type Product } from './testing/product.ts';

let product: Product;
let ana: Person;

beforeAll(async () => {
  product = await startProduct();
  ana = await product.signUp('ana@acme.test', 'Acme');
  const body = { voucher: 'voucher-for-tests' };
  await product.send('POST', `/api/workspaces/${ana.workspaceId}/plan`, { token: ana.token, body });
}, 60_000);

afterAll(() => product.close());

const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  product.send(method, path, { token: ana.token, body, ...(headers === undefined ? {} : { headers }) });
const Answered = z.object({ messageId: z.string(), streamId: z.string(), traceId: z.string() });
const conversation = async (): Promise<string> => idOf(await send('POST', '/api/conversations', {}));
const asked = async (id: string) =>
  Answered.parse((await send('POST', `/api/conversations/${id}/messages`, { message: 'Hello there' })).json);
const file = async (): Promise<string> =>
  idOf(await product.send('POST', '/api/files', { token: ana.token, form: fileForm('Otters sleep.') }));

/** How each thing is made, and where it lies then. */
const THINGS: readonly (readonly [string, () => Promise<string>])[] = [
  ['a conversation', async () => `/api/conversations/${await conversation()}`],
  [
    'a message',
    async () => {
      const id = await conversation();
      return `/api/conversations/${id}/messages/${(await asked(id)).messageId}`;
    },
  ],
  ['a stream', async () => `/api/streams/${(await asked(await conversation())).streamId}`],
  ['a trace', async () => `/api/traces/${(await asked(await conversation())).traceId}`],
  ['a file', async () => `/api/files/${await file()}`],
  ['a memory', async () => `/api/memories/${idOf(await send('POST', '/api/memories', { text: 'x' }))}`],
  ['an export', async () => `/api/exports/${idOf(await send('POST', '/api/exports'))}`],
  [
    'a collection',
    async () => `/api/collections/${idOf(await send('POST', '/api/collections', { name: 'x' }))}`,
  ],
  [
    'a premium collection',
    async () =>
      `/api/collections/premium/${idOf(await send('POST', '/api/collections/premium', { name: 'x', text: 'y' }))}`,
  ],
  [
    'a workspace',
    async () => `/api/workspaces/${idOf(await send('POST', '/api/workspaces', { name: 'x' }))}`,
  ],
];

test.each(THINGS)('%s can be removed by whoever made it', async (_name, make) => {
  const path = await make();
  expect((await send('GET', path)).status).toBe(200);
  expect((await send('DELETE', path)).status).toBe(204);
  expect((await send('GET', path)).status).toBe(404);
});

test('what a conversation brought about goes with it', async () => {
  const id = await conversation();
  const { streamId, traceId } = await asked(id);
  await send('DELETE', `/api/conversations/${id}`);
  expect((await send('GET', `/api/streams/${streamId}`)).status).toBe(404);
  expect((await send('GET', `/api/traces/${traceId}`)).status).toBe(404);
});

test('a file leaves a collection and stays', async () => {
  const fileId = await file();
  const id = idOf(await send('POST', '/api/collections', { name: 'x', fileIds: [fileId] }));
  expect((await send('DELETE', `/api/collections/${id}/files/${fileId}`)).status).toBe(204);
  expect((await send('GET', `/api/collections/${id}/files`)).json).toEqual({ files: [] });
  expect((await send('GET', `/api/files/${fileId}`)).status).toBe(200);
});

describe('workspaces', () => {
  const active = async (): Promise<unknown> =>
    ((await send('GET', '/api/me')).json as { workspace: { id: string } }).workspace.id;

  test('a new one changes nothing until it is chosen', async () => {
    const id = idOf(await send('POST', '/api/workspaces', { name: 'Second' }));
    expect(await active()).toBe(ana.workspaceId);
    const moved = await send('PATCH', '/api/me', { activeWorkspaceId: id });
    expect(moved.json).toMatchObject({ workspace: { id } });
    expect(await active()).toBe(id);
    await send('PATCH', '/api/me', { activeWorkspaceId: ana.workspaceId });
    await send('DELETE', `/api/workspaces/${id}`);
  });

  test('choosing one moves this session and no other', async () => {
    const id = idOf(await send('POST', '/api/workspaces', { name: 'Second' }));
    const login = await product.send('POST', '/api/auth/login', {
      body: { email: ana.email, password: ana.password },
    });
    const { accessToken } = login.json as { accessToken: string };
    const body = { activeWorkspaceId: id };
    expect((await product.send('PATCH', '/api/me', { token: accessToken, body })).status).toBe(200);
    expect(await active()).toBe(ana.workspaceId);
    await send('DELETE', `/api/workspaces/${id}`);
  });

  test('one that is not yours cannot be chosen or deleted', async () => {
    const bea = await product.signUp('bea@globex.test', 'Globex');
    expect((await send('PATCH', '/api/me', { activeWorkspaceId: bea.workspaceId })).status).toBe(404);
    expect((await send('DELETE', `/api/workspaces/${bea.workspaceId}`)).status).toBe(404);
  });

  test('only its owner deletes one', async () => {
    const tom = await product.signUp('tom@acme.test', 'Tom');
    await product.join(tom, ana, 'admin');
    const path = `/api/workspaces/${ana.workspaceId}`;
    expect((await product.send('DELETE', path, { token: tom.token })).status).toBe(403);
  });

  test('the last one stays, also when two are deleted at once', async () => {
    const kim = await product.signUp('kim@acme.test', 'Kim');
    const remove = (id: string): Promise<Answer> =>
      product.send('DELETE', `/api/workspaces/${id}`, { token: kim.token });
    expect((await remove(kim.workspaceId)).status).toBe(409);
    const body = { name: 'Second' };
    const second = idOf(await product.send('POST', '/api/workspaces', { token: kim.token, body }));
    const answers = await Promise.all([remove(kim.workspaceId), remove(second)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 409]));
    expect((await product.send('GET', '/api/me', { token: kim.token })).status).toBe(200);
  });
});

test('people can change the name that others see', async () => {
  expect((await send('PATCH', '/api/me', { name: 'Ana B.' })).json).toMatchObject({ name: 'Ana B.' });
  expect((await send('PATCH', '/api/me', {})).status).toBe(400);
});
