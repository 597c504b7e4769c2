import type * as z from 'zod';
import type { Json } from '../core/operation.ts';
import { own } from '../core/own.ts';
import { LITERAL_SECRET } from '../core/target/secret.ts';
import { didYouMean } from './suggest.ts';
import { exampleAt, knownKeys, shapesAt } from './target-shape.ts';
import type { Keys } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** A mistake in the target file, in words. */
export interface Explanation {
  readonly path: Keys;
  /** Whether the key or its value is wrong. */
  readonly at: 'key' | 'value';
  readonly message: string;
  /** The value is a secret and must not be printed. */
  readonly hide?: boolean;
}

/** Says what a schema issue means for someone who has never heard of schemas. */
export function explain(issue: Issue, json: Json, above: Keys = []): readonly Explanation[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  const name = nameOf(path);
  const value = valueAt(json, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], knownKeys(path)));
    case 'invalid_key':
      return [
        { path, at: 'key', message: `${name} ${issue.issues[0]?.message ?? 'is not a key that fits here'}` },
      ];
    case 'invalid_union':
      return explainUnion(issue.errors, json, path);
    case 'invalid_type':
      return [wrongType(path, issue.expected, value)];
    case 'invalid_value':
      return [wrongValue(path, issue.values.map(String), value)];
    case 'custom':
      if (issue.params?.['kind'] === LITERAL_SECRET) return [literalSecret(path)];
      return [
        {
          path,
          at: typeof value === 'object' || value === undefined ? 'key' : 'value',
          message: `${name} ${issue.message}`,
        },
      ];
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
      return [{ path, at: 'value', message: `${name} ${issue.message}${exampleHint(path)}` }];
  }
}

/** `identities.ana.login.json["e mail"]`, `routes.list[0]`. */
export function nameOf(path: Keys): string {
  if (path.length === 0) return 'the file';
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    if (!/^[\w-]+$/.test(part)) return `${name}[${JSON.stringify(part)}]`;
    return name === '' ? part : `${name}.${part}`;
  }, '');
}

/** What stands at a path, or undefined. */
function valueAt(json: Json, path: Keys): Json | undefined {
  let value: Json | undefined = json;
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.entries(value).find(([key]) => key === String(part))?.[1];
  }
  return value;
}

function unknownKey(path: Keys, known: readonly string[]): Explanation {
  const key = String(path.at(-1));
  const guess = didYouMean(key, known);
  const list = guess === '' && known.length > 0 ? ` Known keys: ${known.join(', ')}.` : guess;
  return { path, at: 'key', message: `${nameOf(path)} is not a known key.${list}` };
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function wrongType(path: Keys, expected: string, value: Json | undefined): Explanation {
  if (value === undefined)
    return { path, at: 'key', message: `${nameOf(path)} is missing${exampleHint(path)}` };
  const wanted = own(EXPECTED, expected) ?? expected;
  return {
    path,
    at: 'value',
    message: `${nameOf(path)} is ${kindOf(value)}; ${wanted} is expected${exampleHint(path)}`,
  };
}

function wrongValue(path: Keys, allowed: readonly string[], value: Json | undefined): Explanation {
  const name = nameOf(path);
  const isVersion = path.length === 1 && path[0] === 'schema';
  if (value === undefined) {
    const add = isVersion
      ? '; begin the file with "schema: 1"'
      : `; one of ${allowed.join(', ')} is expected`;
    return { path, at: 'key', message: `${name} is missing${add}` };
  }
  const found = typeof value === 'string' ? `"${value.slice(0, 60)}"` : kindOf(value);
  if (isVersion) {
    const message = `schema is ${found}; this version of launch-ready reads schema 1. Update launch-ready, or write "schema: 1"`;
    return { path, at: 'value', message };
  }
  const guess = typeof value === 'string' ? didYouMean(value, allowed) : '';
  const wanted =
    allowed.length === 1 ? `only ${allowed[0]} is allowed` : `it must be one of ${allowed.join(', ')}`;
  return { path, at: 'value', message: `${name} is ${found}; ${wanted}.${guess}` };
}

function kindOf(value: Json): string {
  if (value === null) return 'empty';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a group of keys';
  return typeof value === 'number' ? `a number (${value})` : String(value);
}

function exampleHint(path: Keys): string {
  const example = exampleAt(path);
  return example === undefined ? '' : `, for example ${example}`;
}

/** Words that end a variable's name, by the key that holds the secret. */
const VARIABLE_ENDS: Readonly<Record<string, string>> = {
  bearer: 'TOKEN',
  value: 'API_KEY',
  expired: 'EXPIRED_TOKEN',
  key: 'WIDGET_KEY',
};

/** Secrets of an identity are named after it: `ANA_PASSWORD`. */
function literalSecret(path: Keys): Explanation {
  const last = path.findLast((part) => typeof part === 'string') ?? 'secret';
  const owner = path[0] === 'identities' ? path[1] : path[0];
  const words = [owner, own(VARIABLE_ENDS, last) ?? last].map((word) => snake(String(word)));
  const variable = words.join('_').replace(/^(?=\d)/, '_');
  const message = `${nameOf(path)} is a secret written out. Write it as "\${${variable}}" and set the variable ${variable}`;
  return { path, at: 'value', message, hide: true };
}

function snake(word: string): string {
  return word
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}

/** Explains the alternative that was meant: the one that the given keys fit best. */
function explainUnion(
  branches: readonly (readonly Issue[])[],
  json: Json,
  path: Keys,
): readonly Explanation[] {
  const ranked = branches
    .map((issues) => ({ issues, misfit: misfit(issues, valueAt(json, path)) }))
    .sort((a, b) => a.misfit - b.misfit);
  const [best, second] = ranked;
  if (best !== undefined && best.misfit < (second?.misfit ?? Number.POSITIVE_INFINITY)) {
    return best.issues.flatMap((issue) => explain(issue, json, path));
  }
  return explainAlternatives(json, path);
}

/** How far an alternative is from what was written: shape counts, a wrong value in the right place does not. */
function misfit(issues: readonly Issue[], value: Json | undefined): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    if (issue.path.length === 0 && issue.code === 'invalid_type') return sum + 100;
    if (issue.path.length === 0 && issue.code === 'invalid_value') return sum + 50;
    const here = valueAt(
      value ?? null,
      issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    );
    return here === undefined || issue.code === 'invalid_type' ? sum + 1 : sum;
  }, 0);
}

function explainAlternatives(json: Json, path: Keys): readonly Explanation[] {
  const known = knownKeys(path);
  const value = valueAt(json, path);
  const given =
    value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
  const strange = given.filter((key) => !known.includes(key));
  if (strange.length > 0) return strange.map((key) => unknownKey([...path, key], known));
  const ways = shapesAt(path)
    .map((shape) => (shape.required ?? []).join(' + '))
    .filter((way) => way !== '');
  const name = nameOf(path);
  const message =
    given.length > 1 ? `${name} mixes ${given.join(', ')}; they exclude each other` : `${name} is incomplete`;
  const choice = ways.length > 0 ? `. Give one of: ${[...new Set(ways)].join(' | ')}` : exampleHint(path);
  return [{ path, at: 'key', message: `${message}${choice}` }];
}
