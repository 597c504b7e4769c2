import type { Exchange } from '../../core/exchange.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Lane } from '../../io/lane.ts';
import type { Model } from './model.ts';

/**
 * Shows that a person's credential works, by a route that every signed-in person may call. Once per cell and not once per
 * run: a session that died in the meantime must not count as alive.
 */
export async function alive(lane: Lane, { door }: Model, person: Person): Promise<Exchange | undefined> {
  return door === undefined ? undefined : lane.send({ ...door.ask, as: person.name });
}
