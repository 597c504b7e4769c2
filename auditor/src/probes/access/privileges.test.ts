import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { asFields, gainedIn, privilegesIn } from './privileges.ts';

const login = { bearer: '${TOKEN}' };
const target = TargetSchema.parse({
  schema: 1,
  api: 'http://shop.test',
  identities: {
    ana: { tenant: 'acme', role: 'lead', tier: 'paid', ...login },
    tom: { tenant: 'acme', role: 'member', disposable: true, ...login },
  },
  whoami: { get: '/me', user: '$.mail', role: '$.person.rank' },
});
const tom = { name: 'tom', tenant: 'acme', role: 'member' };
const me = {
  mail: 'tom@acme.test',
  person: { rank: 'member', isAdmin: false, emailVerified: true },
  workspace: { name: 'acme', tier: 'free' },
};
const found = privilegesIn(me, tom, target);

describe('privileges of an account', () => {
  test('role, tier and flags that it shows, with what it would like', () => {
    expect(found.map(({ path, wanted }) => [path.join('.'), wanted])).toEqual([
      ['person.rank', 'lead'],
      ['person.isAdmin', true],
      ['workspace.tier', 'paid'],
    ]);
  });

  test('as fields: bare, in both spellings, and nested as shown', () => {
    expect(asFields(found, 'wanted')).toEqual({
      rank: 'lead',
      isAdmin: true,
      is_admin: true,
      tier: 'paid',
      person: { rank: 'lead', isAdmin: true },
      workspace: { tier: 'paid' },
    });
    expect(asFields(found, 'before')).toMatchObject({ rank: 'member', workspace: { tier: 'free' } });
  });

  test('only what now reads as wished was gained', () => {
    expect(gainedIn(me, found)).toEqual([]);
    expect(gainedIn({ ...me, person: { ...me.person, rank: 'boss' } }, found)).toEqual([]);
    expect(gainedIn({ ...me, workspace: { tier: 'paid' } }, found)).toEqual([
      'workspace.tier: paid, before free',
    ]);
    expect(gainedIn('<html>', found)).toEqual([]);
  });
});
