import { leavesOf } from '../discovery/leaves.ts';
import { formatJsonPath } from '../json-path.ts';
import type { Recorded, Recording } from '../recording/recorded.ts';
import { isMark } from '../recording/secrets.ts';

/** Where the front end gets the token that it sends with changes, as the `csrf` of a login says it. */
export interface CsrfSeen {
  readonly get: string;
  readonly field: string;
  readonly from: string;
  readonly header?: string;
}

/**
 * Finds the token that goes with a login: a secret in one of its headers or fields that an answer to a `GET` held before.
 * The same secret has the same mark, so that it can be followed without being known.
 */
export function findCsrf(login: string, recordings: readonly Recording[]): CsrfSeen | undefined {
  for (const { exchanges } of recordings) {
    const found = exchanges.flatMap((sent, at) => {
      if (sent.method !== 'POST' || sent.path !== login) return [];
      return sentMarks(sent).flatMap(({ mark, ...place }) => {
        const source = sourceOf(exchanges.slice(0, at), mark);
        return source === undefined ? [] : [{ ...source, ...place }];
      });
    });
    const [first] = found;
    if (first === undefined) continue;
    const { get, from, name, header, field } = first;
    return { get, field: field ?? name, from, ...(header === undefined ? {} : { header }) };
  }
  return undefined;
}

interface SentMark {
  readonly mark: string;
  readonly header?: string;
  readonly field?: string;
}

function sentMarks({ headers, body }: Recorded): readonly SentMark[] {
  const inHeaders = Object.entries(headers).map(([header, mark]): SentMark => ({ mark, header }));
  const inBody = leavesOf(body?.json).map(({ name, value }): SentMark => ({ mark: value, field: name }));
  return [...inHeaders, ...inBody].filter(({ mark }) => isMark(mark));
}

function sourceOf(before: readonly Recorded[], mark: string) {
  for (const { method, path, answer } of before) {
    const leaf = method === 'GET' ? leavesOf(answer?.json).find((one) => one.value === mark) : undefined;
    if (leaf !== undefined) return { get: path, from: formatJsonPath(leaf.keys), name: leaf.name };
  }
  return undefined;
}
