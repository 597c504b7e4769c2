import * as fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { API, har, pieces, type Click } from '../fixtures/boards.ts';
import { shapeOf } from '../path-template.ts';
import { readHar } from '../recording/har.ts';
import { discover } from './discover.ts';

const HEX = '0123456789abcdef';
const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
const BASE64URL = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${BASE36}_-`;
const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heath', 'islet', 'jetty'];

function letters(alphabet: string, length: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...alphabet.split('')), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
}

/** Makes of ids as products have them. */
const IDS: { readonly [make: string]: fc.Arbitrary<string> } = {
  uuid: fc.uuid(),
  integer: fc.integer({ min: 1, max: 9_999_999 }).map(String),
  cuid: letters(BASE36, 24).map((rest) => `c${rest}`),
  nanoid: letters(BASE64URL, 21).filter((id) => /\d/.test(id) && /[a-z]/.test(id) && /[A-Z]/.test(id)),
  objectid: letters(HEX, 24),
  slug: fc
    .tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS), fc.integer({ min: 1000, max: 9999 }))
    .map((parts) => parts.join('-')),
};

const PLACES = ['path', 'header', 'query', 'body', 'subdomain', 'session'] as const;

interface Product {
  readonly place: (typeof PLACES)[number];
  readonly idField: string;
  readonly isNumber: boolean;
  /** Four objects of each person: two boards, and a card in each of them. */
  readonly ids: readonly (readonly string[])[];
}

const anyProduct: fc.Arbitrary<Product> = fc
  .tuple(fc.constantFrom(...PLACES), fc.constantFrom(...Object.keys(IDS)))
  .chain(([place, make]) =>
    fc.uniqueArray(IDS[make] ?? fc.uuid(), { minLength: 8, maxLength: 8 }).map((all): Product => ({
      place,
      idField: make === 'slug' ? 'slug' : 'id',
      isNumber: make === 'integer',
      ids: [all.slice(0, 4), all.slice(4)],
    })),
  );

/** One person makes two boards, puts a card on each, and looks at everything. */
function visit({ place, idField, isNumber, ids }: Product, side: number): readonly Click[] {
  const tenant = ['acme-labs', 'globex'][side] ?? '';
  const host = place === 'subdomain' ? API.replace('//', `//${tenant}.`) : API;
  const base = place === 'path' ? `${host}/api/w/${tenant}` : `${host}/api`;
  const headers = place === 'header' ? { 'X-Workspace-Id': tenant } : {};
  const query = place === 'query' ? `?workspace=${tenant}` : '';
  const mine = place === 'body' ? { workspaceId: tenant } : {};
  const to = (path: string) => ({ url: `${base}${path}${query}`, headers });
  const shown = (id: string) => ({ [idField]: isNumber ? Number(id) : id });
  const [one = '', two = '', first = '', second = ''] = ids[side] ?? [];
  const about = (board: string, card: string): readonly Click[] => [
    {
      ...to('/boards'),
      method: 'POST',
      body: { ...mine, title: 'A new board' },
      answer: { board: shown(board) },
    },
    { ...to(`/boards/${board}`), answer: { board: shown(board) } },
    {
      ...to(`/boards/${board}/cards`),
      method: 'POST',
      body: { ...mine, text: 'A new card' },
      answer: { data: shown(card) },
    },
    { ...to(`/boards/${board}/cards/${card}`), answer: { data: shown(card) } },
    {
      ...to(`/boards/${board}/cards/${card}`),
      method: 'PATCH',
      body: { ...mine, text: 'Another text' },
      answer: { data: shown(card) },
    },
  ];
  return [
    {
      url: `${host}/api/me`,
      headers,
      answer: { email: `p${side}@${tenant}.test`, workspace: { slug: tenant } },
    },
    ...about(one, first),
    ...about(two, second),
    { ...to('/boards'), answer: { items: [shown(one), shown(two)] } },
  ];
}

const CALLS = [
  'POST /boards',
  'GET /boards/{}',
  'POST /boards/{}/cards',
  'GET /boards/{}/cards/{}',
  'PATCH /boards/{}/cards/{}',
  'GET /boards',
];

test('two people show the same operations, whatever ids and tenants look like', async () => {
  await fc.assert(
    fc.asyncProperty(anyProduct, async (product) => {
      const reads = await Promise.all(
        ['ana', 'bea'].map((name, side) =>
          readHar(pieces(har(visit(product, side)), 4_096), { name, file: `${name}.har`, api: API }),
        ),
      );
      const recordings = reads.map((read) => {
        assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
        return read.value.recording;
      });
      const { operations, tenancy } = discover(recordings);
      const below = product.place === 'path' ? '/api/w/{}' : '/api';
      expect(operations.map((one) => `${one.method} ${shapeOf(one.path)}`)).toEqual([
        'GET /api/me',
        ...CALLS.map((call) => call.replace(' ', ` ${below}`)),
      ]);
      expect(tenancy?.by).toBe(product.place === 'session' ? undefined : product.place);
      const keys = [
        ['ana', 'acme-labs'],
        ['bea', 'globex'],
      ];
      expect([...(tenancy?.keys ?? [])]).toEqual(product.place === 'session' ? [] : keys);
      const made = operations.flatMap(({ method, produces = [] }) =>
        method === 'POST'
          ? produces.flatMap(({ at, creates }) =>
              creates === undefined ? [] : [`${at} ${shapeOf(creates)}`],
            )
          : [],
      );
      expect(made).toEqual([
        `$.board.${product.idField} ${below}/boards/{}`,
        `$.data.${product.idField} ${below}/boards/{}/cards/{}`,
      ]);
    }),
  );
});
