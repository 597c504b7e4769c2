import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Tried } from '../../evidence/webhook-delivery.ts';
import { callOf } from '../../evidence/response-call.ts';
import { fillPath } from '../../intake/path-template.ts';
import type { Lane } from '../../io/lane.ts';
import { patiently } from '../access/patient.ts';
import { parseJson } from '../access/see.ts';

/** Where one sees what an event did, and as whom. */
export interface Effect {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  readonly as: string;
  readonly withinMs: number;
}

/** Between two looks at something that takes a moment. */
const POLL_MS = 250;

/** Looks per event at most. */
export const MOST_LOOKS = 8;

/** Sees whether an event did something, by the answer of an operation before and after it. */
export interface Watch {
  /** Sends, and looks until something is different or time is up. */
  readonly over: (send: () => Promise<Exchange>, what: Pick<Tried, 'name' | 'says'>) => Promise<Tried>;
}

/** @param effect absent where the target file names none: then only statuses are seen */
export async function watch(lane: Lane, effect: Effect | undefined): Promise<Watch> {
  if (effect === undefined) {
    return { over: async (send, what) => ({ ...what, call: callOf(await patiently(lane, send)) }) };
  }
  const look = () => patiently(lane, () => lane.send(askOf(effect)));
  const [first, second] = [await look(), await look()];
  // A clock or a counter of requests in the answer moves by itself.
  const noise = new Set(differences(leavesOf(first), leavesOf(second)));
  let before = second;
  return {
    over: async (send, what) => {
      const call = callOf(await patiently(lane, send));
      const looks = Math.min(MOST_LOOKS, Math.max(1, Math.ceil(effect.withinMs / POLL_MS)));
      for (let count = 1; ; count += 1) {
        const after = await look();
        const changed = changedBetween(before, after, noise);
        if (changed === false && count < looks) {
          await lane.sleep(POLL_MS);
          continue;
        }
        before = after;
        return { ...what, call, seen: callOf(after), ...(changed === undefined ? {} : { changed }) };
      }
    },
  };
}

function askOf({ method, path, as }: Effect) {
  return { method, path: fillPath(path, {}) ?? path, as, operation: `${method} ${path}` };
}

/** Undefined where one of the two is no answer to compare. */
function changedBetween(before: Exchange, after: Exchange, noise: ReadonlySet<string>): boolean | undefined {
  const [one, other] = [answerOf(before), answerOf(after)];
  if (one === undefined || other === undefined || one.status >= 400 || other.status >= 400) return undefined;
  return differences(leavesOf(before), leavesOf(after)).some((path) => !noise.has(path));
}

type Leaves = ReadonlyMap<string, string>;

/** Every value of a JSON answer by its place; of another answer, the text as it is. */
function leavesOf(exchange: Exchange): Leaves {
  const body = answerOf(exchange)?.body ?? '';
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') {
      leaves.set(path, JSON.stringify(value) ?? '');
      return;
    }
    for (const [key, item] of Object.entries(value)) walk(item, `${path}/${key}`);
  };
  const json = parseJson(body);
  walk(json === undefined ? body : json, '');
  return leaves;
}

function differences(one: Leaves, other: Leaves): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
}
