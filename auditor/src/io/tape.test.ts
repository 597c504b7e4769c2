import { describe, expect, it } from 'vitest';
import type { Exchange } from '../core/exchange.ts';
import { json } from './fixtures/small-server.ts';
import { trialRun } from './fixtures/trial-run.ts';
import type { Lane } from './lane.ts';
import { createLane, type SharedWork } from './lane-runtime.ts';
import { readTape } from './tape.ts';
import { createTapeWorld } from './tape-world.ts';
import type { World } from './world.ts';

const LANES = 12;
const IDENTITIES = {
  ana: { tenant: 'acme', login: { post: '/login', json: { password: '${ANA}' }, token: '$.token' } },
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a cell might do: plant, share, fork, log in, forge. Answers with everything that it learned. */
async function work(lane: Lane): Promise<unknown> {
  const shared = await lane.shared('seed', async (apart) => {
    const word = apart.canary();
    return `${word} ${statusOf(await apart.send({ method: 'GET', path: `/shared/${word}` }))}`;
  });
  const [canary, word] = [lane.canary(), lane.word()];
  const made = await lane.create({ method: 'POST', path: `/notes/${word}`, as: 'ana' }, () => ({
    what: word,
  }));
  const branches = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      const branch = lane.fork(name);
      return `${branch.canary()} ${statusOf(await branch.send({ method: 'GET', path: `/slow/${branch.word()}` }))}`;
    }),
  );
  const login = await lane.login('ana');
  const forged = await lane.forge('ana', { kind: 'garbage' });
  const shape = await lane.shapeOf('ana');
  return { shared, canary, word, made: made.id, branches, login, forged: forged.kind, shape };
}

function statusOf({ outcome }: Exchange): number {
  return outcome.kind === 'answer' ? outcome.status : 0;
}

async function perform(world: World, order: readonly number[], atOnce: number): Promise<unknown> {
  const shared: SharedWork = new Map();
  const learned: unknown[] = [];
  const queue = [...order];
  const run = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift())
      learned[index] = await work(createLane(world, `probe/cell-${index}`, shared));
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return learned;
}

function product(jitter: boolean) {
  return trialRun({
    target: { identities: IDENTITIES, limits: { concurrency: 16 } },
    env: { ANA: 'password-1' },
    async serve({ path }, response) {
      if (jitter) await pause(Math.random() * 8);
      const known = Buffer.from(path).reduce((sum, byte) => sum + byte, 0) % 2 === 0;
      json(response, known ? 200 : 404, path === '/login' ? { token: 'tok-1234567890ab' } : { path });
    },
  });
}

const UP = Array.from({ length: LANES }, (_, index) => index);

describe('tape', () => {
  it('teaches a probe again what it learned, in any order and at any speed', async () => {
    await using run = await product(true);
    const live = await perform(run.live.world, UP, 8);
    const tape = readTape(run.directory.readLines('tape.jsonl'));
    for (const [order, atOnce] of [
      [UP, 1],
      [UP.toReversed(), 1],
      [UP, 8],
    ] as const) {
      const replayed = await perform(createTapeWorld({ tape, seed: '00', prefix: '' }), order, atOnce);
      expect(replayed).toEqual(live);
    }
  });

  it('holds the same however many cells ran at once', async () => {
    await using slow = await product(true);
    await using fast = await product(false);
    const alone = await perform(slow.live.world, UP, 1);
    const together = await perform(fast.live.world, UP.toReversed(), 12);
    expect(together).toEqual(alone);
    const paths = (run: typeof slow) =>
      run.visits
        .map((visit) => `${visit.method} ${visit.path}`)
        .filter((one) => one !== 'POST /login')
        .sort();
    expect(paths(fast)).toEqual(paths(slow));
  });

  it('gives each lane words of its own, and each seed others', async () => {
    await using run = await product(false);
    const world = (seed: string, prefix: string): World => ({ ...run.live.world, seed, prefix });
    const word = (seed: string, prefix: string, name: string) =>
      createLane(world(seed, prefix), name, new Map()).canary();
    const words = [word('00', '', 'a'), word('00', '', 'b'), word('01', '', 'a'), word('00', 'r2/', 'a')];
    expect(new Set(words).size).toBe(4);
    expect(word('00', '', 'a')).toBe(words[0]);
  });

  it('holds an act that came back with nothing', () => {
    const line = JSON.stringify({ t: 'act', id: 'release#1', act: 'checkout', result: undefined });
    expect(readTape([JSON.parse(line)]).acts.get('release#1')?.act).toBe('checkout');
  });

  it('says when something is not on it', async () => {
    const world = createTapeWorld({ tape: readTape([]), seed: '00', prefix: '' });
    const lane = createLane(world, 'probe/new', new Map());
    expect((await lane.send({ method: 'GET', path: '/' })).outcome).toMatchObject({ reason: 'off-tape' });
    expect(await lane.login('ana')).toMatchObject({ kind: 'failed' });
    expect(await lane.forge('ana', { kind: 'garbage' })).toMatchObject({ kind: 'impossible' });
    expect(await lane.shapeOf('ana')).toEqual({ kind: 'none' });
  });
});
