import { expect, test } from 'vitest';
import { pathUpTo } from './path-template.ts';

test.each([
  ['/orders/{id}/cancel', 'id', '/orders/{id}'],
  ['/shops/{shop}/orders/{id}', 'shop', '/shops/{shop}'],
  ['/orders/{id}', 'id', '/orders/{id}'],
  ['/orders', 'id', '/orders'],
])('in %s, {%s} stands for %s', (path, param, object) => {
  expect(pathUpTo(path, param)).toBe(object);
});
