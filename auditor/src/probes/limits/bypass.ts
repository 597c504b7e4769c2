import { answerOf, type Answer, type Exchange } from '../../core/exchange.ts';
import type { LimitBypassData } from '../../evidence/limit-bypass.ts';
import { callOf } from '../../evidence/response-call.ts';
import type { Ask } from '../../io/lane.ts';
import { spellingsOf } from '../access/spellings.ts';
import { sortAnswer } from './sort.ts';

/** Headers in which proxies pass on a client's address, and in which limiters look for it. */
const ADDRESS_HEADERS = [
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'fly-client-ip',
  'forwarded',
] as const;

/** Spellings that most routers take for the same route. */
const SPELLINGS = new Set([
  'a trailing slash',
  'capital letters',
  'a doubled slash in front',
  'an encoded letter',
]);

/** The most requests that looking for ways may take: one each, and three more for one that works. */
export const BYPASS_REQUESTS = (ADDRESS_HEADERS.length + SPELLINGS.size) * 4;

type Way = LimitBypassData['ways'][number];
type Sender = (change: Partial<Ask>) => Promise<Exchange>;

interface BypassOptions {
  readonly path: string;
  /** What the product answered before any limit. */
  readonly first: Answer;
  /** Sends the request that is being limited, with something changed. */
  readonly send: Sender;
}

/** Tries to get around a limit that has just shown, one way after the other. */
export async function tryBypasses({ path, first, send }: BypassOptions): Promise<readonly Way[]> {
  const ways: Way[] = [];
  let last = 0;
  for (const name of ADDRESS_HEADERS) {
    const forged = () => {
      last += 1;
      // TEST-NET-3 belongs to nobody (RFC 5737).
      const address = `203.0.113.${last}`;
      return { headers: { [name]: name === 'forwarded' ? `for=${address}` : address } };
    };
    ways.push({ name, kind: 'address', ...(await tryWay(send, forged, first)) });
  }
  for (const { name, path: spelling } of spellingsOf(path, path)) {
    if (!SPELLINGS.has(name)) continue;
    ways.push({ name, kind: 'spelling', ...(await tryWay(send, () => ({ path: spelling }), first)) });
  }
  return ways;
}

async function tryWay(
  send: Sender,
  change: () => Partial<Ask>,
  first: Answer,
): Promise<Omit<Way, 'name' | 'kind'>> {
  const tried = await send(change());
  const outcome = outcomeOf(tried, first);
  if (outcome !== 'processed') return { tried: callOf(tried), outcome };
  const plain = await send({});
  const again = await send(change());
  return {
    tried: callOf(tried),
    outcome,
    plain: callOf(plain),
    plainLimited: outcomeOf(plain, first) === 'limited',
    again: callOf(again),
    againProcessed: outcomeOf(again, first) === 'processed',
  };
}

function outcomeOf(exchange: Exchange, first: Answer): Way['outcome'] {
  if (answerOf(exchange) === undefined) return 'unanswered';
  const { kind } = sortAnswer(exchange, first);
  if (kind === 'throttled') return 'limited';
  return kind === 'processed' ? 'processed' : 'other';
}
