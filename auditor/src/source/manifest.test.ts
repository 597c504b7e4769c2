import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readManifest } from './manifest.ts';

const ID = '40'.repeat(21);
const entry = (change: object) => ({
  workers: { 'app/(main)/notes/page': { moduleId: 1 } },
  filename: 'app/notes/actions.ts',
  exportedName: 'remove',
  ...change,
});
const action = { name: 'remove', file: 'app/notes/actions.ts' };
const manifest = (change: object) => JSON.stringify({ node: { [ID]: entry(change) }, edge: {} });

test.each<[string, string, string, unknown]>([
  ['by file and name', manifest({}), '', { id: ID, page: '/notes' }],
  [
    'below the folder of its app',
    manifest({ filename: '[project]/app/notes/actions.ts' }),
    '',
    { id: ID, page: '/notes' },
  ],
  [
    'on the first page that has an address',
    manifest({ workers: { 'app/[id]/page': 1, 'app/page': 1 } }),
    '',
    { id: ID, page: '/' },
  ],
  ['not on a page with parameters', manifest({ workers: { 'app/[id]/page': 1 } }), '', undefined],
  ['not of a build without names', manifest({ exportedName: undefined }), '', undefined],
  ['not another one', manifest({ exportedName: 'rename' }), '', undefined],
])('finds how an action is called: %s', (_name, text, folder, expected) => {
  expect(readManifest(text, folder)?.(action)).toEqual(expected);
});

test('an app below a folder', () => {
  expect(
    readManifest(manifest({}), 'apps/web/')?.({ ...action, file: 'apps/web/app/notes/actions.ts' })?.page,
  ).toBe('/notes');
});

test('anything else is no manifest, and nothing throws', () => {
  expect(readManifest('<html>', '')).toBeUndefined();
  fc.assert(
    fc.property(fc.json(), (text) => {
      const read = readManifest(text, '');
      return read === undefined || read(action) === undefined;
    }),
  );
});
