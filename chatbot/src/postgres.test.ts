import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPolicies } from './policies/policies.ts';
import { findServer, openServer, type TestServer } from './testing/postgres.ts';
import { fileForm, idOf, startProduct, type Person, type Product } from './testing/product.ts';

const CANARY = 'heron-94d1c07e5b';
const source = findServer();

test('where system tests are asked for, there is a server to test with', () => {
  expect(source !== undefined || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
});

describe.skipIf(source === undefined)('on a Postgres server', () => {
  let server: TestServer;
  let product: Product;
  let twin: Product;
  let ana: Person;
  let bea: Person;
  let lowered: { readonly filter: boolean; readonly mask: boolean } = { filter: false, mask: false };

  beforeAll(async () => {
    if (source === undefined) return;
    server = await openServer(source);
    const database = { kind: 'server', url: server.url } as const;
    const policies = {
      scope: {
        filter: (...facts: Parameters<typeof defaultPolicies.scope.filter>) =>
          lowered.filter
            ? { workspace: false, owner: false, parent: false }
            : defaultPolicies.scope.filter(...facts),
        rowLevelSecurity: () => (lowered.mask ? ('bypassed' as const) : ('enforced' as const)),
      },
    };
    // Two at once on an empty database, as when a service is scaled: one of them prepares it.
    [product, twin] = await Promise.all([
      startProduct(policies, { database }),
      startProduct({}, { database }),
    ]);
    ana = await product.signUp('ana@acme.test', 'Acme');
    bea = await product.signUp('bea@globex.test', 'Globex');
  }, 60_000);

  afterAll(async () => {
    await Promise.all([product.close(), twin.close()]);
    await server.close();
  });

  const plant = async (): Promise<string> => {
    const { token } = ana;
    await product.send('POST', '/api/files', { token, form: fileForm(`The code word is ${CANARY}.`) });
    return idOf(await product.send('POST', '/api/conversations', { token, body: { title: CANARY } }));
  };
  const readBy = async ({ token }: Person, id: string) =>
    (await product.send('GET', `/api/conversations/${id}`, { token })).text;

  test('row-level security masks a broken filter, and the filter a missing mask', async () => {
    const id = await plant();
    expect(await readBy(ana, id)).toContain(CANARY);
    expect(await readBy(bea, id)).not.toContain(CANARY);
    lowered = { filter: true, mask: false };
    expect(await readBy(bea, id)).not.toContain(CANARY);
    lowered = { filter: false, mask: true };
    expect(await readBy(bea, id)).not.toContain(CANARY);
    lowered = { filter: true, mask: true };
    expect(await readBy(bea, id)).toContain(CANARY);
    lowered = { filter: false, mask: false };
  });

  test('answers are drawn from files, for their workspace only', async () => {
    const ask = async ({ token }: Person) => {
      const id = idOf(await product.send('POST', '/api/conversations', { token, body: {} }));
      const body = { message: 'What is the code word?' };
      return (await product.send('POST', `/api/conversations/${id}/messages`, { token, body })).text;
    };
    expect(await ask(ana)).toContain(CANARY);
    expect(await ask(bea)).not.toContain(CANARY);
  });

  test('many requests at once keep to their own connection and their own rows', async () => {
    const id = await plant();
    const people = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? ana : bea));
    const answers = await Promise.all(people.map((person) => readBy(person, id)));
    expect(answers.map((text) => text.includes(CANARY))).toEqual(people.map((person) => person === ana));
  });

  test('a second process serves the same people', async () => {
    expect((await twin.send('GET', '/api/me', { token: ana.token })).status).toBe(200);
  });
});
