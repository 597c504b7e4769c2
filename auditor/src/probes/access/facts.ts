import { answerOf } from '../../core/exchange.ts';
import type { Person } from '../../evidence/seen.ts';
import { readPath } from '../../intake/json-path.ts';
import type { Lane } from '../../io/lane.ts';
import { idsIn } from './account-ids.ts';
import { alive } from './alive.ts';
import { tenantKey, type Model } from './model.ts';
import { parseJson } from './see.ts';

/** An id or a handle, as the product writes it. */
type Name = string | number;

/** How the product names a person and their tenant, the likeliest first. */
export interface PersonFacts {
  readonly tenants: readonly Name[];
  readonly users: readonly Name[];
}

/** What somebody's own description says of them; anybody learns as much of another from a shared link or an invitation. */
export async function factsOf(lane: Lane, model: Model, person: Person): Promise<PersonFacts> {
  const { whoami } = model.target;
  const exchange = await alive(lane, model, person);
  const me = parseJson((exchange && answerOf(exchange)?.body) ?? '');
  const at = (path: string | undefined) => (path === undefined ? undefined : scalar(readPath(me, path)));
  const key = tenantKey(model, person);
  const tenants = distinct([at(whoami?.tenant), key]);
  const ids = idsIn(me).filter((id) => !tenants.some((tenant) => String(tenant) === id));
  const user = at(whoami?.user) ?? model.target.identities[person.name]?.user;
  // An id is what records are linked by; a mail address often stands for one.
  return { tenants, users: distinct([...ids.map((id) => asSent(me, id)), user]) };
}

/** A number stays a number: a strict product takes no text in its place. */
function asSent(me: unknown, id: string): Name {
  return /^\d{1,15}$/.test(id) && !JSON.stringify(me).includes(`"${id}"`) ? Number(id) : id;
}

function scalar(value: unknown): Name | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function distinct(values: readonly (Name | undefined)[]): readonly Name[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
