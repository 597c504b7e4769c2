import { bodyOf, cookiesOf, type Recorded } from '../tape.ts';
import { namesIn } from './renaming.ts';

/**
 * What each request has to wait for: in its own lane everything that had ended when it began, elsewhere the answers that brought
 * the ids and tokens that it uses. Cleaning up waits for all that came before, and all that comes after waits for it, as the
 * auditor's phases do.
 */
export function predecessors(exchanges: readonly Recorded[]): ReadonlyMap<Recorded, readonly Recorded[]> {
  const result = new Map<Recorded, readonly Recorded[]>();
  const producers = new Map<string, Recorded>();
  const lanes = new Map<string, Recorded[]>();
  let barrier: readonly Recorded[] = [];
  let cleaning = false;
  for (const [index, exchange] of exchanges.entries()) {
    if (isCleanup(exchange) !== cleaning) {
      cleaning = !cleaning;
      barrier = exchanges.slice(0, index);
    }
    const lane = lanes.get(exchange.lane) ?? [];
    const inLane = lane.filter((one) => one.startedMs + one.durationMs <= exchange.startedMs);
    const used = namesIn(JSON.stringify(exchange.request)).flatMap((name) => producers.get(name) ?? []);
    result.set(exchange, [...barrier, ...inLane, ...used]);
    lanes.set(exchange.lane, [...lane, exchange]);
    for (const name of namesIn(`${bodyOf(exchange)} ${cookiesOf(exchange).join(' ')}`)) {
      if (!producers.has(name)) producers.set(name, exchange);
    }
  }
  return result;
}

function isCleanup({ lane }: Recorded): boolean {
  return lane === 'cleanup';
}
