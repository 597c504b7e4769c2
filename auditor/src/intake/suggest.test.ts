import { expect, test } from 'vitest';
import { didYouMean, editDistance, nearest } from './suggest.ts';

const keys = ['role', 'tenant', 'bearer', 'login', 'logout'];

test.for([
  ['rol', 'role'],
  ['roel', 'role'],
  ['Tenant', 'tenant'],
  ['tennant', 'tenant'],
  ['logn', 'login'],
  ['colour', undefined],
  ['x', undefined],
])('%s is nearest to %s', ([word = '', expected]) => {
  expect(nearest(word, keys)).toBe(expected);
});

test('distances are symmetric, and swapped neighbours are one edit', () => {
  expect(editDistance('amdin', 'admin')).toBe(1);
  expect(editDistance('', 'admin')).toBe(5);
  expect(editDistance('kitten', 'sitting')).toBe(editDistance('sitting', 'kitten'));
});

test('a suggestion is made only when one is near', () => {
  expect(didYouMean('rol', keys)).toBe(' Did you mean "role"?');
  expect(didYouMean('x'.repeat(10_000), keys)).toBe('');
});
