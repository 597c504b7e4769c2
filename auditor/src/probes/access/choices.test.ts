import { expect, test } from 'vitest';
import type { Operation, Parameter } from '../../core/operation.ts';
import { choicesOf } from './choices.ts';

const table: Parameter = {
  name: 'table',
  in: 'path',
  required: true,
  schema: { type: 'string', enum: ['files', 'memories'] },
};

function labels(...parameters: readonly Parameter[]): readonly string[] {
  const operation: Operation = {
    id: 'GET /data/{table}',
    method: 'GET',
    path: '/data/{table}',
    parameters,
    declared: 'unknown',
    destructive: false,
    costly: false,
    mails: false,
    source: 'list',
  };
  return choicesOf(operation).map((one) => one.label);
}

test('asks once where nothing is to be chosen', () => {
  expect(labels()).toEqual(['']);
  expect(labels({ ...table, schema: { type: 'string', const: 'files' } })).toEqual(['']);
});

test('asks for each of a few values', () => {
  expect(labels(table)).toEqual(['table=files', 'table=memories']);
});

test('leaves optional filters alone', () => {
  expect(labels({ ...table, in: 'query', required: false })).toEqual(['']);
});

test('asks for no more than a handful of combinations', () => {
  const wide = { ...table, schema: { type: 'string', enum: ['a', 'b', 'c', 'd', 'e'] } };
  expect(labels(wide, { ...wide, name: 'column', in: 'query' })).toHaveLength(8);
});
