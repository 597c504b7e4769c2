import type { Recording } from '../recording/recorded.ts';
import { isMark } from '../recording/secrets.ts';
import type { Asked } from './asked.ts';
import { leavesOf } from './leaves.ts';
import { isMail, namesTenant, type Me } from './who.ts';

/** How requests say which tenant they mean, and what each recording's tenant is called. */
export interface SeenTenancy {
  readonly by: 'path' | 'header' | 'subdomain' | 'body' | 'query' | 'session';
  readonly name?: string;
  /** Key of the tenant by identity. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Values in the answers about the callers that name a tenant and differ between them. */
export function tenantValues(mine: Me | undefined, others: readonly (Me | undefined)[]): ReadonlySet<string> {
  const fields = [...(mine?.fields ?? [])].filter(
    ([path, value]) =>
      namesTenant(path) &&
      !isMail(value) &&
      !/(?:name|title|role|plan|tier|At|_at)$/.test(path) &&
      value.length > 1 &&
      others.every((one) => one?.fields.get(path) !== value),
  );
  return new Set(fields.map(([, value]) => value));
}

interface Use {
  readonly by: SeenTenancy['by'];
  readonly name: string;
  readonly value: string;
  readonly operation: string;
  readonly side: number;
  /** True when the value first came as the answer to a change. */
  readonly isMade: boolean;
  /** True for a request that changes nothing. */
  readonly isRead: boolean;
}

/** Where the tenants' keys stand in requests: in the host, in the path of many operations, in a header, a query or a body. */
export function tenancyOf(
  asked: readonly Asked[],
  recordings: readonly Recording[],
  valuesOf: (side: number) => ReadonlySet<string>,
): SeenTenancy | undefined {
  // Nothing else reaches a tenant whose host is its own.
  const byHost = bySubdomain(recordings);
  if (byHost !== undefined) return byHost;
  const places = Map.groupBy(asked.flatMap(usesIn), (one) => `${one.by} ${one.name}`);
  const candidates = [...places.values()].flatMap((uses) => {
    const keys = keysOf(uses, recordings);
    const [first] = uses;
    if (keys === undefined || first === undefined) return [];
    const operations = new Set(uses.map((one) => one.operation)).size;
    const trust = trustIn(uses, { operations, isAlone: recordings.length === 1 }, valuesOf);
    return trust === 0 ? [] : [{ by: first.by, name: first.name, keys, operations, trust }];
  });
  const [best] = candidates.sort(
    (left, right) => right.trust - left.trust || right.operations - left.operations,
  );
  return best === undefined ? undefined : { by: best.by, name: best.name, keys: best.keys };
}

/** Operations that must share a value before it may be a tenant's without being called so. */
const MANY = 4;

/** 3: the answer about the caller says so; 2: its name says so; 1: it stands in front of everything; 0: nothing does. */
function trustIn(
  uses: readonly Use[],
  { operations, isAlone }: { readonly operations: number; readonly isAlone: boolean },
  valuesOf: (side: number) => ReadonlySet<string>,
): number {
  // What only goes with changes protects a session against forged requests; a tenant is named when reading too.
  if (uses[0]?.by === 'header' && !uses.some((one) => one.isRead)) return 0;
  const isEverywhere = operations > 1 || uses[0]?.by === 'path';
  if (isEverywhere && uses.every((one) => valuesOf(one.side).has(one.value))) return 3;
  if (isAlone) return 0;
  if (operations > 1 && uses.every((one) => namesTenant(one.name))) return 2;
  // What was made while recording is an object, however often it was looked at.
  return operations >= MANY && !uses.some((one) => one.isMade) ? 1 : 0;
}

function usesIn({ operation, side, params, recorded, known }: Asked): readonly Use[] {
  const use = (by: Use['by'], name: string, value: string): Use => {
    const isMade = known.origins.get(value)?.[0]?.isChange ?? false;
    return { by, name, value, operation, side, isMade, isRead: recorded.method === 'GET' };
  };
  return [
    // Only the outermost id can stand for everything below it.
    ...params.slice(0, 1).map(({ name, value }) => use('path', name, value)),
    ...Object.entries(recorded.headers).flatMap(([name, value]) =>
      isMark(value) ? [] : [use('header', name, value)],
    ),
    ...recorded.query.map(([name, value]) => use('query', name, value)),
    ...leavesOf(recorded.body?.json)
      .filter(({ keys }) => keys.length === 1)
      .map(({ name, value }) => use('body', name, value)),
  ];
}

/** One value per recording, another one in each. */
function keysOf(
  uses: readonly Use[],
  recordings: readonly Recording[],
): ReadonlyMap<string, string> | undefined {
  const keys = new Map<string, string>();
  for (const [side, { name }] of recordings.entries()) {
    const values = new Set(uses.filter((one) => one.side === side).map((one) => one.value));
    const [value] = values;
    if (value === undefined || values.size > 1) return undefined;
    keys.set(name, value);
  }
  return new Set(keys.values()).size === keys.size ? keys : undefined;
}

/** `acme.example.com` and `globex.example.com`: hosts that differ in their first word, one in each recording. */
function bySubdomain(recordings: readonly Recording[]): SeenTenancy | undefined {
  if (recordings.length < 2) return undefined;
  const keys = new Map<string, string>();
  const parents = new Set<string>();
  const hosts = recordings.map(({ exchanges }) => new Set(exchanges.map((one) => one.host)));
  for (const [index, { name }] of recordings.entries()) {
    const own = [...(hosts[index] ?? [])].filter((one) => !hosts.every((each) => each.has(one)));
    const [host, ...others] = own.filter((one) => isNamed(one));
    const [first, ...parent] = host?.split('.') ?? [];
    if (others.length > 0 || first === undefined || parent.length === 0) return undefined;
    keys.set(name, first);
    parents.add(parent.join('.'));
  }
  const isTold = new Set(keys.values()).size === recordings.length && parents.size === 1;
  return isTold ? { by: 'subdomain', keys } : undefined;
}

/** An IP address has no sub-domains. */
function isNamed(host: string): boolean {
  return !/^(?:[\d.]+|\[.*\])(?::\d+)?$/.test(host);
}
