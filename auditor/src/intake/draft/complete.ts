import type { Json } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { tenancy } from '../../core/target/accounts.ts';
import { chat } from '../../core/target/chat.ts';
import { logout, whoami } from '../../core/target/identity.ts';
import type { Discovery } from '../discovery/discover.ts';
import type { Sections } from './sections.ts';

/** A target with what the recordings showed beyond what its file says. */
export interface Completed {
  readonly target: Target;
  /** What was added, one short line each. */
  readonly learned: readonly string[];
}

/** Fills in the sections that the file leaves out and the recordings show. What the file says itself stays. */
export function completed(target: Target, seen: Sections, { me, tenancy: found }: Discovery): Completed {
  const learned: string[] = [];
  const add = <Value>(
    section: string,
    known: unknown,
    schema: Readable<Value>,
    written: Json | undefined,
    says: string,
  ): Value | undefined => {
    if (known !== undefined || written === undefined || Object.hasOwn(target.absent, section))
      return undefined;
    const read = schema.safeParse(written);
    if (!read.success) return undefined;
    learned.push(`${section} ${says}`);
    return read.data;
  };
  const by = seen.tenancy;
  const newTenancy = add(
    'tenancy',
    target.tenancy,
    tenancy,
    by,
    `by ${by?.by ?? ''}${by?.name === undefined ? '' : ` ${by.name}`}`,
  );
  const tenants =
    newTenancy === undefined ? target.tenants : withKeys(target, newTenancy.by, found?.keys ?? new Map());
  const who = believable(seen.whoami, { ...target, tenants }, me);
  const newWhoami = add('whoami', target.whoami, whoami, who, `GET ${words(who?.['get'])}`);
  const newLogout = add(
    'logout',
    target.logout,
    logout,
    seen.logout === undefined ? undefined : { post: seen.logout },
    `POST ${seen.logout ?? ''}`,
  );
  const newChat = add('chat', target.chat, chat, seen.chat, words(seen.chat?.['send']));
  return {
    target: {
      ...target,
      tenants,
      ...(newTenancy === undefined ? {} : { tenancy: newTenancy }),
      ...(newWhoami === undefined ? {} : { whoami: newWhoami }),
      ...(newLogout === undefined ? {} : { logout: newLogout }),
      ...(newChat === undefined ? {} : { chat: newChat }),
    },
    learned,
  };
}

function words(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

interface Readable<Value> {
  safeParse(value: unknown): { readonly success: true; readonly data: Value } | { readonly success: false };
}

/** Labels of tenants are the founder's own; requests carry the keys that were recorded. */
function withKeys(
  { tenants, identities }: Target,
  by: string,
  keys: ReadonlyMap<string, string>,
): Target['tenants'] {
  const result = { ...tenants };
  for (const [name, key] of keys) {
    const label = identities[name]?.tenant;
    const tenant = label === undefined ? undefined : result[label];
    if (label === undefined || tenant === undefined || tenant.id !== label || tenant.host !== undefined)
      continue;
    if (key !== label) result[label] = by === 'subdomain' ? { ...tenant, host: key } : { ...tenant, id: key };
  }
  return result;
}

/**
 * A place in the answer about the caller counts only when it says of everyone who recorded what the file says: a guess must
 * never tell a founder that an account is somebody else's.
 */
function believable(
  written: Sections['whoami'],
  { identities, tenants }: Target,
  me: Discovery['me'],
): { readonly [key: string]: Json } | undefined {
  if (written === undefined) return undefined;
  const people = [...me].flatMap(([name, { fields }]) => {
    const spec = identities[name];
    return spec === undefined ? [] : [{ spec, fields }];
  });
  const placeOf = (
    guess: Json | undefined,
    expected: (spec: Target['identities'][string]) => string | undefined,
  ) => {
    const agrees = (path: string) =>
      people.length > 0 &&
      people.every(({ spec, fields }) => {
        const wanted = expected(spec);
        return wanted !== undefined && fields.get(path)?.toLowerCase() === wanted.toLowerCase();
      });
    const paths = [...(people[0]?.fields.keys() ?? [])];
    return [...(typeof guess === 'string' ? [guess] : []), ...paths].find((one) => agrees(one));
  };
  const { tenant, role, tier, ...rest } = written;
  const places = {
    tenant: placeOf(tenant, (spec) => (spec.tenant === undefined ? undefined : tenants[spec.tenant]?.id)),
    role: placeOf(role, (spec) => spec.role),
    tier: placeOf(tier, (spec) => spec.tier),
  };
  const known = Object.entries(places).flatMap(([key, path]) =>
    path === undefined ? [] : [[key, path] as const],
  );
  return { ...rest, ...Object.fromEntries(known) };
}
