import type { IdentitySpec, Target } from '../../core/target.ts';
import type { Expectation, Person, Relation } from '../../evidence/seen.ts';

/** The most strangers that are tried against one victim, and tenants that are looked at. Each pair costs a handful of requests. */
const STRANGERS = 2;
const TENANTS = 3;

/** Somebody who attacks somebody else's object. */
export interface Pair {
  readonly victim: Person;
  readonly attacker: Person;
  readonly relation: Relation;
  readonly expected: Expectation;
}

/** An identity of the target file as evidence names it. */
export function personOf(name: string, { tenant, role }: Pick<IdentitySpec, 'tenant' | 'role'>): Person {
  return { name, ...(tenant === undefined ? {} : { tenant }), ...(role === undefined ? {} : { role }) };
}

/** Somebody without a credential. */
export const NOBODY: Person = { name: 'nobody' };

/**
 * Everybody whom reads and writes may be done as. Disposable accounts are kept for what ends them, unless a tenant has no
 * other.
 */
export function people(target: Target): readonly Person[] {
  const all = Object.entries(target.identities);
  const lasting = new Set(all.flatMap(([, one]) => (one.disposable ? [] : [one.tenant ?? ''])));
  return all
    .filter(([, one]) => !one.disposable || !lasting.has(one.tenant ?? ''))
    .map(([name, one]) => personOf(name, one));
}

/** One owner per tenant: the first identity that is declared, for founders list the main account first. */
export function owners(target: Target): readonly Person[] {
  return ownersWho(target, anyone);
}

type May = (person: Person) => boolean;

const anyone: May = () => true;

/** One owner per tenant among those who may do something. */
export function ownersWho(target: Target, may: May): readonly Person[] {
  const first = new Map<string, Person>();
  for (const one of people(target)) {
    if (one.tenant !== undefined && !first.has(one.tenant) && may(one)) first.set(one.tenant, one);
  }
  return [...first.values()].slice(0, TENANTS);
}

/**
 * Ordered pairs across tenants, both directions: each owner, and people of every other tenant with different roles.
 *
 * @param may who may call the operation at all, and so can be its victim
 */
export function strangers(target: Target, may: May = anyone): readonly Pair[] {
  const victims = ownersWho(target, may);
  return victims.flatMap((victim) =>
    owners(target)
      .filter((other) => other.tenant !== victim.tenant)
      .flatMap((other) => byRole(people(target).filter((one) => one.tenant === other.tenant)))
      .map((attacker) => ({ victim, attacker, relation: 'other-tenant', expected: 'unsaid' })),
  );
}

/**
 * Ordered pairs inside one tenant. Where objects are said to be private, both directions; where nothing is said, one pair
 * per tenant is enough to put the question.
 */
export function colleagues(target: Target, expected: Expectation): readonly Pair[] {
  return owners(target).flatMap((victim) => {
    const others = byRole(
      people(target).filter((one) => one.tenant === victim.tenant && one.name !== victim.name),
    );
    const pairs = others.map((attacker): Pair => ({ victim, attacker, relation: 'same-tenant', expected }));
    if (expected === 'unsaid') return pairs.slice(0, 1);
    return pairs.flatMap((pair) => [pair, { ...pair, victim: pair.attacker, attacker: pair.victim }]);
  });
}

/** One person of each role, the later ones last: the lowest role is as telling as the highest. */
function byRole(candidates: readonly Person[]): readonly Person[] {
  const roles = new Map<string, Person>();
  for (const one of candidates) roles.set(one.role ?? '', roles.get(one.role ?? '') ?? one);
  const distinct = [...roles.values()];
  return distinct.length <= STRANGERS
    ? distinct
    : [...distinct.slice(0, STRANGERS - 1), ...distinct.slice(-1)];
}

/** What to add to the target file so that two tenants can be told apart. */
export const ADD_TENANT = `identities:
  bea: { tenant: globex, role: admin, login: { post: /api/auth/login, json: { email: bea@globex.test, password: "\${BEA_PASSWORD}" }, token: $.token } }`;
