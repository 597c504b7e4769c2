import type { Declared, JsonSchema, Method, Operation, Parameter, Wire } from '../../core/operation.ts';
import { pathParams } from '../path-template.ts';

interface Draft {
  readonly method: Method;
  /** Its place among the operations: collections are `/…/notes`, objects `/…/notes/{id}`. */
  readonly path: string;
  readonly wire: Wire;
  readonly declared?: Declared;
  /** Schema of its body; plain text when it is `text`. */
  readonly body?: JsonSchema | 'text';
  /** Arguments that stand in the query. */
  readonly query?: readonly Parameter[];
  /** Where the new object's id stands in the answer, and the path of what is made. */
  readonly makes?: { readonly id: string; readonly path: string };
}

/** An operation of a hosted backend, in the words of the engine. */
export function hostedOperation(draft: Draft): Operation {
  const { method, path, wire, body, makes } = draft;
  const inPath = pathParams(path).map((name): Parameter => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    id: `${method} ${path}`,
    method,
    path,
    parameters: [...inPath, ...(draft.query ?? [])],
    declared: draft.declared ?? 'protected',
    destructive: method === 'DELETE',
    costly: false,
    mails: false,
    wire,
    ...(body === undefined
      ? {}
      : { body: body === 'text' ? { contentType: 'text/plain' } : { contentType: JSON_TYPE, schema: body } }),
    ...(makes === undefined ? {} : { produces: [{ at: makes.id, creates: makes.path, takenBy: [] }] }),
    source: 'hosted',
  };
}

const JSON_TYPE = 'application/json';
