import type { Json, Operation, Produced } from '../../core/operation.ts';
import { objectOf } from '../json.ts';
import { leavesOf } from '../discovery/leaves.ts';
import { formatJsonPath } from '../json-path.ts';
import { pathParams, shapeOf } from '../path-template.ts';
import type { Recorded, Recording } from '../recording/recorded.ts';
import { answersTo } from './recognise.ts';

/** Words of paths that take what the bot reads, and of paths that take what people look at. */
const READ = /file|document|upload|knowledge|source|attachment|paper|corpus|dataset/i;
const LOOKED_AT = /avatar|logo|image|photo|picture|cover|icon/i;

/** The operation that takes a file, as the `upload` of a chat says it: where, in which field, and how it is removed. */
export function findUpload(
  operations: readonly Operation[],
  known: readonly (string | undefined)[],
  recordings: readonly Recording[] = [],
): { readonly [key: string]: Json } | undefined {
  const candidates: readonly Candidate[] = operations.flatMap((operation) => {
    const { method, path, body, produces = [] } = operation;
    const field = Object.entries(body?.schema?.properties ?? {}).find(
      ([, one]) => one.format === 'binary',
    )?.[0];
    const isFillable = pathParams(path).every((name) => known.includes(name));
    if (method !== 'POST' || field === undefined || !isFillable || LOOKED_AT.test(path)) return [];
    const made = produces.find((one) => one.creates !== undefined);
    return [{ path, field, made, rank: (READ.test(path) ? 2 : 0) + (made === undefined ? 0 : 1) }];
  });
  const [best] = [...candidates].sort((left, right) => right.rank - left.rank);
  const found = best ?? typedIn(operations, known, recordings);
  if (found === undefined) return undefined;
  const { path, field, made, json, id = made?.at } = found;
  const remove = operations.find(
    (one) => one.method === 'DELETE' && shapeOf(one.path) === shapeOf(made?.creates ?? `${path}/{}`),
  );
  const param =
    remove === undefined ? undefined : pathParams(remove.path).find((name) => !known.includes(name));
  return {
    post: path,
    ...(field === undefined || field === 'file' ? {} : { field }),
    ...(json === undefined ? {} : { json }),
    ...(id === undefined || id === '$.id' ? {} : { id }),
    ...(remove === undefined || param === undefined
      ? {}
      : { remove: remove.path.replace(`{${param}}`, '{file}') }),
  };
}

interface Candidate {
  readonly path: string;
  readonly field?: string;
  readonly json?: Json;
  readonly made?: Produced | undefined;
  /** Where the new object's id stands in the answer. */
  readonly id?: string | undefined;
  readonly rank: number;
}

/** Words of paths that take what people type in for the bot to read. */
const TYPED = /(?:note|document|knowledge|source|article|faq|snippet|page)s?$/i;
const HOLDS = /^(?:text|content|body|markdown|answer)$/i;
const NAMES = /^(?:title|name|subject|question|heading)$/i;

/** Where nothing takes a file: what takes a text with a name of its own. */
function typedIn(
  operations: readonly Operation[],
  known: readonly (string | undefined)[],
  recordings: readonly Recording[],
): Candidate | undefined {
  for (const operation of operations) {
    const { method, path, body, produces = [] } = operation;
    const example = objectOf(body?.example);
    const isFillable = pathParams(path).every((name) => known.includes(name));
    const names = Object.keys(example);
    const holds = names.find((name) => HOLDS.test(name) && typeof example[name] === 'string');
    if (method !== 'POST' || !isFillable || !TYPED.test(path) || holds === undefined) continue;
    const called = names.filter((name) => NAMES.test(name)).map((name) => [name, '{{name}}'] as const);
    const json = { ...example, ...Object.fromEntries(called), [holds]: '{{text}}' };
    const made = produces.find((one) => one.creates !== undefined);
    return { path, json, made, id: made?.at ?? idIn(answersTo(operation, recordings)), rank: 0 };
  }
  return undefined;
}

/** The outermost id of an answer: that of the object itself, not of one within. */
function idIn(answers: readonly Recorded[]): string | undefined {
  const ids = answers
    .flatMap((one) => leavesOf(one.answer?.json))
    .filter((one) => /^_?id$|^uuid$/i.test(one.name));
  const [first] = ids.toSorted((left, right) => left.keys.length - right.keys.length);
  return first === undefined ? undefined : formatJsonPath(first.keys);
}
