import { placeOf, snippetOf } from './snippet.ts';
import type { Module } from './module.ts';
import type { Node } from './syntax.ts';

export type HintKind =
  | 'route-without-guard'
  | 'middleware-only-auth'
  | 'server-action-without-check'
  | 'client-side-check'
  | 'query-without-owner-filter';

/** A place in the source that is worth a question to the running product. It proves nothing. */
export interface Hint {
  readonly kind: HintKind;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `GET /api/notes/{id}` */
  readonly route?: string;
  readonly what: string;
  readonly snippet: string;
}

export function hintAt(
  module: Module,
  node: Node,
  { kind, what, route }: Pick<Hint, 'kind' | 'what' | 'route'>,
): Hint {
  return {
    kind,
    file: module.path,
    ...placeOf(node),
    ...(route === undefined ? {} : { route }),
    what,
    snippet: snippetOf(module, node),
  };
}
