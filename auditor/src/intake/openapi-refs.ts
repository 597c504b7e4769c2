import type { Json } from '../core/operation.ts';
import { isObject, type JsonObject } from './json.ts';

/** What a `$ref` leads to. */
export type Resolved =
  | { readonly kind: 'found'; readonly value: Json; readonly trail: readonly string[] }
  | { readonly kind: 'lost'; readonly because: string };

const MAX_HOPS = 20;

/**
 * Follows `$ref`s inside one document, never to files or the network.
 *
 * @param trail the references already followed on the way here, to notice circles
 */
export function resolveRef(document: JsonObject, value: Json, trail: readonly string[] = []): Resolved {
  let current = value;
  const followed = [...trail];
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const ref = isObject(current) ? current['$ref'] : undefined;
    if (typeof ref !== 'string') return { kind: 'found', value: current, trail: followed };
    if (!ref.startsWith('#'))
      return { kind: 'lost', because: `"${ref}" is in another file, which is not read` };
    if (followed.includes(ref)) return { kind: 'lost', because: `"${ref}" refers to itself` };
    followed.push(ref);
    const target = atPointer(document, ref.slice(1));
    if (target === undefined) return { kind: 'lost', because: `"${ref}" does not exist` };
    current = target;
  }
  return { kind: 'lost', because: 'the references lead on and on' };
}

function atPointer(document: JsonObject, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, decodePart(part))?.value;
  }
  return value;
}

function decodePart(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  return /%(?![\dA-Fa-f]{2})/.test(plain) ? plain : safeDecode(plain);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
