import { expect, it } from 'vitest';
import { closedJson } from './cut-json.ts';

it.each<[string, unknown]>([
  ['{"note":{"id":"n1","text":"aaa', { note: { id: 'n1', text: 'aaa' } }],
  ['[{"id":1},{"tags":["a","b \\"c', [{ id: 1 }, { tags: ['a', 'b "c'] }]],
  ['{"id":"whole"}', { id: 'whole' }],
])('%s can be read', (text, value) => {
  expect(JSON.parse(closedJson(text))).toEqual(value);
});

it('makes nothing of what is no JSON', () => {
  expect(() => JSON.parse(closedJson('<html>{'))).toThrow('Unexpected token');
});
