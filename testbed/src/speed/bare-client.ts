import { Agent } from 'undici';
import { bodyOf, statusOf, type Recorded } from '../tape.ts';
import { predecessors } from './predecessors.ts';
import type { Renaming } from './renaming.ts';

interface BareOptions {
  readonly url: string;
  readonly exchanges: readonly Recorded[];
  readonly concurrency: number;
  readonly renaming: Renaming;
}

/** What the bare client did. */
export interface BareRun {
  readonly wallMs: number;
  readonly requests: number;
  /** Answers with the recorded status: below nearly all, it was not the same work. */
  readonly alike: number;
}

/**
 * Sends recorded requests with nothing around them: no plan, no tape, no proofs. Connections are kept alive, so many requests are
 * under way at once, and what depends on an answer waits for it.
 */
export async function sendBare({ url, exchanges, concurrency, renaming }: BareOptions): Promise<BareRun> {
  const agent = new Agent({ connections: concurrency, pipelining: 1 });
  const before = predecessors(exchanges);
  const done = new Map<Recorded, Promise<void>>();
  const slots = createSlots(concurrency);
  let alike = 0;
  const send = async (exchange: Recorded) => {
    for (const one of before.get(exchange) ?? []) await done.get(one);
    await slots.enter();
    try {
      const { status, body } = await request(agent, url, exchange, renaming);
      if (status === statusOf(exchange)) alike += 1;
      renaming.learn(bodyOf(exchange), body);
    } finally {
      slots.leave();
    }
  };
  const started = performance.now();
  for (const exchange of exchanges) done.set(exchange, send(exchange));
  await Promise.all(done.values());
  const wallMs = performance.now() - started;
  await agent.close();
  return { wallMs, requests: exchanges.length, alike };
}

async function request(agent: Agent, url: string, { request }: Recorded, renaming: Renaming) {
  const origin = new URL(request.url).origin;
  const here = (text: string) => renaming.rename(text.replaceAll(origin, url));
  const headers = Object.entries(request.headers).map(([name, value]) => [name, here(value)] as const);
  const response = await agent.request({
    origin: url,
    path: renaming.rename(request.url.slice(origin.length)),
    method: request.method,
    headers: Object.fromEntries(headers),
    body: request.body === undefined ? null : here(request.body),
  });
  return { status: response.statusCode, body: await response.body.text() };
}

function createSlots(concurrency: number) {
  const waiting: (() => void)[] = [];
  let free = concurrency;
  return {
    async enter(): Promise<void> {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      else free -= 1;
    },
    leave(): void {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
