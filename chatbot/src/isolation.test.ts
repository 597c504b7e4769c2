import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fileForm, idOf, startProduct, type Person, type Product } from './testing/product.ts';

const CANARY = 'zebra-7c1f9e4d2b';

let product: Product;
let ana: Person;
let ben: Person;
let bea: Person;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  product = await startProduct({}, { model: { kind: 'simulated' } });
  ana = await product.signUp('ana@acme.test', 'Acme');
  ben = await product.signUp('ben@acme.test', 'Ben');
  bea = await product.signUp('bea@globex.test', 'Globex');
  await product.join(ben, ana, 'member');
  ids = await plant(product, ana);
}, 60_000);

afterAll(() => product.close());

const Answered = z.object({
  messageId: z.string(),
  replyId: z.string(),
  streamId: z.string(),
  traceId: z.string(),
});

/** Everything that Ana can own, with the canary inside. */
async function plant({ send }: Product, { token }: Person): Promise<Readonly<Record<string, string>>> {
  const conversationId = idOf(
    await send('POST', '/api/conversations', { token, body: { title: `About ${CANARY}` } }),
  );
  const fileId = idOf(
    await send('POST', '/api/files', {
      token,
      form: fileForm(`The code word of Falcon is ${CANARY}.`, `${CANARY}.md`),
    }),
  );
  const at = `/api/conversations/${conversationId}`;
  const attachmentId = idOf(await send('POST', `${at}/attachments`, { token, body: { fileId } }));
  const answered = await send('POST', `${at}/messages`, {
    token,
    body: { message: `Remember ${CANARY}. What is the code word of Falcon?` },
  });
  const webhook = { token, body: { url: 'https://hooks.invalid/', description: `For ${CANARY}` } };
  const webhookId = idOf(await send('POST', '/api/webhooks', webhook));
  await send('POST', `/api/webhooks/${webhookId}/test`, { token, body: { note: CANARY } });
  return {
    conversationId,
    fileId,
    attachmentId,
    webhookId,
    ...Answered.parse(answered.json),
    memoryId: idOf(
      await send('POST', '/api/memories', { token, body: { text: `My favourite is ${CANARY}` } }),
    ),
    collectionId: idOf(
      await send('POST', '/api/collections', { token, body: { name: `Set ${CANARY}`, fileIds: [fileId] } }),
    ),
    exportId: idOf(await send('POST', '/api/exports', { token, body: { name: `All of ${CANARY}` } })),
    shareId: idOf(await send('POST', `${at}/share`, { token })),
  };
}

/** What is Ana's alone; the last ones belong to her whole workspace. */
const PRIVATE_READS = [
  '/api/conversations',
  '/api/conversations/{conversationId}',
  '/api/conversations/{conversationId}/messages',
  '/api/conversations/{conversationId}/messages/{messageId}',
  '/api/conversations/{conversationId}/attachments',
  `/api/conversations/search?q=${CANARY}`,
  '/api/memories',
  '/api/memories/{memoryId}',
  '/api/conversations/{conversationId}/messages/{replyId}',
  '/api/shares',
  '/api/streams',
  '/api/streams/{streamId}',
  '/api/exports',
  '/api/exports/{exportId}',
  '/api/traces',
  '/api/traces/{traceId}',
  '/api/legacy/history?conversation={conversationId}',
];
const SHARED_READS = [
  '/api/files',
  '/api/files/{fileId}',
  '/api/files/{fileId}/content',
  '/api/collections',
  '/api/collections/{collectionId}',
  '/api/collections/{collectionId}/files',
  '/api/webhooks',
  '/api/webhooks/{webhookId}/deliveries',
];
const POSTS: readonly (readonly [string, unknown])[] = [
  ['/api/conversations/bulk/read', { conversationIds: ['{conversationId}'] }],
  ['/actions/read-conversation', { conversationId: '{conversationId}' }],
  ['/api/collections/{collectionId}/search', { question: 'code word of Falcon' }],
];

const fill = (template: string): string =>
  template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? '');

describe('what one workspace has, another cannot reach', () => {
  test.each([...PRIVATE_READS, ...SHARED_READS])('GET %s', async (path) => {
    const owner = await product.send('GET', fill(path), { token: ana.token });
    expect(owner.status).toBe(200);
    expect(owner.text).toContain(CANARY);
    const stranger = await product.send('GET', fill(path), { token: bea.token });
    expect(stranger.text).not.toContain(CANARY);
    expect((await product.send('GET', fill(path))).status).toBe(401);
  });

  test.each(POSTS)('POST %s', async (path, body) => {
    const sent = { body: JSON.parse(fill(JSON.stringify(body))) as unknown };
    expect((await product.send('POST', fill(path), { ...sent, token: ana.token })).text).toContain(CANARY);
    expect((await product.send('POST', fill(path), { ...sent, token: bea.token })).text).not.toContain(
      CANARY,
    );
    expect((await product.send('POST', fill(path), sent)).status).toBe(401);
  });

  test.each(PRIVATE_READS)('a colleague cannot GET %s either', async (path) => {
    expect((await product.send('GET', fill(path), { token: ben.token })).text).not.toContain(CANARY);
  });

  test.each([
    ['PATCH', '/api/conversations/{conversationId}', { title: 'taken' }],
    ['POST', '/actions/rename-conversation', { conversationId: '{conversationId}', title: 'taken' }],
    ['POST', '/api/conversations/{conversationId}/messages', { message: 'hello' }],
    ['POST', '/api/conversations/{conversationId}/share', undefined],
    ['POST', '/api/streams/{streamId}/stop', undefined],
    ['DELETE', '/api/conversations/{conversationId}', undefined],
    ['DELETE', '/api/files/{fileId}', undefined],
    ['DELETE', '/api/collections/{collectionId}', undefined],
    ['DELETE', '/api/shares/{shareId}', undefined],
    ['DELETE', '/api/webhooks/{webhookId}', undefined],
    ['PATCH', '/api/memories/{memoryId}', { text: 'taken' }],
  ])('%s %s by a stranger finds nothing', async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.parse(fill(JSON.stringify(body))) as unknown };
    expect((await product.send(method, fill(path), { ...sent, token: bea.token })).status).toBe(404);
  });

  test('idempotent deletes answer 204 and touch nothing of others', async () => {
    const bulk = { token: bea.token, body: { conversationIds: [ids['conversationId']] } };
    expect((await product.send('POST', '/api/conversations/bulk/delete', bulk)).status).toBe(204);
    expect(
      (await product.send('DELETE', fill('/api/memories/{memoryId}'), { token: bea.token })).status,
    ).toBe(204);
    expect((await product.send('GET', fill('/api/memories/{memoryId}'), { token: ana.token })).status).toBe(
      200,
    );
    const conversation = await product.send('GET', fill('/api/conversations/{conversationId}'), {
      token: ana.token,
    });
    expect(conversation.status).toBe(200);
  });

  test('a foreign file cannot be attached or collected', async () => {
    const { send } = product;
    const own = idOf(await send('POST', '/api/conversations', { token: bea.token, body: {} }));
    const body = { fileId: ids['fileId'] };
    const attached = await send('POST', `/api/conversations/${own}/attachments`, { token: bea.token, body });
    expect(attached.status).toBe(404);
    const collection = { token: bea.token, body: { name: 'mine', fileIds: [ids['fileId']] } };
    const id = idOf(await send('POST', '/api/collections', collection));
    const files = await send('GET', `/api/collections/${id}/files`, { token: bea.token });
    expect(files.json).toEqual({ files: [] });
  });

  test('a message id of somebody else cannot be written over', async () => {
    const { send } = product;
    const own = idOf(await send('POST', '/api/conversations', { token: bea.token, body: {} }));
    const body = { message: 'overwritten', messageId: ids['messageId'] };
    const sent = await send('POST', `/api/conversations/${own}/messages`, { token: bea.token, body });
    expect(sent.status).toBe(409);
  });

  test('retrieval and cached answers stay inside the workspace', async () => {
    const ask = async ({ token }: Person) => {
      const id = idOf(await product.send('POST', '/api/conversations', { token, body: {} }));
      const body = { message: 'What is the code word of Falcon?' };
      return (await product.send('POST', `/api/conversations/${id}/messages`, { token, body })).text;
    };
    expect(await ask(ben)).toContain(CANARY);
    expect(await ask(ben)).toContain(CANARY);
    expect(await ask(bea)).not.toContain(CANARY);
  });

  test('the data API shows rows to those who may see them, and none to nobody', async () => {
    const { publicKey } = (await product.send('GET', '/api/config')).json as { publicKey: string };
    const read = (headers: Record<string, string>) => product.send('GET', '/data/v1/files', { headers });
    expect((await read({})).status).toBe(401);
    expect((await read({ apikey: publicKey })).json).toEqual([]);
    expect((await read({ apikey: publicKey, authorization: `Bearer ${ana.token}` })).text).toContain(CANARY);
    expect((await read({ apikey: publicKey, authorization: `Bearer ${bea.token}` })).text).not.toContain(
      CANARY,
    );
  });

  test('a workspace cannot be wished for', async () => {
    for (const workspace of [ana.workspaceId, '', 'null', '*']) {
      const headers = { 'x-workspace-id': workspace };
      expect((await product.send('GET', '/api/files', { token: bea.token, headers })).status).toBe(404);
    }
  });
});
