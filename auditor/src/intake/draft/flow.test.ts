import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../core/operation.ts';
import { readYaml } from '../yaml-source.ts';
import { flow } from './flow.ts';

test.for<[value: Json, expected: string]>([
  [
    { post: '/api/login', json: { password: '${ANA}' } },
    '{ post: /api/login, json: { password: "${ANA}" } }',
  ],
  ['https://app.example.com', '"https://app.example.com"'],
  ['$.workspace.slug', '$.workspace.slug'],
  [['yes', 'true', '1', 'a b', ''], '["yes", "true", "1", "a b", ""]'],
  [{}, '{}'],
])('%j is written as %s', ([value, expected]) => {
  expect(flow(value)).toBe(expected);
});

test('whatever is written is read back as it was', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((one) => !/[\0\uFFFD]/.test(one));
  const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(
        text.filter((one) => one !== '__proto__'),
        tie('tree'),
        { maxKeys: 3 },
      ),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const read = readYaml(`x: ${flow(value)}\n`, 'x.yaml', 1_000_000);
      expect(read.problems).toEqual([]);
      expect(read.source?.json).toEqual({ x: value });
    }),
  );
});
