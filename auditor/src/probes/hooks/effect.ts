import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Tried } from '../../evidence/webhook-delivery.ts';
import { callOf, succeeded } from '../../evidence/response-call.ts';
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
const MOST_LOOKS = 12;

/** Requests per event at most: one that seems to have had an effect is sent once more. */
export const REQUESTS_PER_EVENT = 2 * (2 + MOST_LOOKS);

/** Sees whether an event did something, by the answer of an operation before and after it. */
export interface Watch {
  /** Sends a genuine event, and looks until something is different or time is up. */
  readonly genuine: (send: () => Promise<Exchange>, what: Pick<Tried, 'name' | 'says'>) => Promise<Tried>;
  /**
   * Sends what must have no effect. A change is believed when it comes again: an earlier event may only have been slow.
   */
  readonly forbidden: Watch['genuine'];
}

/** @param effect absent where the target file names none: then only statuses are seen */
export async function watch(lane: Lane, effect: Effect | undefined): Promise<Watch> {
  if (effect === undefined) {
    const unseen: Watch['genuine'] = async (send, what) => ({
      ...what,
      call: callOf(await patiently(lane, send)),
    });
    return { genuine: unseen, forbidden: unseen };
  }
  const look = () => patiently(lane, () => lane.send(askOf(effect)));
  const [first, second] = [await look(), await look()];
  // A clock or a counter of requests in the answer moves by itself.
  const noise = new Set(differences(leavesOf(first), leavesOf(second)));
  const most = Math.min(MOST_LOOKS, Math.max(1, Math.ceil(effect.withinMs / POLL_MS)));

  const genuine: Watch['genuine'] = async (send, what) => {
    const before = await look();
    const call = callOf(await patiently(lane, send));
    // What was refused rarely acts later; what was taken gets all the time that the file says.
    const looks = succeeded(call) ? most : 1;
    for (let count = 1; ; count += 1) {
      const after = await look();
      const changed = changedBetween(before, after, noise);
      if (changed !== false || count >= looks) {
        return { ...what, call, seen: callOf(after), ...(changed === undefined ? {} : { changed }) };
      }
      await lane.sleep(POLL_MS);
    }
  };
  const forbidden: Watch['genuine'] = async (send, what) => {
    const once = await genuine(send, what);
    if (once.changed !== true) return once;
    await lane.sleep(effect.withinMs);
    const twice = await genuine(send, what);
    if (twice.changed === true) return twice;
    const { changed: _, ...unclear } = twice;
    return unclear;
  };
  return { genuine, forbidden };
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
