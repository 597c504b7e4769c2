import { expect, test } from 'vitest';
import { says, wantedOf } from './wanted.ts';

test.for<[said: string, wanted: object]>([
  ['Sign up', { by: 'words', text: 'Sign up' }],
  ['/sign ?up/i', { by: 'words', pattern: { source: 'sign ?up', flags: 'i' } }],
  ['placeholder=you@company.com', { by: 'placeholder', text: 'you@company.com' }],
  ['testid=go', { by: 'testid', text: 'go' }],
  ['role=tab Members', { by: 'role', role: 'tab', text: 'Members' }],
  ['role=search', { by: 'role', role: 'search', text: '' }],
])('reads %s', ([said, wanted]) => {
  expect(wantedOf('button', said)).toMatchObject(wanted);
});

test('compares as people read', () => {
  expect(says('Your  space\nis ready', 'your space')).toBe(true);
  expect(says('https://app.test/w/42', '/\\/w\\/\\d+/')).toBe(true);
  expect(says('Welcome', 'Farewell')).toBe(false);
});
