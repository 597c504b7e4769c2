import type { JsonSchema, Parameter } from '../../core/operation.ts';
import { isMark } from '../recording/secrets.ts';
import type { Asked } from './asked.ts';
import { idShape } from './id-shapes.ts';
import { isIdField } from './leaves.ts';
import { namesTenant } from './who.ts';

/** Parameters of an operation as its calls used them. */
export function parametersOf(calls: readonly Asked[]): readonly Parameter[] {
  return [...pathParameters(calls), ...queryParameters(calls), ...headerParameters(calls)];
}

function pathParameters(calls: readonly Asked[]): readonly Parameter[] {
  const names = calls[0]?.params.map((one) => one.name) ?? [];
  return names.map((name) => {
    const values = calls.flatMap((call) =>
      call.params.filter((one) => one.name === name).map((one) => one.value),
    );
    return { name, in: 'path', required: true, schema: pathSchema(calls, values) };
  });
}

function pathSchema(calls: readonly Asked[], values: readonly string[]): JsonSchema {
  const plain = [...new Set(values)].filter((one) => !isMark(one) && !/^\{.*\}$/.test(one));
  const [example] = plain;
  if (example === undefined) return { type: 'string' };
  const sides = new Set(calls.map((one) => one.side));
  const bySide = [...sides].map(
    (side) => new Set(calls.filter((one) => one.side === side).flatMap(valuesOf)),
  );
  // The same words for every tenant, such as the models to choose from: no object of anybody.
  const isCatalogue =
    sides.size > 1 && plain.every((one) => idShape(one) === undefined && bySide.every((own) => own.has(one)));
  return isCatalogue ? { type: 'string', enum: plain.slice(0, 50) } : { type: 'string', example };
}

function valuesOf({ params }: Asked): readonly string[] {
  return params.map((one) => one.value);
}

/** Keeps a browser from answering out of its memory. */
const CACHE_BUSTER = /^(?:_|t|ts|cb|cache_?bust(?:er)?|timestamp|nocache|_t|_dc)$/;

function queryParameters(calls: readonly Asked[]): readonly Parameter[] {
  const values = new Map<string, string[]>();
  const uses = new Map<string, number>();
  for (const { recorded } of calls) {
    for (const [name, value] of recorded.query) values.set(name, [...(values.get(name) ?? []), value]);
    for (const name of new Set(recorded.query.map(([one]) => one))) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return [...values]
    .filter(([name]) => !CACHE_BUSTER.test(name))
    .map(([name, all]) => {
      const required = uses.get(name) === calls.length;
      return { name, in: 'query', required, schema: querySchema(name, all, required) };
    });
}

/** A value that never changes is part of the question; ids and words are examples of what could stand there. */
function querySchema(name: string, values: readonly string[], required: boolean): JsonSchema {
  const [first] = values;
  if (first === undefined || isMark(first)) return { type: 'string' };
  const isConstant = required && values.every((one) => one === first);
  const isId = isIdField(name) || (idShape(first) ?? 'integer') !== 'integer';
  return isConstant && !isId && !/^(?:q|query|search|term|text|keyword|filter)$/i.test(name)
    ? { type: 'string', const: first }
    : { type: 'string', example: first };
}

/** What only one person was seen to send may be that person's own: `X-User-Id: 7`. */
function mayNameCaller(name: string, value: string, calls: readonly Asked[]): boolean {
  if (name === 'next-action' || new Set(calls.map((one) => one.side)).size > 1) return false;
  return idShape(value) !== undefined || namesTenant(name) || /user|member|person|customer/.test(name);
}

/** Headers that every call sent: with their value when it was always the same, without it when it was a secret. */
function headerParameters(calls: readonly Asked[]): readonly Parameter[] {
  const [first] = calls;
  return Object.entries(first?.recorded.headers ?? {})
    .filter(([name]) => calls.every((one) => one.recorded.headers[name] !== undefined))
    .map(([name, value]) => {
      const isSame =
        !isMark(value) &&
        calls.every((one) => one.recorded.headers[name] === value) &&
        !mayNameCaller(name, value, calls);
      return {
        name,
        in: 'header',
        required: true,
        schema: isSame ? { type: 'string', const: value } : { type: 'string' },
      };
    });
}
