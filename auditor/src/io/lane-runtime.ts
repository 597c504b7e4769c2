import { canaryFrom } from '../core/canary.ts';
import { describeExchange } from '../core/exchange.ts';
import type { Ask, Lane } from './lane.ts';
import { laneRandomness } from './randomness.ts';
import type { World } from './world.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Work that was done once for many cells, by key. */
export type SharedWork = Map<string, Promise<unknown>>;

/** Makes the lane of a cell. All lanes of one run share the same `shared` map. */
export function createLane(world: World, name: string, shared: SharedWork): Lane {
  const id = world.prefix + name;
  const random = laneRandomness(world.seed, id);
  let acts = 0;
  const nextId = () => {
    acts += 1;
    return `${id}#${acts}`;
  };
  const send = (ask: Ask) => world.exchange(nextId(), id, ask);

  return {
    id,
    send,
    resolve: (question) => world.resolve(nextId(), id, question),
    handshake: (order) => world.handshake(nextId(), id, order),
    browse: (order) => world.browse(nextId(), id, order),
    async create(ask, undo) {
      const settled = world.journal(
        `${ask.method} ${ask.path}${ask.as === undefined ? '' : ` as ${labelOf(ask.as)}`}`,
      );
      const exchange = await send(ask);
      settled(undo(exchange));
      return exchange;
    },
    canary() {
      const word = canaryFrom(random.bytes(16));
      world.plant(word);
      return word;
    },
    word: () => [...random.bytes(8)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join(''),
    fork: (branch) => createLane(world, `${name}/${branch}`, shared),
    shared<Result>(key: string, make: (lane: Lane) => Promise<Result>): Promise<Result> {
      const known = shared.get(key) ?? make(createLane(world, `shared/${key}`, shared));
      shared.set(key, known);
      // One key is only ever given one maker, so the stored promise is of its type.
      return known as Promise<Result>;
    },
    owe: (undo) => world.owe(undo),
    settle: (what) => world.settle(what),
    login: (identity, as) => world.login(nextId(), identity, as),
    async mail(to, cause) {
      const mark = await world.mailMark(nextId(), to);
      const exchange = await cause();
      const id = nextId();
      const { outcome } = exchange;
      if (outcome.kind === 'no-answer' || outcome.status >= 400) {
        const because = `the mail was not asked for: ${describeExchange(exchange)}`;
        return { exchange, result: { kind: 'none', because } };
      }
      return { exchange, result: await world.mail(id, to, mark) };
    },
    forge: (identity, forgery) => world.forge(nextId(), identity, forgery),
    shapeOf: (identity) => world.shapeOf(nextId(), identity),
    listen: (path, order) => world.listen(nextId(), path, order),
    heard: (path, order) => world.heard(nextId(), path, order),
    scan: (place) => world.scan(nextId(), place),
    readLogs: () => world.readLogs(nextId()),
    command: (order) => world.command(nextId(), order),
    readPapers: (names) => world.readPapers(nextId(), names),
    readEnvironments: () => world.readEnvironments(nextId()),
    checkout: () => world.checkout(nextId()),
    sleep: (ms) => world.sleep(ms),
  };
}

function labelOf(as: NonNullable<Ask['as']>): string {
  return typeof as === 'string' ? as : as.label;
}
