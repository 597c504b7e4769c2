import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { QueryName } from '../data/queries.ts';
import { fileForm, idOf, startProduct, type Person, type Product } from '../testing/product.ts';
import { defaultPolicies } from './policies.ts';

const CANARY = 'heron-93ce01b7fd';

let open: ReadonlySet<QueryName> = new Set();

let product: Product;
let ana: Person;
let bea: Person;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  product = await startProduct({
    scope: {
      filter: (query, actor) =>
        open.has(query)
          ? { workspace: false, owner: false, parent: false }
          : defaultPolicies.scope.filter(query, actor),
      rowLevelSecurity: (query) => (open.has(query) ? 'bypassed' : 'enforced'),
    },
  });
  ana = await product.signUp('ana@acme.test', 'Acme');
  bea = await product.signUp('bea@globex.test', 'Globex');
  ids = { ...(await plant(ana)), own: idOf(await post(bea, '/api/conversations', {})) };
}, 60_000);

afterEach(() => {
  open = new Set();
});

afterAll(() => product.close());

const post = ({ token }: Person, path: string, body?: unknown) => product.send('POST', path, { token, body });
const get = ({ token }: Person, path: string) => product.send('GET', path, { token });
const fill = (template: string): string =>
  template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? '');

async function plant(owner: Person): Promise<Readonly<Record<string, string>>> {
  const form = fileForm(`Otters sleep near ${CANARY}.`, `${CANARY}.md`);
  const file = idOf(await product.send('POST', '/api/files', { token: owner.token, form }));
  const chat = idOf(await post(owner, '/api/conversations', { title: CANARY }));
  const message = '0d9a4c1e-6f0b-4a77-9d1c-3f4f1be0a001';
  await post(owner, `/api/conversations/${chat}/messages`, { message: `Keep ${CANARY}`, messageId: message });
  const [stream] = ((await get(owner, '/api/streams')).json as { streams: { id: string }[] }).streams;
  const [trace] = ((await get(owner, '/api/traces')).json as { traces: { id: string }[] }).traces;
  const hook = idOf(await post(owner, '/api/webhooks', { url: 'https://hooks.invalid/' }));
  await post(owner, `/api/webhooks/${hook}/test`, { note: CANARY });
  return {
    file,
    chat,
    message,
    hook,
    stream: stream?.id ?? '',
    trace: trace?.id ?? '',
    memory: idOf(await post(owner, '/api/memories', { text: CANARY })),
    collection: idOf(await post(owner, '/api/collections', { name: CANARY, fileIds: [file] })),
    export: idOf(await post(owner, '/api/exports')),
  };
}

test.each<readonly [QueryName, string]>([
  ['memories.read', '/api/memories/{memory}'],
  ['memories.list', '/api/memories'],
  ['exports.content', '/api/exports/{export}'],
  ['traces.read', '/api/traces/{trace}'],
  ['deliveries.list', '/api/webhooks/{hook}/deliveries'],
  ['collections.read', '/api/collections/{collection}'],
  ['collections.files', '/api/collections/{collection}/files'],
  ['messages.read', '/api/conversations/{own}/messages/{message}'],
  ['legacy.history', '/api/legacy/history?conversation={chat}'],
  ['files.list', '/api/files'],
])('%s opens one door', async (query, path) => {
  expect((await get(bea, fill(path))).text).not.toContain(CANARY);
  open = new Set([query]);
  expect((await get(bea, fill(path))).text).toContain(CANARY);
});

test.each<readonly [QueryName, string, unknown]>([
  ['bulk.read', '/api/conversations/bulk/read', { conversationIds: ['{chat}'] }],
  ['actions.readConversation', '/actions/read-conversation', { conversationId: '{chat}' }],
  ['collections.search', '/api/collections/{collection}/search', { question: 'Where do otters sleep?' }],
])('%s opens one door', async (query, path, body) => {
  const filled = JSON.parse(fill(JSON.stringify(body))) as unknown;
  expect((await post(bea, fill(path), filled)).text).not.toContain(CANARY);
  open = new Set([query]);
  expect((await post(bea, fill(path), filled)).text).toContain(CANARY);
});

test('another’s stream can be looked at and stopped', async () => {
  open = new Set(['streams.read', 'streams.stop']);
  expect((await get(bea, fill('/api/streams/{stream}'))).status).toBe(200);
  expect((await post(bea, fill('/api/streams/{stream}/stop'))).status).toBe(204);
});

test('a foreign file is attached and then answered from', async () => {
  const ask = async () =>
    (await post(bea, fill('/api/conversations/{own}/messages'), { message: 'Where do otters sleep?' })).text;
  expect(await ask()).not.toContain(CANARY);
  open = new Set(['attachments.attach', 'attachments.passages']);
  expect(
    (await post(bea, fill('/api/conversations/{own}/attachments'), { fileId: ids['file'] })).status,
  ).toBe(201);
  expect(await ask()).toContain(CANARY);
});

test('a cached answer is given to a stranger', async () => {
  const question = 'Where do the otters sleep near here?';
  const fresh = async (person: Person) => {
    const id = idOf(await post(person, '/api/conversations', {}));
    return (await post(person, `/api/conversations/${id}/messages`, { message: question })).text;
  };
  expect(await fresh(ana)).toContain(CANARY);
  expect(await fresh(bea)).not.toContain(CANARY);
  open = new Set(['cache.lookup']);
  expect(await fresh(bea)).toContain(CANARY);
});

test('another’s message is written over', async () => {
  open = new Set(['messages.put']);
  const body = { message: 'overwritten', messageId: ids['message'] };
  expect((await post(bea, fill('/api/conversations/{own}/messages'), body)).status).toBe(200);
  expect((await get(ana, fill('/api/conversations/{chat}/messages'))).text).toContain('overwritten');
});

test('the data API shows everything to nobody in particular', async () => {
  const { publicKey } = (await get(bea, '/api/config')).json as { publicKey: string };
  const read = () => product.send('GET', '/data/v1/files', { headers: { apikey: publicKey } });
  expect((await read()).text).not.toContain(CANARY);
  open = new Set(['data.files']);
  expect((await read()).text).toContain(CANARY);
});

test('a member of another workspace is pulled over', async () => {
  const kim = await product.signUp('kim@acme.test', 'Kim');
  await product.join(kim, ana, 'member');
  open = new Set(['members.update']);
  const path = `/api/workspaces/${bea.workspaceId}/members/${kim.id}`;
  await product.send('PATCH', path, { token: bea.token, body: { role: 'guest' } });
  open = new Set();
  expect((await get(bea, `/api/workspaces/${bea.workspaceId}/members`)).text).toContain(kim.email);
});

test.each<readonly [QueryName, string]>([
  ['messages.delete', '/api/conversations/{own}/messages/{message}'],
  ['collections.removeFile', '/api/collections/{collection}/files/{file}'],
  ['streams.delete', '/api/streams/{stream}'],
  ['traces.delete', '/api/traces/{trace}'],
  ['exports.delete', '/api/exports/{export}'],
  ['conversations.delete', '/api/conversations/{chat}'],
])('%s removes what is another’s', async (query, path) => {
  const remove = () => product.send('DELETE', fill(path), { token: bea.token });
  expect((await remove()).status).toBe(404);
  open = new Set([query]);
  expect((await remove()).status).toBe(204);
});
