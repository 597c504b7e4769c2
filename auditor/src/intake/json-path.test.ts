import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatJsonPath, parseJsonPath, readPath } from './json-path.ts';

const answer = {
  token: 'abc',
  user: { 'e-mail': 'ana@acme.test', 'full name': 'Ana', roles: ['admin', 'owner'] },
  workspaces: [{ id: 'ws_1' }],
};

test.for<[path: string, expected: unknown]>([
  ['$', answer],
  ['$.token', 'abc'],
  ['$.user.e-mail', 'ana@acme.test'],
  ["$.user['full name']", 'Ana'],
  ['$.user.roles[1]', 'owner'],
  ['$.workspaces[0].id', 'ws_1'],
  ['$.workspaces[1].id', undefined],
  ['$.user[0]', undefined],
  ['$.token.length', undefined],
  ['$.user.roles.length', 2],
  ['$.constructor', undefined],
  ['$.missing.deeper', undefined],
])('%s', ([path, expected]) => {
  expect(readPath(answer, path)).toEqual(expected);
});

test.for(['token', '$..id', '$.items[*]', '$.items[-1]', '$.', '$.a b', '', "$['a'b']", '$[?(@.id)]'])(
  '%s is refused in words',
  (path) => {
    expect(parseJsonPath(path)).toEqual({ ok: false, error: expect.stringContaining('is not a JSON path') });
    expect(readPath(answer, path)).toBeUndefined();
  },
);

const keys = fc.array(
  fc.oneof(
    fc.nat(999_999),
    fc.string({ minLength: 1 }).filter((key) => !/['\]]/.test(key)),
  ),
);

test('what is written is read back', () => {
  fc.assert(
    fc.property(keys, (path) => {
      expect(parseJsonPath(formatJsonPath(path))).toEqual({ ok: true, value: path });
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, path) => {
      expect(() => readPath(JSON.parse(json), `$${path}`)).not.toThrow();
    }),
  );
});
