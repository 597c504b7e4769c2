import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { nounOf } from '../../intake/nouns.ts';
import type { Resource } from '../../intake/resources.ts';
import type { Lane } from '../../io/lane.ts';
import { answerOf } from '../../core/exchange.ts';
import { idsIn } from './account-ids.ts';
import { existingIn, type Existing } from './existing.ts';
import { routeOf, tenantKey, type Model } from './model.ts';
import { personOf } from './people.ts';
import { requestFor, type Ids } from './requests.ts';
import { parseJson } from './see.ts';

const PEOPLE = new Set([
  'member',
  'user',
  'membership',
  'person',
  'seat',
  'teammate',
  'employee',
  'participant',
]);

/** A disposable account as an object of its tenant: what members and user routes address. */
export interface Account {
  readonly resource: Resource;
  /** The route by which the tenant's owner sees it. */
  readonly list: Operation;
  readonly holder: Person;
}

/**
 * The account that an operation on people may be tried on: nothing in the target makes people as it makes notes, so it is a
 * disposable one of the owner's tenant.
 */
export function accountFor(model: Model, operation: Operation, owner: Person): Account | undefined {
  const { unknown } = routeOf(model, operation);
  const [param] = unknown;
  if (param === undefined || unknown.length > 1) return undefined;
  const start = (path: string) => path.split(`{${param}}`)[0] ?? path;
  const resource = model.resources.find(
    (one) => one.param === param && start(one.path) === start(operation.path),
  );
  const list = resource?.list;
  if (resource === undefined || list === undefined) return undefined;
  if (!PEOPLE.has(resource.name) && !PEOPLE.has(nounOf(param) ?? '')) return undefined;
  const holder = Object.entries(model.target.identities).find(
    ([, one]) => one.disposable && one.tenant === owner.tenant,
  );
  return holder === undefined ? undefined : { resource, list, holder: personOf(...holder) };
}

/** The account, found in the owner's list by what its holder's own description calls it. */
export async function existingAccount(
  lane: Lane,
  model: Model,
  account: Account,
  owner: Person,
): Promise<Existing | undefined> {
  if (model.door === undefined) return undefined;
  const me = await lane.send({ ...model.door.ask, as: account.holder.name });
  const tenant = tenantKey(model, owner);
  const names = idsIn(parseJson(answerOf(me)?.body ?? '')).filter((one) => one !== tenant);
  const around: Ids = new Map(
    account.resource.parents.flatMap((key) => (tenant === undefined ? [] : [[key, tenant]])),
  );
  const ask = requestFor(model, account.list, { person: owner, ids: around, text: () => 'a' });
  if (ask === undefined) return undefined;
  const pick = (value: unknown) => entryIn(value, names);
  const existing = await existingIn(lane, {
    ask: { ...ask, as: owner.name },
    witness: account.list,
    name: account.resource.name,
    pick,
  });
  const id =
    existing === undefined ? undefined : idsIn(existing.fields, 0).find((one) => names.includes(one));
  return existing === undefined || id === undefined
    ? undefined
    : {
        ...existing,
        ids: new Map([...around, [account.resource.key, id]]),
        id: [account.resource.param, id],
      };
}

/** True for a list with an entry of this id. */
export function holdsAccount(value: unknown, id: string): boolean {
  return entryIn(value, [id]) !== undefined;
}

function entryIn(value: unknown, names: readonly string[]): { readonly [name: string]: unknown } | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && idsIn(value, 0).some((one) => names.includes(one)))
    return Object.fromEntries(Object.entries(value));
  for (const item of Object.values(value)) {
    const found = entryIn(item, names);
    if (found !== undefined) return found;
  }
  return undefined;
}
