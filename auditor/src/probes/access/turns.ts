import type { Lane } from '../../io/lane.ts';

/** Lets one after the other work on something that only one may change at a time. */
interface Turns {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Waits for its turn on an account or a tenant that several cells change. Two at once would each see what the other did and
 * take it for their own effect.
 */
export async function inTurn<Result>(
  lane: Lane,
  subject: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const turns = await lane.shared(`turns/${subject}`, () => Promise.resolve(createTurns()));
  return turns.run(work);
}

function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const mine = last.then(work);
      // The next one starts also when this one fails.
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
