import { TokenInUrl, type TokenInUrlData } from '../evidence/token-in-url.ts';
import type { Person } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { doorRoute, type DoorRoute } from './access/door-route.ts';
import { doorOf } from './access/door.ts';
import { asNobody } from './access/nobody.ts';
import { people } from './access/people.ts';
import { see } from './access/see.ts';
import { ADD_WHOAMI } from './accounts/disposable.ts';

/** Names under which products take a credential from the address: RFC 6750, 2.3, and what templates call it. */
const NAMES = [
  'access_token',
  'token',
  'auth_token',
  'auth',
  'jwt',
  'api_key',
  'apikey',
  'key',
  'session',
  'sid',
];
const LIKE_A_TOKEN = /token|api_?-?key|jwt|^auth|session|^sid$/i;
/** The most names, and the most people: one who brings a token and one who brings a cookie are all that a product tells apart. */
const MOST_NAMES = 16;
const PEOPLE = 2;

/** Puts a genuine credential into the address, where logs, histories and referrers keep it. */
export const tokenInUrl: Probe = {
  id: 'token-in-url',
  yields: [TokenInUrl.kind],
  plan: (context) => {
    const route = doorRoute(context);
    const asking = askers(context);
    if (route === undefined || asking.length === 0) {
      const what = 'whether a credential is taken from the address';
      const because = 'no route shows whether a credential is alive';
      return { cells: [], leftOut: [{ kind: TokenInUrl.kind, what, because, add: ADD_WHOAMI }] };
    }
    const names = [...new Set([...NAMES, ...declaredNames(context)])].slice(0, MOST_NAMES);
    return { cells: asking.map((person) => cellFor(route, person, names)), leftOut: [] };
  },
};

/** The first person, and the first whose way of signing in is described otherwise. */
function askers({ target }: PlanContext): readonly Person[] {
  const ways = new Map<string, Person>();
  for (const person of people(target)) {
    const credential = target.identities[person.name]?.credential;
    const way =
      credential?.kind === 'login' && credential.login.kind === 'json'
        ? `login ${credential.login.token ?? 'cookie'}`
        : (credential?.kind ?? '');
    if (!ways.has(way)) ways.set(way, person);
  }
  return [...ways.values()].slice(0, PEOPLE);
}

/** Query parameters of the description that sound like a credential. */
function declaredNames({ operations }: PlanContext): readonly string[] {
  return operations.flatMap(({ parameters }) =>
    parameters.flatMap((one) => (one.in === 'query' && LIKE_A_TOKEN.test(one.name) ? [one.name] : [])),
  );
}

function cellFor(route: DoorRoute, person: Person, names: readonly string[]): RunnableCell {
  return {
    id: `token-in-url/${route.operation}/${person.name}`,
    probe: 'token-in-url',
    title: `does ${route.operation} take ${person.name}'s credential from the address?`,
    operation: route.operation,
    identities: [person.name],
    phase: 'reads',
    effect: 'read',
    cost: { requests: 6 + names.length * 3, tokens: 0, mails: 0 },
    yields: [TokenInUrl.kind],
    run: (lane) => run(lane, route, person, names),
  };
}

async function run(
  lane: Lane,
  route: DoorRoute,
  person: Person,
  names: readonly string[],
): Promise<CellResult> {
  const control = await lane.send({ ...route.ask, as: person.name });
  const none = doorOf(await lane.send({ ...route.ask, ...asNobody(person) }), control);
  const tries: TokenInUrlData['tries'] = [];
  for (const name of names) {
    const moved = await lane.forge(person.name, { kind: 'in-query', name });
    if (moved.kind === 'impossible') return unanswered(moved.because, moved.add);
    const ask = async () => doorOf(await lane.send({ ...route.ask, as: moved.credential }), control);
    const attempt = await ask();
    if (attempt.state !== 'open') {
      tries.push({ name, attempt });
      continue;
    }
    const made = await lane.forge(person.name, { kind: 'in-query', name, garbage: true });
    if (made.kind === 'impossible') return unanswered(made.because, made.add);
    const garbage = doorOf(await lane.send({ ...route.ask, as: made.credential }), control);
    tries.push({ name, attempt, garbage, again: await ask() });
  }
  const controlAfter = see(await lane.send({ ...route.ask, as: person.name }));
  return gathered(
    TokenInUrl.of({ operation: route.operation, person, control: see(control), none, tries, controlAfter }),
  );
}
