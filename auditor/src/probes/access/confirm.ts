import { answerOf } from '../../core/exchange.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { idBeside } from './ids.ts';
import type { Model } from './model.ts';
import { undoOf } from './removal.ts';
import { requestFor, type Ids } from './requests.ts';
import { parseJson, see } from './see.ts';

interface Guess {
  readonly resource: Resource;
  readonly owner: Person;
  readonly idsOf: (id: string) => Ids;
  /** Canaries that the new object must hold. */
  readonly sent: readonly string[];
  /** What looked like its id in the answer that made it. */
  readonly id: string | undefined;
}

/**
 * The id under which the new object can really be read. An answer may name several things; where the likeliest id does not
 * lead to the planted words, the list is searched for the entry that holds them.
 */
export async function confirmed(
  lane: Lane,
  model: Model,
  { resource, owner, idsOf, sent, id }: Guess,
): Promise<string | undefined> {
  const { read, list } = resource;
  if (sent.length === 0 || (id !== undefined && read === undefined)) return id;
  const asking = (operation: typeof read, ids: Ids) => {
    const ask =
      operation === undefined
        ? undefined
        : requestFor(model, operation, { person: owner, ids, text: () => 'a' });
    return ask === undefined ? undefined : { ...ask, as: owner.name };
  };
  const reading = id === undefined ? undefined : asking(read, idsOf(id));
  if (reading !== undefined && see(await lane.send(reading), sent).canary) return id;
  const listing = asking(list, idsOf(id ?? ''));
  if (listing === undefined) return id;
  let found: string | undefined;
  await lane.create(listing, (answer) => {
    found = idBeside(parseJson(answerOf(answer)?.body ?? ''), sent, resource);
    return found === undefined || found === id ? undefined : undoOf(model, resource, owner, idsOf(found));
  });
  return found ?? id;
}
