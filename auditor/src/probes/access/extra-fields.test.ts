import { describe, expect, test } from 'vitest';
import { extraFields } from './extra-fields.ts';

const facts = {
  tenantNouns: ['workspace', 'tenant'],
  tenants: ['w-1'],
  users: ['u-1'],
  shown: undefined,
  parents: [],
  taken: [],
};

describe('what is smuggled into a body', () => {
  test('owner and tenant in the spellings of other products, where this one shows none', () => {
    const { direct, nested } = extraFields(facts);
    expect(direct).toMatchObject({ workspaceId: 'w-1', workspace_id: 'w-1', ownerId: 'u-1', user_id: 'u-1' });
    expect(nested).toMatchObject({
      workspace: { connect: { id: 'w-1' } },
      owner: { connect: { id: 'u-1' } },
    });
  });

  test('the fields that the product itself shows come first, with the values that they have there', () => {
    const shown = { note: { id: 'n-1', text: 'hello', org: 7, madeFor: 'u-1' } };
    const { direct, likeliest } = extraFields({ ...facts, shown });
    expect(direct).toMatchObject({ org: 7, madeFor: 'u-1', made_for: 'u-1' });
    expect(likeliest.slice(0, 2)).toEqual([{ org: 7 }, { madeFor: 'u-1' }]);
    expect(direct).not.toHaveProperty('id');
    expect(direct).not.toHaveProperty('text');
  });

  test('first of all the field by which this product says which tenant is meant', () => {
    const shown = { tenant: { id: 2, name: 'Globex' }, author: 'u-1' };
    const { direct, likeliest } = extraFields({ ...facts, tenants: [2], shown, tenantFields: ['tenant'] });
    expect(direct).toMatchObject({ tenant: 2, author: 'u-1' });
    expect(likeliest[0]).toEqual({ tenant: 2 });
  });

  test('a parent of the victim, and nothing that the request carries anyway', () => {
    const { direct, nested } = extraFields({
      ...facts,
      parents: [{ name: 'chat-room', id: 'r-1' }],
      taken: ['workspaceId'],
    });
    expect(direct).toMatchObject({ chatRoomId: 'r-1', chat_room_id: 'r-1' });
    expect(direct).not.toHaveProperty('workspaceId');
    expect(nested).toMatchObject({ chatRoom: { connect: { id: 'r-1' } } });
  });

  test('nothing where nothing is known of the victim', () => {
    expect(extraFields({ ...facts, tenants: [], users: [] })).toEqual({
      direct: {},
      likeliest: [],
      nested: {},
    });
  });
});
