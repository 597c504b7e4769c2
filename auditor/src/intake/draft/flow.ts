import type { Json } from '../../core/operation.ts';
import { isObject, listOf } from '../json.ts';

/**
 * A value as YAML on one line.
 *
 * @example
 * flow({ post: '/login', json: { password: '${ANA}' } }) // '{ post: /login, json: { password: "${ANA}" } }'
 */
export function flow(value: Json): string {
  if (typeof value === 'string') return word(value);
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, one]) => `${word(key)}: ${flow(one)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return Array.isArray(value)
    ? `[${listOf(value)
        .map((one) => flow(one))
        .join(', ')}]`
    : JSON.stringify(value);
}

/** Bare where no reader could take it for anything but text. */
export function word(text: string): string {
  const isBare = /^[A-Za-z/.$][\w./@$+-]*(?:\[\d+\][\w./@$+-]*)?$/.test(text) && !text.includes('[');
  const isWord = !/^(?:true|false|null|yes|no|on|off|y|n|\.inf|\.nan|~)$/i.test(text);
  return isBare && isWord ? text : JSON.stringify(text);
}
