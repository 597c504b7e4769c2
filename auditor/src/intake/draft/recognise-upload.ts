import type { Json, Operation } from '../../core/operation.ts';
import { pathParams, shapeOf } from '../path-template.ts';

/** Words of paths that take what the bot reads, and of paths that take what people look at. */
const READ = /file|document|upload|knowledge|source|attachment|paper|corpus|dataset/i;
const LOOKED_AT = /avatar|logo|image|photo|picture|cover|icon/i;

/** The operation that takes a file, as the `upload` of a chat says it: where, in which field, and how it is removed. */
export function findUpload(
  operations: readonly Operation[],
  known: readonly (string | undefined)[],
): { readonly [key: string]: Json } | undefined {
  const candidates = operations.flatMap((operation) => {
    const { method, path, body, produces = [] } = operation;
    const field = Object.entries(body?.schema?.properties ?? {}).find(
      ([, one]) => one.format === 'binary',
    )?.[0];
    const isFillable = pathParams(path).every((name) => known.includes(name));
    if (method !== 'POST' || field === undefined || !isFillable || LOOKED_AT.test(path)) return [];
    const made = produces.find((one) => one.creates !== undefined);
    return [{ path, field, made, rank: (READ.test(path) ? 2 : 0) + (made === undefined ? 0 : 1) }];
  });
  const [best] = candidates.sort((left, right) => right.rank - left.rank);
  if (best === undefined) return undefined;
  const { path, field, made } = best;
  const remove = operations.find(
    (one) => one.method === 'DELETE' && shapeOf(one.path) === shapeOf(made?.creates ?? `${path}/{}`),
  );
  const param =
    remove === undefined ? undefined : pathParams(remove.path).find((name) => !known.includes(name));
  return {
    post: path,
    ...(field === 'file' ? {} : { field }),
    ...(made?.at === undefined || made.at === '$.id' ? {} : { id: made.at }),
    ...(remove === undefined || param === undefined
      ? {}
      : { remove: remove.path.replace(`{${param}}`, '{file}') }),
  };
}
