import type { Json, Operation } from '../../core/operation.ts';
import { exampleBody } from '../../intake/fill-body.ts';
import type { Ask } from '../../io/lane.ts';

/** A request that is wrong on purpose. */
export interface BrokenRequest {
  /** Stable name of what is wrong. */
  readonly variant: string;
  readonly ask: Pick<Ask, 'method' | 'path' | 'query' | 'headers' | 'body'>;
  /** True when a lenient product may take it and create something. */
  readonly mayCreate?: boolean;
}

const WORD = 'launch-ready';

/** No parser accepts these, so nothing is created and no model is asked. */
export function brokenBodies({ method }: Operation, path: string): readonly BrokenRequest[] {
  const text = (text: string, contentType: string) =>
    ({ method, path, body: { kind: 'text', text, contentType } }) as const;
  return [
    { variant: 'malformed-json', ask: text(`{"${WORD}": `, 'application/json') },
    { variant: 'broken-escape', ask: text(`{"${WORD}": "\\ud800\\u00g0"}`, 'application/json') },
    { variant: 'unknown-content-type', ask: text(`<${WORD}>`, `application/x-${WORD}`) },
  ];
}

/** The usual body with every value of another type: code that trusts its input calls what is not there. */
export function wrongTypes({ method, body }: Operation, path: string): BrokenRequest {
  const json = otherTypes(exampleBody(body, () => WORD).value);
  return { variant: 'wrong-types', mayCreate: true, ask: { method, path, body: { kind: 'json', json } } };
}

/**
 * Ids that no object has, each wrong in another way. They go out as written: what stands between two slashes is the id.
 *
 * @param pathWith the operation's path with something in the place of its last parameter
 */
export function brokenIds(pathWith: (id: string) => string): readonly BrokenRequest[] {
  const get = (variant: string, id: string): BrokenRequest => ({
    variant,
    ask: { method: 'GET', path: pathWith(id) },
  });
  return [
    get('unknown-id', '00000000-0000-4000-8000-000000000917'),
    get('id-of-another-type', '-1e309'),
    get('quote-in-id', '%27%22%60%7B%7B'),
    get('null-byte-in-id', '%00'),
    get('broken-percent-encoding', '%E0%A4%A'),
    get('oversized-id', 'x'.repeat(2_000)),
  ];
}

/** What a reading operation without parameters can be asked wrongly. */
export function brokenReads(path: string): readonly BrokenRequest[] {
  const query = { limit: '-1e309', page: WORD, cursor: '\u0000', sort: '\'"`', 'filter[]': '{{' };
  return [
    { variant: 'nonsense-query', ask: { method: 'GET', path, query } },
    { variant: 'broken-percent-encoding', ask: { method: 'GET', path: `${path}?q=%E0%A4%A` } },
    // A body that no parser takes, so that a route nobody told us of does nothing.
    {
      variant: 'wrong-method',
      ask: {
        method: 'PATCH',
        path,
        body: { kind: 'text', text: `{"${WORD}": `, contentType: 'application/json' },
      },
    },
  ];
}

function otherTypes(json: Json): Json {
  if (typeof json === 'string') return { [WORD]: [true] };
  if (json === null || typeof json !== 'object') return WORD;
  if (isList(json)) return WORD;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, otherTypes(value)]));
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
