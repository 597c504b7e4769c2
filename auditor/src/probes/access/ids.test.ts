import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../core/exchange.ts';
import type { Resource } from '../../intake/resources.ts';
import { idsIn, namesTenant, sameFields, tenantNouns } from './account-ids.ts';
import { createdId, idBeside, unknownIdLike } from './ids.ts';
import { TargetSchema } from '../../core/target.ts';

const note: Resource = {
  key: '/notes/{}',
  name: 'note',
  path: '/notes/{noteId}',
  param: 'noteId',
  children: [],
  mentions: [],
  parents: [],
};

function answering(body: unknown, status = 201, headers: Record<string, string> = {}): Exchange {
  const text = JSON.stringify(body);
  return {
    id: 'lane#1',
    lane: 'lane',
    as: 'ana',
    request: { method: 'POST', url: 'http://shop.test/notes', headers: {} },
    startedMs: 0,
    durationMs: 1,
    outcome: {
      kind: 'answer',
      status,
      headers,
      body: text,
      bytes: text.length,
      truncated: false,
      canaries: [],
    },
  };
}

describe('the id of a new object', () => {
  test.each<[string, unknown, string | undefined]>([
    ['at the top', { id: 'n7' }, 'n7'],
    ['under its own name before others', { id: 'request-1', noteId: 'n7' }, 'n7'],
    ['inside an envelope', { data: { note: { id: 7 } } }, '7'],
    ['as a slug', { ok: true, note: { slug: 'plan' } }, 'plan'],
    ['nowhere', { ok: false, error: 'no' }, undefined],
  ])('%s', (_, body, id) => {
    expect(createdId(answering(body), note)).toBe(id);
  });

  test('is where the target file says', () => {
    expect(createdId(answering({ id: 'a', ref: { key: 'b' } }), note, '$.ref.key')).toBe('b');
  });

  test('may be the end of the location', () => {
    expect(createdId(answering('', 201, { location: '/notes/n%207?x=1' }), note)).toBe('n 7');
  });

  test('is never read from a refusal', () => {
    expect(createdId(answering({ id: 'n7' }, 403), note)).toBeUndefined();
  });
});

describe('the id beside a planted word', () => {
  const list = {
    notes: [
      { id: 'a', text: 'hello' },
      { id: 'b', text: 'lrqzword', tags: [{ id: 'tag' }] },
    ],
  };

  test('is that of the entry that holds it', () => {
    expect(idBeside(list, ['lrqzword'], note)).toBe('b');
    expect(idBeside(list, ['lrqzother'], note)).toBeUndefined();
  });

  test('may be called anything when there is only one', () => {
    expect(idBeside([{ fileId: 'f1', name: 'lrqzword' }], ['lrqzword'], note)).toBe('f1');
  });
});

describe('an id that nobody has', () => {
  test.each([
    ['5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ['cm3x9a8b7000108l4', /^cm3x9a8b7[0-9a-z]{8}$/],
    ['42', /^\d{8}$/],
    ['my-plan', /^[a-z0-9]{2}-[a-z0-9]{4}$/],
  ])('is made like %s', (id, make) => {
    expect(unknownIdLike(id)).not.toBe(id);
    expect(unknownIdLike(id)).toMatch(make);
  });
});

describe('what names a person', () => {
  test('ids that lie nearest come first, and nothing else', () => {
    const me = { email: 'ana@acme.test', userId: 'u1', workspace: { id: 'w1', name: 'Acme' }, role: 'admin' };
    expect(idsIn(me)).toEqual(['u1', 'w1']);
  });

  test('fields are written back as they are', () => {
    const me = { me: { nick: 'A', rank: 'captain' }, nick: 3 };
    expect(sameFields(me, ['nick'])).toEqual({ nick: 'A' });
  });

  test('a tenant is called as the file calls it', () => {
    const target = TargetSchema.parse({
      schema: 1,
      api: 'http://shop.test',
      whoami: { get: '/me', tenant: '$.club.id' },
      tenancy: { by: 'header', name: 'X-Guild-Id' },
    });
    expect(tenantNouns(target)).toEqual(expect.arrayContaining(['club', 'guild', 'workspace']));
    expect(namesTenant(target, 'clubId')).toBe(true);
    expect(namesTenant(target, 'userId')).toBe(false);
    expect(namesTenant(target, 'id')).toBe(false);
  });
});
