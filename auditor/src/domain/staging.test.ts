import { expect, it } from 'vitest';
import { stagingNames } from './staging.ts';

it.each([
  ['staging.example.test', true],
  ['staging-2.example.test', true],
  ['api.dev.example.test', true],
  ['app-staging.example.test', true],
  ['example.test', false],
  ['*.staging.example.test', false],
  ['latest.example.test', false],
  ['developers.example.test', false],
  ['contest.example.test', false],
  ['staging.other.test', false],
])('%s is for trying things out: %s', (host, expected) => {
  const names = stagingNames('example.test', [{ host, from: 'a test' }]);
  expect(names.length > 0).toBe(expected);
});
