import { Agent, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, cookiesOf, statusOf, type Recorded } from '../tape.ts';
import { predecessors } from './predecessors.ts';
import type { Stretch } from './waits.ts';
import type { Renaming } from './renaming.ts';

interface BareOptions {
  readonly url: string;
  readonly stretches: readonly Stretch[];
  readonly concurrency: number;
  readonly renaming: Renaming;
}

/** What the bare client did. */
export interface BareRun {
  /** Time for requests; waits on purpose are kept and not counted. */
  readonly wallMs: number;
  readonly requests: number;
  /** Answers with the recorded status: below nearly all, it was not the same work. */
  readonly alike: number;
  /** How often another status came, such as `GET 200, now 429`. */
  readonly differences: ReadonlyMap<string, number>;
}

/**
 * Sends recorded requests with nothing around them: no plan, no tape, no proofs. Connections are kept alive, so many requests are
 * under way at once, and what depends on an answer waits for it.
 */
export async function sendBare({ url, stretches, concurrency, renaming }: BareOptions): Promise<BareRun> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const exchanges = stretches.flatMap((stretch) => stretch.exchanges);
  const before = predecessors(exchanges);
  const done = new Map<Recorded, Promise<void>>();
  const slots = createSlots(concurrency);
  const differences = new Map<string, number>();
  const note = (exchange: Recorded, now: number | undefined) => {
    const change = `${exchange.request.method} ${statusOf(exchange) ?? 'no answer'}, now ${now ?? 'no answer'}`;
    differences.set(change, (differences.get(change) ?? 0) + 1);
  };
  let alike = 0;
  const repeat = async (exchange: Recorded) => {
    for (const one of before.get(exchange) ?? []) await done.get(one);
    await slots.enter();
    try {
      const { status, body, cookies } = await ask(agent, url, exchange, renaming);
      if (status === statusOf(exchange)) alike += 1;
      else note(exchange, status);
      renaming.learn(bodyOf(exchange), body);
      renaming.learnCookies(cookiesOf(exchange), cookies);
    } finally {
      slots.leave();
    }
  };
  let wallMs = 0;
  for (const stretch of stretches) {
    await sleep(stretch.waitMs);
    const started = performance.now();
    for (const exchange of stretch.exchanges) done.set(exchange, repeat(exchange));
    await Promise.all(done.values());
    wallMs += performance.now() - started;
  }
  agent.destroy();
  return { wallMs, requests: exchanges.length, alike, differences };
}

interface Said {
  readonly status: number | undefined;
  readonly body: string;
  readonly cookies: readonly string[];
}

function ask(agent: Agent, url: string, { request }: Recorded, renaming: Renaming): Promise<Said> {
  const origin = new URL(request.url).origin;
  const here = (text: string) => renaming.rename(text.replaceAll(origin, url));
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, here(value)]),
  );
  const { hostname, port } = new URL(url);
  const path = renaming.rename(request.url.slice(origin.length));
  return new Promise((resolve, reject) => {
    const message = send({ agent, hostname, port, path, method: request.method, headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.once('end', () =>
        resolve({ status: answer.statusCode, body, cookies: answer.headers['set-cookie'] ?? [] }),
      );
      answer.once('error', reject);
    });
    message.once('error', reject);
    message.end(request.body === undefined ? undefined : here(request.body));
  });
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
