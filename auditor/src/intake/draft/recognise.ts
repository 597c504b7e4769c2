import type { Json, Operation } from '../../core/operation.ts';
import { leavesOf } from '../discovery/leaves.ts';
import { isMail, pathsIn, type Me } from '../discovery/who.ts';
import { formatJsonPath } from '../json-path.ts';
import { isObject, objectOf, textOf } from '../json.ts';
import { pathParams, shapeOf } from '../path-template.ts';
import { succeeded, type Recorded, type Recording } from '../recording/recorded.ts';
import { isMark, isPrivateField } from '../recording/secrets.ts';
import { findCsrf, type CsrfSeen } from './recognise-csrf.ts';

/** What the product is seen to have, as the sections of a target file. */
export interface Recognised {
  readonly login?: LoginSeen;
  readonly whoami?: { readonly [key: string]: Json };
  readonly logout?: string;
  readonly signup?: string;
  readonly health?: string;
}

export interface LoginSeen {
  readonly path: string;
  readonly isForm: boolean;
  /** Names of the fields that hold who logs in, and the secret. */
  readonly user: string;
  readonly password: string;
  /** Fields that were sent besides. */
  readonly others: { readonly [name: string]: Json };
  readonly token?: string;
  /** The header that carries it, when it is another than usual. */
  readonly tokenAs?: string;
  readonly refreshToken?: string;
  readonly csrf?: CsrfSeen;
}

const LOGIN = /\/(?:log-?in|sign-?in|sessions?|token|authenticate|auth|credentials)$/i;
const LOGOUT = /\/(?:log-?(?:out|off)|sign-?(?:out|off)|(?:sessions?|auth)\/(?:end|close|destroy|delete))$/i;
const SIGNUP = /\/(?:sign-?up|register|registration)$/i;
/** Products that sign people up by creating one: `POST /users` with a password. */
const PEOPLE = /\/(?:users|accounts|members|customers|registrations)$/i;
const WHOAMI = /\/(?:me|whoami|self|current-?user|viewer|userinfo)$/i;
const HEALTH = /\/(?:health|healthz|livez|readyz|ping|status)$/i;

/** Finds the operations that every product has, by their paths and bodies and by what was recorded. */
export function recognise(
  operations: readonly Operation[],
  recordings: readonly Recording[],
  me: ReadonlyMap<string, Me>,
): Recognised {
  const post = (pattern: RegExp) =>
    operations.find((one) => one.method === 'POST' && pattern.test(one.path))?.path;
  const get = (pattern: RegExp) =>
    operations.find((one) => one.method === 'GET' && pattern.test(one.path))?.path;
  const bare = operations.filter((one) => one.method === 'POST' && pathParams(one.path).length === 0);
  const login = [
    ...bare.filter((one) => LOGIN.test(one.path)),
    ...bare.filter((one) => looksLikeLogin(one, recordings)),
  ]
    .flatMap((one) => loginOf(one, recordings) ?? [])
    .at(0);
  const csrf = login === undefined ? undefined : findCsrf(login.path, recordings);
  const whoami = whoamiOf([...me.values()], get(WHOAMI));
  const logout = post(LOGOUT) ?? bare.find((one) => endsSession(one, recordings))?.path;
  const signup =
    post(SIGNUP) ?? bare.find((one) => PEOPLE.test(one.path) && fieldsOf(one) !== undefined)?.path;
  const optional = { logout, signup, health: get(HEALTH) };
  const known = Object.fromEntries(Object.entries(optional).filter(([, path]) => path !== undefined));
  return {
    ...known,
    ...(login === undefined ? {} : { login: csrf === undefined ? login : { ...login, csrf } }),
    ...(whoami === undefined ? {} : { whoami }),
  };
}

function whoamiOf(
  mine: readonly Me[],
  path: string | undefined,
): { readonly [key: string]: Json } | undefined {
  const [first] = mine;
  if (first !== undefined) return { get: first.path, ...pathsIn(first) };
  return path === undefined ? undefined : { get: path };
}

/** An address that nobody would guess, but whose answer sets a cookie or gives out a token for a password. */
function looksLikeLogin(operation: Operation, recordings: readonly Recording[]): boolean {
  if (SIGNUP.test(operation.path) || PEOPLE.test(operation.path)) return false;
  return answersTo(operation, recordings).some(
    (one) =>
      succeeded(one) &&
      ((one.answer?.cookies.length ?? 0) > 0 ||
        leavesOf(one.answer?.json).some(({ value }) => isMark(value))),
  );
}

/** A log-out takes away the cookie that the requests before it carried. */
function endsSession(operation: Operation, recordings: readonly Recording[]): boolean {
  const carried = new Set(recordings.flatMap((one) => one.credentials.flatMap(({ names }) => names)));
  return answersTo(operation, recordings).some((one) =>
    (one.answer?.dropped ?? []).some((name) => carried.has(name) && !/locale|lang|theme|flash/i.test(name)),
  );
}

/** True when somebody's browser went on with a cookie that the login set, and with nothing else. */
function usesCookieOf(answers: readonly Recorded[], recordings: readonly Recording[]): boolean {
  const set = new Set(answers.flatMap(({ answer }) => answer?.cookies ?? []));
  return recordings.some(
    ({ credentials }) =>
      credentials.length > 0 &&
      credentials.every(({ kind }) => kind === 'cookie') &&
      credentials.some(({ names }) => names.some((name) => set.has(name))),
  );
}

/** Recorded answers of an operation. */
export function answersTo(
  { method, path }: Operation,
  recordings: readonly Recording[],
): readonly Recorded[] {
  const pattern = new RegExp(`^${shapeOf(path).split('{}').map(escaped).join('[^/]+')}$`);
  return recordings.flatMap(({ exchanges }) =>
    exchanges.filter((one) => one.method === method && pattern.test(one.path)),
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

const USER = /^(?:(?:e-?)?mail|user(?:_?name)?|login|identifier|handle)$/i;

/** The fields of a body that hold who somebody is and the secret that proves it. */
function fieldsOf({ body }: Operation): { readonly user: string; readonly password: string } | undefined {
  const example = objectOf(body?.example);
  const names = [...new Set([...Object.keys(body?.schema?.properties ?? {}), ...Object.keys(example)])];
  const user =
    names.find((name) => USER.test(name)) ?? names.find((name) => isMail(textOf(example[name]) ?? ''));
  const password = names.find((name) => /pass|pwd/i.test(name)) ?? names.find((name) => isPrivateField(name));
  return user === undefined || password === undefined ? undefined : { user, password };
}

function loginOf(operation: Operation, recordings: readonly Recording[]): LoginSeen | undefined {
  const answers = answersTo(operation, recordings);
  const { path, body } = operation;
  const fields = fieldsOf(operation);
  if (fields === undefined) return undefined;
  const { user, password } = fields;
  const example = objectOf(body?.example);
  const others = Object.entries(example).filter(
    ([name, value]) => name !== user && name !== password && !isPrivateField(name) && !isObject(value),
  );
  const leaves = answers.flatMap((one) => leavesOf(one.answer?.json)).filter((one) => isMark(one.value));
  const at = (pattern: RegExp) => leaves.find((one) => pattern.test(one.name))?.keys;
  const told = at(/^(?:access_?token|token|jwt|id_?token|auth_?token|session_?token)$/i);
  // Products hand out a token for programs beside the cookie that their own pages use: the pages are what is audited.
  const token = usesCookieOf(answers, recordings) ? undefined : told;
  const refresh = at(/refresh/i);
  return {
    path,
    isForm: body?.contentType === 'application/x-www-form-urlencoded',
    user,
    password,
    others: Object.fromEntries(others),
    ...(token === undefined ? {} : { token: formatJsonPath(token) }),
    ...(refresh === undefined ? {} : { refreshToken: formatJsonPath(refresh) }),
  };
}
