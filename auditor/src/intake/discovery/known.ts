import { succeeded } from '../recording/recorded.ts';
import { segmentsOf } from '../path-template.ts';
import type { Call } from './dialects.ts';
import { isIdField, leavesOf } from './leaves.ts';

/** Where a value stood in an answer. */
export interface Origin {
  /** Index of the call, in the order of the recording. */
  readonly call: number;
  /** Keys into the answer; undefined for the end of its `Location`. */
  readonly keys?: readonly (string | number)[];
  /** The field's name. */
  readonly name: string;
  /** True when it was the answer to a change. */
  readonly isChange: boolean;
}

/** What the answers of one recording hold. */
export interface Known {
  /** Where each value stood, earliest first. */
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  /** Values that a request body held first: what comes back of them was not produced. */
  readonly sent: ReadonlyMap<string, number>;
}

const MOST_ORIGINS = 8;
const MOST_VALUES = 300_000;

/** Reads all answers of a recording once. */
export function knownFrom(calls: readonly Call[]): Known {
  const origins = new Map<string, Origin[]>();
  const sent = new Map<string, number>();
  const add = (value: string, origin: Origin) => {
    const list = origins.get(value);
    if (list === undefined && origins.size < MOST_VALUES) origins.set(value, [origin]);
    else if (list !== undefined && list.length < MOST_ORIGINS) list.push(origin);
  };
  for (const [call, { recorded }] of calls.entries()) {
    for (const { value } of leavesOf(recorded.body?.json)) if (!sent.has(value)) sent.set(value, call);
    if (!succeeded(recorded)) continue;
    const isChange = recorded.method !== 'GET';
    for (const { keys, name, value } of leavesOf(recorded.answer?.json))
      add(value, { call, keys, name, isChange });
    const end = segmentsOf(recorded.answer?.location ?? '').at(-1);
    if (end !== undefined) add(end, { call, name: 'location', isChange });
  }
  return { origins, sent };
}

/** True when an answer holds the value in a field that addresses objects. */
export function isKnownId({ origins }: Known, value: string): boolean {
  return (origins.get(value) ?? []).some(({ name, keys }) => keys !== undefined && isIdField(name));
}
