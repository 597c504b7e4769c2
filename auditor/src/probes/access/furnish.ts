import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { shapeOf } from '../../intake/path-template.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import type { Model } from './model.ts';
import { plantNamed, plantShared, type NotPlanted, type Planted } from './plant.ts';
import { requestFor } from './requests.ts';
import { takesText } from './takes-text.ts';
import { namedBy } from './requirements.ts';
import { writer } from './writer.ts';

/** A shared object with something in every list below it: messages in a conversation, files in a collection. */
export async function plantFurnished(
  lane: Lane,
  model: Model,
  resource: Resource,
  owner: Person,
): Promise<Planted | NotPlanted> {
  const planted = await plantShared(lane, model, resource, owner);
  if (planted.kind === 'failed') return planted;
  const added = await lane.shared(`furnish/${owner.name}${resource.key}`, (own) =>
    furnish(own, model, resource, planted),
  );
  const { words, within } = added;
  return {
    ...planted,
    words: [...planted.words, ...words],
    ...(within === undefined ? {} : { within }),
  };
}

async function furnish(
  lane: Lane,
  model: Model,
  resource: Resource,
  { owner, ids }: Planted,
): Promise<Pick<Planted, 'words' | 'within'>> {
  const words: string[] = [];
  let within: string | undefined;
  for (const child of childWrites(model, resource)) {
    const made = writer(lane);
    const named = await plantNamed(lane, model, namedBy(model, child), owner);
    const ask = requestFor(model, child, {
      person: owner,
      ids,
      text: made.text,
      references: named.references,
    });
    if (ask === undefined) continue;
    await lane.send({ ...ask, as: owner.name });
    words.push(...made.sentIn(ask), ...named.words);
    within = named.searches[0] ?? made.search;
  }
  return within === undefined ? { words } : { words, within };
}

/** Additions whose place can be read again and that make no resource of their own. */
function childWrites(model: Model, { children }: Resource): readonly Operation[] {
  const { operations, resources } = model;
  const creators = new Set(resources.flatMap((one) => one.creator?.id ?? []));
  return children.filter(
    (one) =>
      one.method === 'POST' &&
      !one.destructive &&
      !one.mails &&
      !creators.has(one.id) &&
      (takesText(one) || namedBy(model, one).length > 0) &&
      operations.some((other) => other.method === 'GET' && shapeOf(other.path) === shapeOf(one.path)),
  );
}
