import { answerOf, describeExchange } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { readPath } from '../../intake/json-path.ts';
import type { Credential, Lane, Undo } from '../../io/lane.ts';
import { parseJson } from './see.ts';

export type ApiKeySpec = NonNullable<Target['apiKeys']>;

interface Wanted {
  readonly target: Target;
  readonly spec: ApiKeySpec;
  /** Whose key it is to be; `session` where another than the shared session makes it. */
  readonly owner: string;
  readonly session?: Credential;
  readonly scope?: string;
}

/** A key that the product issued: its placeholder, since io alone knows its value. */
export type Issued =
  | { readonly kind: 'issued'; readonly key: string }
  | { readonly kind: 'failed'; readonly because: string };

/** Requests that it takes. */
export const ISSUING = 1;

/** Has the product issue a key, which is removed when the run ends. */
export async function issueKey(lane: Lane, { target, spec, owner, session, scope }: Wanted): Promise<Issued> {
  const json = filled(spec.create.json, { name: `launch-ready ${lane.word()}`, scope: scope ?? '' });
  const exchange = await lane.create(
    { method: 'POST', path: spec.create.post, body: { kind: 'json', json }, as: session ?? owner },
    (made) => undoOf(spec, target, owner, parseJson(answerOf(made)?.body ?? '')),
  );
  const key = readPath(parseJson(answerOf(exchange)?.body ?? ''), spec.key);
  if (typeof key === 'string' && key.startsWith('~secret.')) return { kind: 'issued', key };
  return {
    kind: 'failed',
    because: `${owner} got no API key: ${describeExchange(exchange)}, with nothing at ${spec.key}`,
  };
}

function undoOf(spec: ApiKeySpec, { tenancy }: Target, owner: string, body: unknown): Undo | undefined {
  if (readPath(body, spec.key) === undefined) return undefined;
  const what = `API key of ${owner}`;
  const id = readPath(body, spec.id);
  if (spec.remove === undefined || (typeof id !== 'string' && typeof id !== 'number')) return { what };
  const tenantParam = tenancy?.by === 'path' ? `{${tenancy.name}}` : undefined;
  const path = spec.remove.replaceAll(/\{[^}]+\}/g, (param) =>
    param === tenantParam ? param : encodeURIComponent(String(id)),
  );
  return { what, ask: { method: 'DELETE', path, as: owner } };
}

function filled(json: Json, words: { readonly name: string; readonly scope: string }): Json {
  if (typeof json === 'string')
    return json.replaceAll('{{name}}', words.name).replaceAll('{{scope}}', words.scope);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => filled(item, words));
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, filled(value, words)]));
}
