import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../core/operation.ts';
import { exampleBody, fromExample } from './fill-body.ts';
import { exampleFor } from './fill.ts';

const canary = 'lrqzabcdefghijkmnpqr';
const text = () => canary;

test.for<[name: string, schema: JsonSchema, expected: Json]>([
  ['text', { type: 'string' }, canary],
  ['short text', { type: 'string', maxLength: 5 }, 'lrqza'],
  ['long text', { type: 'string', minLength: 24 }, `${canary}----`],
  ['an e-mail address', { type: 'string', format: 'email' }, `${canary}@example.test`],
  ['a uuid', { type: 'string', format: 'uuid' }, '5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f'],
  ['a date', { type: 'string', format: 'date' }, '2026-01-15'],
  ['an address', { type: 'string', format: 'uri' }, `https://example.test/${canary}`],
  ['one of a few', { type: 'string', enum: ['eu', 'us'] }, 'eu'],
  ['a constant', { const: 3 }, 3],
  ['a pattern that text satisfies', { type: 'string', pattern: '^[a-z]+$' }, canary],
  ['a pattern that it does not', { type: 'string', pattern: '^[A-Z]{3}$' }, 'EUR'],
  ['a pattern with an example', { type: 'string', pattern: '^INV-\\d+$', example: 'INV-7' }, 'INV-7'],
  ['a broken pattern', { type: 'string', pattern: '(' }, canary],
  ['a nullable text', { type: ['null', 'string'] }, canary],
  ['a number', { type: 'number' }, 1],
  ['a bounded number', { type: 'integer', minimum: 5 }, 5],
  ['a small number', { type: 'integer', maximum: -2 }, -2],
  ['a flag', { type: 'boolean' }, false],
  ['a list', { type: 'array', items: { type: 'string' } }, []],
  ['a list of at least two', { type: 'array', minItems: 2, items: { type: 'integer' } }, [1, 1]],
  ['anything', {}, {}],
])('%s', ([, schema, expected]) => {
  expect(exampleFor(schema, text).value).toEqual(expected);
});

describe('a body', () => {
  const note: JsonSchema = {
    type: 'object',
    required: ['title', 'projectId', 'kind', 'undescribed'],
    properties: {
      id: { type: 'string', readOnly: true },
      title: { type: 'string', maxLength: 80 },
      projectId: { type: 'string' },
      kind: { enum: ['note', 'task'] },
      remark: { type: 'string' },
      shortcut: { type: 'string', maxLength: 5 },
      currency: { type: 'string' },
      archived: { type: 'boolean' },
      author: { type: 'object', required: ['bio'], properties: { bio: { type: 'string' } } },
    },
  };

  test('holds what is required and every optional free text', () => {
    const { value, texts, references } = exampleFor(note, text);
    expect(value).toEqual({
      title: canary,
      projectId: canary,
      kind: 'note',
      remark: canary,
      undescribed: canary,
    });
    expect(texts).toEqual(['/title', '/remark', '/undescribed']);
    expect(references).toEqual([{ pointer: '/projectId', name: 'projectId' }]);
  });

  test('text that was cut is no place for a canary', () => {
    const schema: JsonSchema = {
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'string', maxLength: 4 } },
    };
    expect(exampleFor(schema, text).texts).toEqual([]);
  });

  test('places are told apart by different texts, and pointers are escaped', () => {
    let count = 0;
    const schema: JsonSchema = {
      type: 'object',
      properties: { 'a/b': { type: 'string' }, c: { type: 'string' } },
    };
    expect(exampleFor(schema, () => `word${(count += 1)}`)).toEqual({
      value: { 'a/b': 'word1', c: 'word2' },
      texts: ['/a~1b', '/c'],
      references: [],
    });
  });

  test('without a schema is the example with fresh prose', () => {
    const body = {
      contentType: 'application/json',
      example: { title: 'Hi', fileId: 'f_1', size: 3, tags: ['x'] },
    };
    expect(exampleBody(body, text)).toEqual({
      value: { title: canary, fileId: 'f_1', size: 3, tags: ['x'] },
      texts: ['/title'],
      references: [{ pointer: '/fileId', name: 'fileId' }],
      guessed: false,
    });
  });

  test('by hand keeps everything but its marks', () => {
    expect(fromExample({ title: 'fixed', note: ['see {{text}}!'] }, text)).toEqual({
      value: { title: 'fixed', note: [`see ${canary}!`] },
      texts: ['/note/0'],
      references: [],
    });
  });

  test('of which nothing is known is guessed, and says so', () => {
    const { value, guessed } = exampleBody(undefined, text);
    expect(value).toMatchObject({ title: canary, message: canary });
    expect(guessed).toBe(true);
  });
});

const schema: fc.Arbitrary<JsonSchema> = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record(
      { type: fc.constant('string'), minLength: fc.nat(30), pattern: fc.string() },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      { type: fc.constantFrom('integer', 'number', 'boolean', 'null', 'strange'), minimum: fc.integer() },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(3) }),
    fc.record({ properties: fc.dictionary(fc.string(), tie('schema')), required: fc.array(fc.string()) }),
  ),
})).schema;

test('every example is JSON and every place holds the text', () => {
  fc.assert(
    fc.property(schema, (one) => {
      const { value, texts } = exampleFor(one, text);
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      for (const pointer of texts) {
        const found = pointer
          .split('/')
          .slice(1)
          .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
          .reduce<unknown>((at, part) => Object.getOwnPropertyDescriptor(at, part)?.value, value);
        expect(String(found).toLowerCase()).toContain(canary);
      }
    }),
  );
});
