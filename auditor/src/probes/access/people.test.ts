import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { colleagues, owners, people, strangers } from './people.ts';

function shop(identities: Record<string, { tenant?: string; role?: string; disposable?: boolean }>) {
  const withCredentials = Object.entries(identities).map(([name, one]) => [
    name,
    { ...one, bearer: '${TOKEN}' },
  ]);
  return TargetSchema.parse({
    schema: 1,
    api: 'http://shop.test',
    identities: Object.fromEntries(withCredentials),
  });
}

const target = shop({
  ana: { tenant: 'acme', role: 'admin' },
  ben: { tenant: 'acme', role: 'member' },
  cid: { tenant: 'acme', role: 'guest' },
  tom: { tenant: 'acme', role: 'member', disposable: true },
  bea: { tenant: 'globex', role: 'admin' },
});
const names = (pairs: ReturnType<typeof strangers>) =>
  pairs.map((one) => `${one.attacker.name}>${one.victim.name}`);

describe('who is tried against whom', () => {
  test('across tenants in both directions, with different roles', () => {
    expect(names(strangers(target))).toEqual(['bea>ana', 'ana>bea', 'cid>bea']);
  });

  test('inside a tenant one pair to put the question', () => {
    expect(names(colleagues(target, 'unsaid'))).toEqual(['ben>ana']);
  });

  test('inside a tenant both directions where objects are private', () => {
    expect(names(colleagues(target, 'private'))).toEqual(['ben>ana', 'ana>ben', 'cid>ana', 'ana>cid']);
  });

  test('disposable accounts are spared where a tenant has others', () => {
    expect(people(target).map((one) => one.name)).not.toContain('tom');
    expect(owners(shop({ tom: { tenant: 'acme', disposable: true } })).map((one) => one.name)).toEqual([
      'tom',
    ]);
  });

  test('one tenant alone has no strangers', () => {
    expect(strangers(shop({ ana: { tenant: 'acme' }, ben: { tenant: 'acme' } }))).toEqual([]);
  });
});
