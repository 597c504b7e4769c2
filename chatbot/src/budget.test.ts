import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { idOf, startProduct, type Person, type Product } from './testing/product.ts';

let product: Product;
let ana: Person;
let ben: Person;
let bea: Person;

beforeAll(async () => {
  product = await startProduct();
  ana = await product.signUp('ana@acme.test', 'Acme');
  ben = await product.signUp('ben@acme.test', 'Ben');
  bea = await product.signUp('bea@globex.test', 'Globex');
  await product.join(ben, ana, 'admin');
}, 60_000);

afterAll(() => product.close());

const Shown = z.object({ model: z.object({ spentTokens: z.int(), budgetTokens: z.int() }) });

const shown = async ({ token }: Person) => {
  const { json } = await product.send('GET', '/api/usage', { token });
  return Shown.parse(json).model;
};
const setBudget = (by: Person, tokens: number) =>
  product.send('PUT', `/api/workspaces/${ana.workspaceId}/budget`, { token: by.token, body: { tokens } });

async function ask({ token }: Person, message: string): Promise<number> {
  const conversation = await product.send('POST', '/api/conversations', { token, body: {} });
  const path = `/api/conversations/${idOf(conversation)}/messages`;
  return (await product.send('POST', path, { token, body: { message } })).status;
}

describe('the budget of a workspace', () => {
  test('counts what answers cost', async () => {
    const before = await shown(ana);
    expect(await ask(ana, 'What are your opening hours?')).toBe(200);
    expect((await shown(ana)).spentTokens).toBeGreaterThan(before.spentTokens);
  });

  test('stops the assistant for everybody in the workspace when it is used up, and for nobody else', async () => {
    const { spentTokens } = await shown(ana);
    expect((await setBudget(ana, spentTokens)).status).toBe(200);
    expect(await ask(ana, 'Are you there?')).toBe(402);
    expect(await ask(ben, 'Are you there?')).toBe(402);
    expect(await ask(bea, 'Are you there?')).toBe(200);
    expect(await shown(ana)).toEqual({ spentTokens, budgetTokens: spentTokens });
    expect((await setBudget(ana, spentTokens + 1_000)).status).toBe(200);
    expect(await ask(ana, 'Are you there again?')).toBe(200);
  });

  test('is the owner’s to set', async () => {
    expect((await setBudget(ben, 5)).status).toBe(403);
    expect((await setBudget(bea, 5)).status).toBe(404);
    expect((await setBudget(ana, -1)).status).toBe(400);
  });

  test('leaves a trace when it is set', async () => {
    const { text } = await product.send('GET', '/api/audit', { token: ana.token });
    expect(text).toContain('budget.set');
  });
});
