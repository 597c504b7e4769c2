import { own } from '../core/own.ts';

const PARAM = /\{([^{}/]+)\}/g;

/** Names of the parameters of a path template, in order. */
export function pathParams(template: string): readonly string[] {
  return [...template.matchAll(PARAM)].flatMap((match) => match.slice(1));
}

/** The template without the names of its parameters: templates of one shape address the same things. */
export function shapeOf(template: string): string {
  return template.replaceAll(PARAM, '{}').replace(/(?<=.)\/+$/, '');
}

/** The segments of a path, without empty ones. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** True for a segment that is a parameter, alone or with text around it such as `{id}.json`. */
export function isParam(segment: string): boolean {
  return /\{[^{}/]+\}/.test(segment);
}

/**
 * Puts values in the place of parameters, encoded. Undefined when one is missing.
 *
 * @example
 * fillPath('/files/{fileId}', { fileId: 'a b' }) // '/files/a%20b'
 */
export function fillPath(template: string, values: Readonly<Record<string, string>>): string | undefined {
  if (pathParams(template).some((name) => !Object.hasOwn(values, name))) return undefined;
  return template.replaceAll(PARAM, (_, name: string) => encodeURIComponent(own(values, name) ?? ''));
}

/** The path of the object that a parameter stands for: `/orders/{id}` of `/orders/{id}/cancel`. */
export function pathUpTo(path: string, param: string): string {
  const place = path.indexOf(`{${param}}`);
  return place < 0 ? path : path.slice(0, place + param.length + 2);
}
