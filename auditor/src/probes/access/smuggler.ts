import type { Exchange } from '../../core/exchange.ts';
import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { objectOf } from '../../intake/json.ts';
import type { Resource } from '../../intake/resources.ts';
import type { AskBody, Lane } from '../../io/lane.ts';
import type { Fields } from './extra-fields.ts';
import { createdId } from './ids.ts';
import { routeOf, type Model } from './model.ts';
import { patiently } from './patient.ts';
import { plantNamed, type Planted } from './plant.ts';
import { undoOf } from './removal.ts';
import { requestFor, type Ids } from './requests.ts';
import { namedBy } from './requirements.ts';
import { writer } from './writer.ts';

/** A body with extra fields as it was sent, and how to find what it made. */
export interface Sent {
  readonly exchange: Exchange;
  /** The attacker's words that what it made or changed now holds. */
  readonly words: readonly string[];
  readonly ids: Ids;
}

interface Smuggler {
  readonly model: Model;
  readonly operation: Operation;
  readonly resource: Resource;
  readonly sort: 'create' | 'update';
  readonly attacker: Person;
}

/** Sends the operation as the attacker, each time with text of its own and the given fields beside the ordinary ones. */
export async function smuggler(
  lane: Lane,
  { model, operation, resource, sort, attacker }: Smuggler,
  own: Planted,
): Promise<(fields: Fields) => Promise<Sent | undefined>> {
  const named = await plantNamed(lane, model, namedBy(model, operation), attacker);
  const idPath = model.target.operations[operation.id]?.id;
  const choosesId = routeOf(model, operation).objects.some((one) => one.resource.key === resource.key);
  const within = (id: string): Ids => new Map([...own.ids, [resource.key, id]]);
  return async (fields) => {
    const made = writer(lane);
    const chosen = sort === 'create' && choosesId ? lane.word() : own.id;
    const filling = { person: attacker, ids: within(chosen), text: made.text, references: named.references };
    const ask = requestFor(model, operation, filling);
    const body = ask?.body === undefined ? undefined : withFields(ask.body, fields);
    if (ask === undefined || body === undefined) return undefined;
    const request = { ...ask, body, as: attacker.name };
    if (sort === 'update') {
      const exchange = await patiently(lane, () => lane.send(request));
      return { exchange, ids: own.ids, words: [...made.sentIn(ask), ...named.words, ...own.words] };
    }
    let id: string | undefined;
    const exchange = await patiently(lane, () =>
      lane.create(request, (answer) => {
        id = choosesId ? chosen : createdId(answer, resource, idPath);
        return id === undefined ? undefined : undoOf(model, resource, attacker, within(id));
      }),
    );
    const ids = id === undefined ? withoutOwn(own.ids, resource) : within(id);
    return { exchange, ids, words: [...made.sentIn(ask), ...named.words] };
  };
}

function withoutOwn(ids: Ids, { key }: Resource): Ids {
  return new Map([...ids].filter(([one]) => one !== key));
}

/** The body with more fields in it; undefined for plain text, which has none. */
function withFields(body: AskBody, fields: Fields): AskBody | undefined {
  const flat = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  switch (body.kind) {
    case 'json':
      return { kind: 'json', json: { ...objectOf(body.json), ...fields } };
    case 'form':
      return { kind: 'form', fields: { ...body.fields, ...flat } };
    case 'multipart':
      return { ...body, fields: { ...body.fields, ...flat } };
    case 'text':
      return undefined;
  }
}
