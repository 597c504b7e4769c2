import { describe, expect, test } from 'vitest';
import { eachAlone, forgedHeaders } from './forged-headers.ts';

const all = forgedHeaders('/api/notes/7', {
  name: 'ana',
  users: ['4711-uuid', 'ana@acme.test'],
  tenant: 'acme',
});

describe('forged headers', () => {
  test('name the victim in every header that a proxy may set', () => {
    const identity = all.filter((one) => 'x-forwarded-user' in one.headers);
    expect(identity.map((one) => one.headers['x-user-id'])).toEqual(['4711-uuid', 'ana@acme.test']);
  });

  test('carry no random value in their names, for findings are compared between runs', () => {
    const names = [...all, ...all.flatMap((one) => eachAlone(one))].map((one) => one.name);
    expect(names.filter((name) => name.includes('4711'))).toEqual([]);
  });

  test('rewritten addresses are sent to a public path', () => {
    const rewritten = all.filter((one) => one.path !== undefined);
    expect(rewritten.map((one) => Object.values(one.headers))).toEqual([['/api/notes/7'], ['/api/notes/7']]);
  });

  test('can be told apart one by one', () => {
    const [first] = all.filter((one) => 'x-forwarded-user' in one.headers);
    expect(first).toBeDefined();
    expect(
      first === undefined ? [] : eachAlone(first).map((one) => Object.keys(one.headers).length),
    ).not.toContain(2);
  });
});
