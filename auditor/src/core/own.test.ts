import { expect, test } from 'vitest';
import { own } from './own.ts';

test('a table answers to its own words', () => {
  expect(own({ get: 'GET' }, 'get')).toBe('GET');
});

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
  'a table does not answer to %s, which every object has',
  (word) => {
    expect(own({ get: 'GET' }, word)).toBeUndefined();
  },
);
