import type { Json } from '../../core/operation.ts';

/** Fields to send beside the ordinary ones. */
export type Fields = { readonly [name: string]: Json };

interface Facts {
  /** What the product calls a tenant, the likeliest first. */
  readonly tenantNouns: readonly string[];
  /** The victim's tenant and the victim, as the product names them; the likeliest first. */
  readonly tenants: readonly Json[];
  readonly users: readonly Json[];
  /** Fields by which the product itself names a tenant: `org`, where it describes an account as `{ org: "acme" }`. */
  readonly tenantFields?: readonly string[];
  /** The victim's own object as the product shows it: its fields are the ones that the product has. */
  readonly shown: unknown;
  /** Objects of the victim that one of the attacker's could be put into, by what they are called. */
  readonly parents: readonly { readonly name: string; readonly id: string }[];
  /** Fields that the request carries anyway. */
  readonly taken: readonly string[];
}

/** What somebody might smuggle into a body, by the way in which it is meant. */
export interface Smuggled {
  /** `ownerId`, `workspace_id`, with the victim's values. */
  readonly direct: Fields;
  /** The few of those that are the likeliest, for products that refuse a body with anything unknown in it. */
  readonly likeliest: readonly Fields[];
  /** `{ board: { connect: { id } } }` as Prisma and its kin write it. */
  readonly nested: Fields;
}

const OWNERSHIP =
  /^(?:owner|user|author|creator|created_?by|assignee|account|tenant|workspace|org(?:ani[sz]ation)?|team|company|customer|project)(?:_?(?:id|slug|key|uuid))?$/i;

const OWNERS = ['owner', 'user', 'author', 'creator'];
const NOUNS = 3;
const LIKELIEST = 4;

/** Owner, tenant and parent of the victim, in the spellings that this product uses and in those that others do. */
export function extraFields({
  tenantNouns,
  tenants,
  users,
  tenantFields = [],
  shown,
  parents,
  taken,
}: Facts): Smuggled {
  const free = (fields: Fields) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !taken.includes(name)));
  const [tenant, user] = [tenants[0], users[0]];
  const bare = tenant === undefined ? {} : Object.fromEntries(tenantFields.map((name) => [name, tenant]));
  // Before the others, for it is the likeliest; and as the victim's own answer names it.
  const seen = free({ ...bare, ...ownFields(shown, [...tenants, ...users]), ...bare });
  const nouns = tenantNouns.slice(0, NOUNS);
  const byTenant = tenant === undefined ? {} : named(nouns, tenant);
  const byOwner = user === undefined ? {} : { ...named(OWNERS, user), createdBy: user, created_by: user };
  const byParent = Object.assign({}, ...parents.map(({ name, id }) => named([name], id)));
  const direct = free({ ...seen, ...byTenant, ...byOwner, ...byParent, ...bothSpellings(seen), ...seen });
  const first = [
    ...Object.keys(seen),
    ...parents.map(({ name }) => `${camel(name)}Id`),
    ...nouns.slice(0, 1).map((noun) => `${camel(noun)}Id`),
    'ownerId',
    'userId',
  ];
  const names = [...new Set(first)].filter((name) => name in direct).slice(0, LIKELIEST);
  const likeliest = names.flatMap((name) => {
    const value = direct[name];
    return value === undefined ? [] : [{ [name]: value }];
  });
  const nested = free({
    ...(tenant === undefined ? {} : connected(nouns.slice(0, 1), tenant)),
    ...(user === undefined ? {} : connected(OWNERS.slice(0, 2), user)),
    ...Object.assign({}, ...parents.map(({ name, id }) => connected([name], id))),
  });
  return { direct, likeliest, nested };
}

/** Fields of the victim's object that say whose it is: by their names, or by holding what stands for the victim. */
function ownFields(shown: unknown, values: readonly Json[]): Fields {
  const found: Record<string, Json> = {};
  for (const [name, value] of scalars(shown)) {
    const says = OWNERSHIP.test(name) || (values.includes(value) && !/^_?id$/i.test(name));
    if (says && !(name in found)) found[name] = value;
  }
  return found;
}

/** Every field with a text or a number, down to three levels; of lists the first entry only. */
function scalars(value: unknown, depth = 3): readonly (readonly [string, string | number])[] {
  if (value === null || typeof value !== 'object' || depth === 0) return [];
  if (Array.isArray(value)) return scalars(value[0], depth - 1);
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) =>
    typeof item === 'string' || typeof item === 'number' ? [[name, item] as const] : scalars(item, depth - 1),
  );
}

function named(nouns: readonly string[], id: Json): Fields {
  return Object.fromEntries(
    nouns.flatMap((noun) => [
      [`${camel(noun)}Id`, id],
      [`${snake(noun)}_id`, id],
    ]),
  );
}

function connected(nouns: readonly string[], id: Json): Fields {
  return Object.fromEntries(nouns.map((noun) => [camel(noun), { connect: { id } }]));
}

function bothSpellings(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => [
      [camel(name), value],
      [snake(name), value],
    ]),
  );
}

function camel(name: string): string {
  return name.replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function snake(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}
