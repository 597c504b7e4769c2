import { doorAt, serviceAt } from '../../core/hosted.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Lane } from '../../io/lane.ts';
import type { Model } from './model.ts';

/**
 * Shows that a person's credential works, by a route that every signed-in person may call. Once per cell and not once per
 * run: a session that died in the meantime must not count as alive.
 *
 * @param operation what is asked besides: an operation of a hosted backend has a door of its own
 */
export async function alive(
  lane: Lane,
  { door, target }: Model,
  person: Person,
  operation?: Operation,
): Promise<Exchange | undefined> {
  const service = serviceAt(target, operation?.wire?.base);
  if (service === undefined)
    return door === undefined ? undefined : lane.send({ ...door.ask, as: person.name });
  const hosted = doorAt(target, service.backend);
  if (hosted === undefined) return undefined;
  const { user: _, ...ask } = hosted;
  return lane.send({ ...ask, as: person.name });
}
