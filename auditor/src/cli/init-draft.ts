import type { AccountDraft } from '../intake/draft/account.ts';
import { referenceTo } from '../intake/draft/account.ts';
import { usualHeaders } from '../intake/draft/headers.ts';
import { pagesSeen } from '../intake/draft/pages.ts';
import type { LoginSeen } from '../intake/draft/recognise.ts';
import { sectionsSeen } from '../intake/draft/sections.ts';
import type { TargetDraft } from '../intake/draft/write.ts';
import { namesTenant, pathsIn, type Me } from '../intake/discovery/who.ts';
import { pathParams } from '../intake/path-template.ts';
import type { Json } from '../core/operation.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import { isMark } from '../intake/recording/secrets.ts';
import type { Gathered } from './init-sources.ts';

/** What nobody but the person knows. */
export interface Answers {
  readonly app: string;
  readonly api?: string;
  readonly product?: string;
  readonly profile?: string;
  readonly consent: boolean;
  readonly people: readonly Person[];
  /** Headers that it expects of everybody, as they were named. */
  readonly headers: { readonly [name: string]: string };
}

/** An account as its owner describes it. */
export interface Person {
  readonly name: string;
  readonly tenant?: string;
  readonly role?: string;
  readonly mail?: string;
  readonly disposable?: boolean;
}

/** Puts together what was found and what was answered. */
export function draftFrom(gathered: Gathered, answers: Answers): TargetDraft {
  const { recordings, discovery, routes } = gathered;
  const { tenancy, me } = discovery;
  const { login, ...seen } = sectionsSeen(gathered);
  const shared = answers.headers;
  const people = mergedPeople(answers.people, recordings, tenancy?.keys ?? new Map(), me);
  const accounts = people.map((person) => {
    const recording = recordings.find((one) => one.name === person.name);
    return accountOf(person, credentialOf(person, login, recording), ownHeaders(recording, shared));
  });
  const { people: _, ...said } = answers;
  return {
    ...said,
    ...seen,
    ...(login === undefined
      ? {}
      : { example: credentialOf({ name: 'ana', mail: 'ana@acme.test' }, login, undefined) }),
    ...(seen.tenancy === undefined && isBySession(gathered) ? { tenancy: { by: 'session' } } : {}),
    pages: pagesSeen(recordings),
    tenants: tenantIds(people, tenancy?.keys ?? new Map()),
    accounts: [
      ...accounts,
      ...gathered.accounts.filter((one) => !accounts.some(({ name }) => name === one.name)),
    ],
    routes,
  };
}

/** True when two customers were seen, and no operation needs to be told which one is meant. */
function isBySession({ operations, discovery: { me } }: Gathered): boolean {
  const tenants = [...me.values()].flatMap((mine) => {
    const path = pathsIn(mine).tenant;
    return path === undefined ? [] : [mine.fields.get(path)];
  });
  const places = operations.flatMap((one) => [
    ...pathParams(one.path),
    ...one.parameters.flatMap(({ name, required }) => (required ? [name] : [])),
  ]);
  return new Set(tenants).size > 1 && !places.some(namesTenant);
}

/** Everyone who recorded is an account, whether or not something was said about them. */
function mergedPeople(
  people: readonly Person[],
  recordings: readonly Recording[],
  keys: ReadonlyMap<string, string>,
  me: ReadonlyMap<string, Me>,
): readonly Person[] {
  const recorded = recordings
    .filter(({ name }) => !people.some((one) => one.name === name))
    .map(({ name }): Person => ({ name }));
  return [...people, ...recorded].map((person) => {
    const mine = me.get(person.name);
    const paths = mine === undefined ? {} : pathsIn(mine);
    const value = (path: string | undefined) => (path === undefined ? undefined : mine?.fields.get(path));
    const mail = value(paths.user);
    const tenant = labelFrom(value(paths.tenant) ?? keys.get(person.name));
    const role = labelFrom(value(paths.role));
    return {
      ...(mail === undefined || !mail.includes('@') ? {} : { mail }),
      ...(tenant === undefined ? {} : { tenant }),
      ...(role === undefined ? {} : { role }),
      ...person,
    };
  });
}

function labelFrom(value: string | undefined): string | undefined {
  return value !== undefined && /^[A-Za-z0-9][\w.@-]{0,63}$/.test(value) ? value : undefined;
}

/** Where requests carry another key than the label. */
function tenantIds(
  people: readonly Person[],
  keys: ReadonlyMap<string, string>,
): { [label: string]: string } {
  const pairs = people.flatMap(({ name, tenant }) => {
    const key = keys.get(name);
    return tenant === undefined || key === undefined ? [] : [[tenant, key] as const];
  });
  const differs = pairs.some(([label, key]) => label !== key);
  const labels = people.flatMap(({ tenant }) => (tenant === undefined ? [] : [[tenant, tenant] as const]));
  return differs ? Object.fromEntries([...labels, ...pairs]) : {};
}

function credentialOf(
  { name, mail }: Person,
  login: LoginSeen | undefined,
  recording: Recording | undefined,
): AccountDraft['credential'] {
  if (login !== undefined) {
    const fields = {
      ...login.others,
      [login.user]: mail ?? `${name}@example.test`,
      [login.password]: referenceTo(name, 'password'),
    };
    const csrf = login.csrf === undefined ? {} : { csrf: { ...login.csrf } };
    if (login.isForm) return { login: { form: login.path, fields: stringsOnly(fields), ...csrf } };
    const { token, refreshToken, tokenAs } = login;
    return {
      login: {
        post: login.path,
        json: fields,
        ...(token === undefined ? {} : { token }),
        ...(token === undefined || tokenAs === undefined ? {} : { tokenAs: `${tokenAs}: {{token}}` }),
        ...(refreshToken === undefined ? {} : { refreshToken }),
        ...csrf,
      },
    };
  }
  const seen = recording?.credentials ?? [];
  const [first] = seen.toSorted((left, right) => RANK[left.kind] - RANK[right.kind]);
  switch (first?.kind) {
    case 'bearer':
      return { bearer: referenceTo(name, 'token') };
    case 'basic':
      return { basic: { user: mail ?? name, password: referenceTo(name, 'password') } };
    case 'header':
      return { apiKey: { header: first.names[0] ?? 'x-api-key', value: referenceTo(name, 'key') } };
    case 'cookie':
      return { cookie: `${sessionName(first.names)}=${referenceTo(name, 'session')}` };
    case undefined:
      return { bearer: referenceTo(name, 'token') };
  }
}

const RANK = { header: 0, bearer: 1, basic: 2, cookie: 3 } as const;

function sessionName(names: readonly string[]): string {
  return names.find((one) => /sess|sid|auth|token/i.test(one)) ?? names[0] ?? 'session';
}

function stringsOnly(fields: { readonly [name: string]: Json }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function accountOf(
  { name, tenant, role, disposable }: Person,
  credential: AccountDraft['credential'],
  own: { readonly [name: string]: string },
): AccountDraft {
  return {
    name,
    ...(tenant === undefined ? {} : { tenant }),
    ...(role === undefined ? {} : { role }),
    ...(disposable === true ? { disposable } : {}),
    credential,
    ...(Object.keys(own).length === 0 ? {} : { more: { headers: own } }),
  };
}

/** Headers that one person's front end sends with everything and another's does not, such as a chosen workspace. */
function ownHeaders(
  recording: Recording | undefined,
  shared: { readonly [name: string]: string },
): { [name: string]: string } {
  return Object.fromEntries(
    usualHeaders(recording?.exchanges ?? []).filter(
      ([name, value]) =>
        shared[name] !== value && !isMark(value) && !/api[-_]?key|next-action|csrf|xsrf/i.test(name),
    ),
  );
}

/** The header that carries a CSRF token, when the front end sends one. */
export function csrfHeader({ recordings }: Gathered): string | undefined {
  return recordings
    .flatMap((one) => one.exchanges.flatMap(({ headers }) => Object.keys(headers)))
    .find((name) => /csrf|xsrf/i.test(name));
}
