import type { Json, Wire } from '../../core/operation.ts';
import type { Ask } from '../../io/lane.ts';

interface Known {
  /** Ids by the parameter that they stand for. */
  readonly values: Readonly<Record<string, string>>;
  readonly text: () => string;
  /** Whose data is spoken of: the identity's name, and its tenant's key. */
  readonly user: string;
  readonly tenant: string | undefined;
}

type Request = Omit<Ask, 'as'>;

/** The request in the dialect of its hosted backend; undefined when an id or a tenant is not known. */
export function onWire(ask: Request, wire: Wire, known: Known): Request | undefined {
  const path = fillWire(wire.path, known);
  if (path === undefined) return undefined;
  const fill = (text: string) => personal(text, known);
  const body: Request['body'] =
    wire.body !== undefined
      ? { kind: 'json', json: mapStrings(wire.body, fill) }
      : ask.body?.kind === 'json'
        ? { kind: 'json', json: mapStrings(ask.body.json, fill) }
        : ask.body;
  const { body: _, ...rest } = ask;
  return {
    ...rest,
    base: wire.base,
    method: wire.method ?? ask.method,
    path,
    ...(wire.headers === undefined ? {} : { headers: wire.headers }),
    ...(body === undefined ? {} : { body }),
  };
}

/** A parameter in single braces; what stands in double ones is filled in by {@link personal}. */
const PARAM = /(?<!\{)\{(\+?)([^{}/]+)\}(?!\})/g;

function fillWire(template: string, known: Known): string | undefined {
  const names = [...template.matchAll(PARAM)].map((match) => match[2] ?? '');
  if (names.some((name) => known.values[name] === undefined)) return undefined;
  const filled = template.replaceAll(PARAM, (_, keeps: string, name: string) => {
    const value = known.values[name] ?? '';
    return keeps === '+' ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
  return personal(filled, known);
}

/**
 * Whose data a request is about, and a fresh name. The account's id is known to io alone: it is named here and filled in
 * there. It is that of the person whose data it is, whoever asks.
 */
function personal(text: string, { user, tenant, text: fresh }: Known): string {
  return text
    .replaceAll('{{user}}', `{{user:${user}}}`)
    .replaceAll('{{tenant}}', tenant ?? '')
    .replaceAll('{{new}}', () => `${fresh().split(' ')[0] ?? ''}0`)
    .replaceAll('{{text}}', () => fresh());
}

function mapStrings(json: Json, change: (text: string) => string): Json {
  if (typeof json === 'string') return change(json);
  if (json === null || typeof json !== 'object') return json;
  if (isList(json)) return json.map((item) => mapStrings(item, change));
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, mapStrings(item, change)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
