import * as z from 'zod';
import { METHODS, type Json, type Method } from '../operation.ts';

/** The words that target files are made of: strings with a meaning, refused early and in plain language. */

const VARIABLE_MARK = '${';

/** Text as people write it. Environment variables belong to secrets only, so that nothing else changes between machines. */
export const text = z
  .string()
  .min(1, 'is empty')
  .max(2_000, 'is longer than 2,000 characters')
  .refine((value) => !value.includes(VARIABLE_MARK), {
    error:
      'may not use ${…}: variables are for secrets only (tokens, cookies, passwords, webhook secrets). Write the value itself',
  });

/** A path on the target, below the API base or the app. */
export const path = text
  .regex(/^\/(?!\/)/, 'must start with one "/"')
  .regex(/^[^\s?#]*$/, 'is a path only: no spaces, no "?", no "#"');

/** An address without credentials, query or fragment; a trailing slash is dropped. */
export const webAddress = text
  .superRefine((value, context) => {
    const message = problemOfAddress(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .transform((value) => value.replace(/\/+$/, ''))
  .meta({ examples: ['https://app.example.com'], format: 'uri' });

function problemOfAddress(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is not an address; write it whole, such as https://app.example.com';
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https:// or http://';
  if (url.username !== '' || url.password !== '')
    return 'may not contain a user name or password; use an identity with "basic"';
  if (url.search !== '' || url.hash !== '') return 'may not contain "?" or "#"';
  return undefined;
}

/** The small subset of JSONPath that finds one value: `$.a.b[0]['c d']`. */
export const JSON_PATH = /^\$(?:\.[A-Za-z_][\w-]*|\[\d{1,6}\]|\['[^'\]]+'\])*$/;

export const jsonPath = text.regex(
  JSON_PATH,
  'is not a JSON path; write one such as $.data.id or $.items[0].id',
);

/** One operation of the target, named by method and path. */
export interface OperationRef {
  readonly method: Method;
  readonly path: string;
}

const OPERATION = new RegExp(`^(?:${METHODS.join('|')}) /[^\\s?#]*$`);
const OPERATION_HINT = 'is not an operation; write the method and the path, such as "GET /api/me"';

/** `GET /api/projects/{id}` as a key or an entry of a list. */
export const operationName = text
  .regex(OPERATION, OPERATION_HINT)
  .meta({ examples: ['GET /api/projects/{id}'] });

/** `POST /api/chat`, parsed. */
export const operationRef = operationName.transform(parseOperation);

function parseOperation(name: string): OperationRef {
  const method = METHODS.find((one) => name.startsWith(`${one} `)) ?? 'GET';
  return { method, path: name.slice(name.indexOf(' ') + 1) };
}

/** Operations by pattern. `*` stands for one path segment, `**` for any number; without a method all are meant. */
export const pattern = text
  .regex(new RegExp(`^(?:(?:${METHODS.join('|')}|\\*) )?/[^\\s?#]*$`), {
    error: 'is not a pattern of operations; write one such as "GET /api/admin/**" or "/api/admin/**"',
  })
  .meta({ examples: ['GET /api/admin/**'] });

/** A file or folder, relative to the target file. */
export const file = text.max(1_000, 'is longer than 1,000 characters');

/** A host name or address, no scheme and no path. */
export const host = text
  .regex(/^[A-Za-z0-9._-]+$/, 'is not a host name; leave out scheme, port and path')
  .meta({ examples: ['app.example.com'] });

/** An HTTP header's name. */
export const headerName = text.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'is not a header name');

/** A label that the file itself introduces: a tenant, an identity, a role. */
export const label = text
  .regex(/^[A-Za-z0-9][\w.@-]*$/, 'must be one word of letters, digits, ".", "_" or "-"')
  .max(64, 'is longer than 64 characters')
  .meta({ examples: ['acme'] });

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A span of time with its unit, as milliseconds. */
export const duration = text
  .regex(/^\d+(?:\.\d+)?(?:ms|s|m|h)$/, 'is not a duration; write a number and a unit: 500ms, 15s, 2m')
  .transform((value) => Math.round(Number.parseFloat(value) * (UNITS[value.replace(/^[\d.]+/, '')] ?? 1)))
  .meta({ examples: ['60s'] });

/** A whole number of at least one. */
export const count = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(10_000_000, 'is too large');

/** A JSON value without secrets. `{{…}}` are filled in by the auditor. */
export const plainJson = z.json().superRefine((value, context) => {
  for (const { path, text: leaf } of stringsIn(value)) {
    if (!leaf.includes(VARIABLE_MARK)) continue;
    context.addIssue({
      code: 'custom',
      path: [...path],
      message: 'may not use ${…}: this place is not for secrets',
    });
  }
});

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every string inside a JSON value, with its place. */
export function stringsIn(value: Json, path: readonly (string | number)[] = []): readonly Leaf[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (value === null || typeof value !== 'object') return [];
  if (isList(value)) return value.flatMap((item, index) => stringsIn(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => stringsIn(item, [...path, key]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
