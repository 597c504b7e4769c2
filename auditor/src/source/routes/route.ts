import type { Piece } from '../reach.ts';
import type { Module } from '../module.ts';
import type { Node } from '../syntax.ts';

/** What stands before a handler: something that asks who is calling, nothing, or something that cannot be followed. */
type Before = 'guard' | 'nothing' | 'unclear';

/** A way into the product, as the source declares it. */
export interface Route {
  readonly method: string;
  /** Template with parameters in braces; for a server action and a procedure its name. */
  readonly path: string;
  readonly framework: string;
  readonly module: Module;
  /** Where it is declared. */
  readonly node: Node;
  /** The handler and what its own line puts before it. */
  readonly pieces: readonly Piece[];
  /** What routers and mounts put before it. */
  readonly before: Before;
  /** What those are, where they can be read: they may decide about more than who is calling. */
  readonly inherited: readonly Piece[];
}

/** The methods under which frameworks register handlers, as they write them. */
export const VERBS: { readonly [name: string]: string } = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  del: 'DELETE',
};

/**
 * A path with its parameters in braces, whichever way the framework writes them.
 *
 * @example
 * templateOf('/notes/:id(\\d+)') // '/notes/{id}'
 * templateOf('/notes/[...rest]') // '/notes/{rest}'
 */
export function templateOf(path: string): string {
  const segments = path.split('/').flatMap((segment) => {
    if (segment === '') return [];
    const name = /^\[{1,2}(?:\.\.\.)?(\w+)(?:=\w+)?\]{1,2}$|^:(\w+)|^\$(\w+)$|^\{(\w+)[^}]*\}$/.exec(segment);
    const found = name?.slice(1).find((one) => one !== undefined);
    if (found !== undefined) return [`{${found}}`];
    return [/^\*+$|^\$$/.test(segment) ? '{rest}' : segment];
  });
  return `/${segments.join('/')}`;
}

export function joinPaths(...paths: readonly string[]): string {
  return templateOf(paths.join('/'));
}
