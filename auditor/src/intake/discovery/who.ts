import { formatJsonPath } from '../json-path.ts';
import { isObject } from '../json.ts';
import { succeeded, type Recorded, type Recording } from '../recording/recorded.ts';
import { leavesOf } from './leaves.ts';

/** What a product says about the caller: the answer of `GET /api/me` and its like. */
export interface Me {
  readonly path: string;
  /** Values by JSON path. */
  readonly fields: ReadonlyMap<string, string>;
}

const ME = /\/(?:me|whoami|who-am-i|self|current-?user|viewer|userinfo)$/i;
const PERHAPS_ME =
  /\/(?:session|user|profile|account|users\/(?:me|current)|auth\/(?:user|session|me|check))$/i;

/** The answer that says who is logged in, when the recording holds one. */
export function findMe({ exchanges }: Recording): Me | undefined {
  const candidates = exchanges.filter(
    (one) => one.method === 'GET' && succeeded(one) && isObject(one.answer?.json),
  );
  const found =
    candidates.find((one) => ME.test(one.path)) ?? candidates.find((one) => PERHAPS_ME.test(one.path));
  return found === undefined ? undefined : meOf(found);
}

function meOf({ path, answer }: Recorded): Me | undefined {
  const leaves = leavesOf(answer?.json).filter((one) => one.keys.length <= 5);
  const saysWho = leaves.some(
    ({ name, value }) => /^(?:_?id|uuid|sub|user_?id|username)$/i.test(name) || isMail(value),
  );
  if (!saysWho) return undefined;
  return { path, fields: new Map(leaves.map((one) => [formatJsonPath(one.keys), one.value])) };
}

export function isMail(value: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
}

/** What a product calls its customers. */
const TENANT =
  /(?:workspace|organi[sz]ation|org|tenant|team|company|customer|space|site|group|community|store|shop|club|account)/i;

/** True for a field or parameter that names a customer: `workspace.slug`, `orgId`. */
export function namesTenant(path: string): boolean {
  return TENANT.test(path);
}

interface MePaths {
  readonly user?: string;
  readonly tenant?: string;
  readonly role?: string;
  readonly tier?: string;
}

/** Where in the answer the user, the tenant, the role and the tier stand. */
export function pathsIn({ fields }: Me): MePaths {
  const paths = [...fields.keys()];
  const find = (...patterns: readonly RegExp[]) =>
    patterns.flatMap((pattern) => paths.find((path) => pattern.test(path)) ?? []).at(0);
  const plain = (path: string | undefined, key: keyof MePaths) => (path === undefined ? {} : { [key]: path });
  return {
    ...plain(
      find(/^\$(?:\.\w+)?\.(?:e-?)?mail$/i, /mail$/i, /^\$(?:\.(?:user|data|me))?\._?id$/, /user_?id$/i),
      'user',
    ),
    ...plain(
      find(
        /(?:workspace|organi[sz]ation|org|tenant|team|company|account|community|store|shop)s?(?:\[0\])?\.(?:slug|key|handle)$/i,
        /(?:workspace|organi[sz]ation|org|tenant|team|company|account|community|store|shop)s?(?:\[0\])?\._?id$/i,
        /(?:workspace|organi[sz]ation|org|tenant|team|company|community|store|shop)(?:_?id|_?slug|_?key)?$/i,
      ),
      'tenant',
    ),
    ...plain(find(/(?:^|\.)role$/i, /roles\[0\]$/i), 'role'),
    ...plain(find(/(?:^|\.)(?:tier|plan)$/i), 'tier'),
  };
}

/** True when two recordings show the same person. */
export function isSamePerson(left: Recording, right: Recording): boolean {
  const [mine, theirs] = [findMe(left), findMe(right)];
  if (mine !== undefined && theirs !== undefined && mine.path === theirs.path) {
    const { user } = pathsIn(mine);
    const [one, other] = user === undefined ? [] : [mine.fields.get(user), theirs.fields.get(user)];
    return one !== undefined && one === other;
  }
  return left.sessions.some((one) => right.sessions.includes(one));
}
