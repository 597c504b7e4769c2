import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { nounOf } from '../../intake/nouns.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { tenantNouns } from './account-ids.ts';
import { extraFields, type Fields } from './extra-fields.ts';
import { factsOf } from './facts.ts';
import type { Model } from './model.ts';
import type { Planted } from './plant.ts';
import { requirementsOf } from './requirements.ts';
import { parseJson } from './see.ts';
import { tenantFieldNames } from './tenant-fields.ts';

/** Fields to send beside the ordinary ones, and what they are called in reports. */
export interface SmuggledBody {
  readonly label: string;
  readonly fields: Fields;
  /** Tried where the product refuses these fields together: one by one. */
  readonly otherwise: readonly Omit<SmuggledBody, 'otherwise'>[];
}

interface Question {
  readonly model: Model;
  readonly operation: Operation;
  readonly resource: Resource;
  readonly victim: Person;
}

/**
 * What to try, the likeliest first: whose it is by plain fields, by nested writes, and the id of the victim's own object.
 *
 * @param shown the victim's object as the victim reads it: its fields are the ones that the product has
 */
export async function smuggledBodies(
  lane: Lane,
  { model, operation, resource, victim }: Question,
  theirs: Planted,
  shown: Exchange,
): Promise<readonly SmuggledBody[]> {
  const { target } = model;
  const facts = await factsOf(lane, model, victim);
  const { outer, named } = requirementsOf(model, resource);
  const parents = [...outer, ...named.map((one) => one.resource)].flatMap(({ key, name }) => {
    const id = theirs.ids.get(key);
    return id === undefined ? [] : [{ name, id }];
  });
  // The victim's tenant where one's own belongs is the first thing that anybody tries.
  const chosen = tenantFieldNames(model, operation);
  const carried = [...(operation.body?.schema?.required ?? []), ...named.map((one) => one.name)];
  const { direct, likeliest, nested } = extraFields({
    tenantNouns: tenantNouns(target),
    ...facts,
    tenantFields: [...chosen, ...fieldAt(target.whoami?.tenant)],
    shown: parseJson(answerOf(shown)?.body ?? ''),
    parents,
    taken: carried.filter((name) => !chosen.includes(name)),
  });
  const idName = target.operations[operation.id]?.id?.split('.').at(-1) ?? 'id';
  const id = { id: theirs.id, ...(/^\w+$/.test(idName) ? { [idName]: theirs.id } : {}) };
  const label = (fields: Fields) => `${Object.keys(fields).slice(0, 4).join(', ')} of ${victim.name}`;
  const whole = (fields: Fields): Omit<SmuggledBody, 'otherwise'> => ({ label: label(fields), fields });
  return [
    { ...whole(direct), otherwise: likeliest.map((one) => whole(one)) },
    { ...whole(nested), otherwise: [] },
    { label: `the id of ${victim.name}'s ${resource.name}`, fields: id, otherwise: [] },
  ].filter(({ fields }) => Object.keys(fields).length > 0);
}

/** The last name of a JSON path, where it says more than `id` does. */
function fieldAt(path: string | undefined): readonly string[] {
  const name = path?.split('.').at(-1) ?? '';
  return /^\w+$/.test(name) && nounOf(name) !== undefined ? [name] : [];
}
