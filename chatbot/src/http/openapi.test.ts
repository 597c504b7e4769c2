import { expect, test } from 'vitest';
import { z } from 'zod';
import { ROUTES } from '../routes/all.ts';
import { openApiDocument } from './openapi.ts';

const Content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }));
const Schema = z.object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}) });
const Operation = z.object({
  operationId: z.string(),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

const { paths } = Document.parse(openApiDocument(ROUTES, 'https://chatbot.test'));
const operations = Object.values(paths).flatMap((item) => Object.values(item));

test('every operation is described', () => {
  expect(operations).toHaveLength(ROUTES.length);
});

test.each(operations)('$operationId says what it answers', ({ responses }) => {
  const [status, success] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  expect(status === '204' || success?.content !== undefined).toBe(true);
});

const references = operations.flatMap(({ operationId, requestBody }) =>
  Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
    Object.entries(Schema.parse(schema).properties)
      .filter(([name]) => /Ids?$/.test(name))
      .map(([name, field]) => ({ operationId, name, field })),
  ),
);

test.each(references)('$operationId says what $name refers to', ({ field }) => {
  const { description } = z.object({ description: z.string() }).parse(field['items'] ?? field);
  expect(description.length).toBeGreaterThan(10);
});

test('some bodies do refer to other objects', () => {
  expect(references.length).toBeGreaterThan(5);
});
