import type { Json } from '../../core/operation.ts';
import { listOf, objectOf, textOf, type JsonObject } from '../json.ts';

/** Values of `{{name}}`. */
export type Variables = { readonly [name: string]: string };

const VARIABLE = /\{\{\s*([^{}]+?)\s*\}\}/g;
/** Variables may name each other. */
const ROUNDS = 5;

/** A text with the values of its variables; one without a value leaves its name. */
export function filled(text: string, variables: Variables): string {
  let result = text;
  for (let round = 0; round < ROUNDS && result.includes('{{'); round += 1) {
    result = result.replaceAll(VARIABLE, (_, name: string) =>
      Object.hasOwn(variables, name) ? (variables[name] ?? '') : name.replace(/^\$/, ''),
    );
  }
  return result;
}

/**
 * The address of a request. A variable that is a whole segment of its path is a parameter; one at its beginning stands for
 * the product's address, whichever environment the collection was made for.
 */
export function addressOf(
  url: Json | undefined,
  variables: Variables,
  api: string | undefined,
): string | undefined {
  const raw = textOf(url) ?? textOf(objectOf(url)['raw']) ?? joined(objectOf(url));
  if (raw === '') return undefined;
  const [before, query] = splitAt(raw, '?');
  const base = /^\{\{\s*([^{}]+?)\s*\}\}/.exec(before);
  const start = base === null ? (/^(?:https?:\/\/)?[^/]*/i.exec(before)?.[0] ?? '') : base[0];
  const path = before.slice(start.length).split('/').map(segment).join('/');
  const origin = base === null ? withScheme(filled(start, variables)) : baseOf(filled(start, variables), api);
  const address = `${origin}${filled(path, variables)}${queryOf(url, query, variables)}`;
  return URL.canParse(address) ? address : undefined;
}

function joined(url: JsonObject): string {
  const parts = (list: Json | undefined, by: string) =>
    textOf(list) ??
    listOf(list)
      .flatMap((one) => textOf(one) ?? textOf(objectOf(one)['value']) ?? [])
      .join(by);
  const host = parts(url['host'], '.');
  return host === '' ? '' : `${host}/${parts(url['path'], '/')}`;
}

/** `:boardId` and `{{boardId}}` are `{boardId}`; other braces are filled in. */
function segment(text: string): string {
  const name = /^:([\w-]+)$/.exec(text)?.[1] ?? /^\{\{\s*([\w-]+)\s*\}\}$/.exec(text)?.[1];
  return name === undefined ? text : `{${name}}`;
}

function withScheme(start: string): string {
  return /^https?:\/\//i.test(start) ? start : `https://${start}`;
}

/** The product's own address, with the path that the variable has below its host. */
function baseOf(value: string, api: string | undefined): string {
  const written = withScheme(value);
  const pathname =
    URL.canParse(written) && value.includes('/') ? new URL(written).pathname.replace(/\/+$/, '') : '';
  if (api === undefined)
    return URL.canParse(written) ? `${new URL(written).origin}${pathname}` : 'http://localhost';
  const own = new URL(api);
  const prefix = own.pathname.replace(/\/+$/, '');
  return `${own.origin}${pathname.startsWith(prefix) ? pathname : prefix + pathname}`;
}

function queryOf(url: Json | undefined, raw: string | undefined, variables: Variables): string {
  const listed = listOf(objectOf(url)['query']).map((one) => objectOf(one));
  if (listed.length === 0) return raw === undefined ? '' : `?${filled(raw, variables)}`;
  const enabled = listed.filter((one) => one['disabled'] !== true && textOf(one['key']) !== undefined);
  const pairs = enabled.map((one) => [
    textOf(one['key']) ?? '',
    filled(textOf(one['value']) ?? '', variables),
  ]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

function splitAt(text: string, sign: string): readonly [string, string?] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
