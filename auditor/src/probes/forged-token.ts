import type { Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import { ExpiredToken, type ForgedTokenData } from '../evidence/forged-token.ts';
import type { Person } from '../evidence/seen.ts';
import {
  KEY_FORMS,
  type Ask,
  type CredentialShape,
  type ForgeResult,
  type Impossible,
  type Lane,
} from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorOf } from './access/door.ts';
import { mayCall, modelOf, type Model } from './access/model.ts';
import { asNobody } from './access/nobody.ts';
import { owners, personOf } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { objectReads } from './access/plan-operations.ts';
import { KEY_REQUESTS, MOST_KEYS, publishedKeys } from './access/public-keys.ts';
import { requestFor } from './access/requests.ts';
import { see } from './access/see.ts';
import { belongingsFor } from './access/words.ts';
import { ADD_WHOAMI } from './accounts/disposable.ts';
import { QUESTIONS, type Named, type Question } from './tokens/questions.ts';

/** Routes and people that forged tokens are tried on: two of each show whether one verifier stands before all. */
const ROUTES = 2;
const PEOPLE = 2;

/** Uses tokens that must be refused, on routes where no token and a garbage token are. */
export const forgedToken: Probe = {
  id: 'forged-token',
  yields: QUESTIONS.map((one) => one.kind.kind),
  plan: (context) => {
    const model = modelOf(context);
    const people = owners(model.target).slice(0, PEOPLE);
    const all = objectReads(model, '').reads.filter((one) => one.method === 'GET');
    // A route that is kept from one of them shows nothing about tokens.
    const open = all.filter((one) => people.every((person) => mayCall(model, one, person)));
    const reads = (open.length > 0 ? open : all).filter(
      (one, index, rest) => rest.findIndex((other) => startOf(other) === startOf(one)) === index,
    );
    const places: readonly (Operation | undefined)[] =
      reads.length > 0 ? reads.slice(0, ROUTES) : [undefined];
    if (people.length === 0 || (reads.length === 0 && model.door === undefined)) {
      const because = 'no protected route is known to try tokens on';
      return {
        cells: [],
        leftOut: QUESTIONS.map(({ kind, title }) => ({
          kind: kind.kind,
          what: title,
          because,
          add: ADD_WHOAMI,
        })),
      };
    }
    const cells = QUESTIONS.flatMap((question) =>
      peopleFor(model, question, people).flatMap((person) =>
        places.map((operation) => cellFor(model, question, person, operation)),
      ),
    );
    return { cells, leftOut: [] };
  },
};

/** One expired token is enough, and whoever the file has one of comes first: waiting for another may take hours. */
function peopleFor({ target }: Model, { kind }: Question, people: readonly Person[]): readonly Person[] {
  if (kind !== ExpiredToken) return people;
  const given = Object.entries(target.identities).flatMap(([name, one]) =>
    one.expired === undefined ? [] : [personOf(name, one)],
  );
  return (given.length > 0 ? given : people).slice(0, 1);
}

function startOf({ path }: Operation): string {
  return path.split('{')[0] ?? path;
}

function cellFor(
  model: Model,
  question: Question,
  person: Person,
  operation: Operation | undefined,
): RunnableCell {
  const id = operation?.id ?? model.door?.operation ?? '';
  return {
    id: `forged-token/${id}/${person.name}/${question.kind.kind}`,
    probe: 'forged-token',
    title: `does ${id} believe ${question.title} of ${person.name}?`,
    operation: id,
    identities: [person.name],
    phase: 'reads',
    effect: 'read',
    cost: { requests: requestsFor(model, question, person), tokens: 0, mails: 0 },
    yields: [question.kind.kind],
    run: (lane) => run(lane, model, question, person, operation),
  };
}

async function run(
  lane: Lane,
  model: Model,
  question: Question,
  person: Person,
  operation: Operation | undefined,
): Promise<CellResult> {
  const place = await placeFor(lane, model, person, operation);
  if (place.kind === 'failed') return unanswered(place.because, place.add);
  const { ask, words } = place;
  const shape = await lane.shapeOf(person.name);
  if (shape.kind === 'none') return unanswered(`${person.name} has no credential that could be forged`);
  const control = await lane.send({ ...ask, as: person.name });
  const garbage = await lane.forge(person.name, { kind: 'garbage' });
  if (garbage.kind === 'impossible') return unanswered(garbage.because, garbage.add);
  const door = (exchange: Exchange) => doorOf(exchange, control, words);
  const spoiled = question.aboutKeys
    ? await lane.forge(person.name, { kind: 'signature-altered' })
    : undefined;
  const base = {
    operation: ask.operation ?? ask.path,
    person,
    shape: shape.kind,
    control: see(control, words),
    hasCanary: words.length > 0 && see(control, words).canary,
    none: door(await lane.send({ ...ask, ...asNobody(person) })),
    garbage: door(await lane.send({ ...ask, as: garbage.credential })),
    ...(spoiled?.kind === 'forged'
      ? { anySignature: door(await lane.send({ ...ask, as: spoiled.credential })) }
      : {}),
  };
  const tried: Omit<ForgedTokenData, 'controlAfter'>[] = [];
  const keys = question.withKeys ? await keysFor(lane, shape) : NO_KEYS;
  if (keys.kind === 'failed') tried.push({ ...base, forgery: 'public key as secret', ...keys.reason });
  const named = [...question.forgeries(model, person), ...(keys.kind === 'found' ? keys.forgeries : [])];
  for (const { name, forgery } of named) {
    const forged = await lane.forge(person.name, forgery);
    if (forged.kind === 'impossible') {
      tried.push({ ...base, forgery: name, ...reasonFor(forged) });
      continue;
    }
    const attempt = door(await lane.send({ ...ask, as: forged.credential }));
    const again =
      attempt.state === 'open' ? door(await lane.send({ ...ask, as: forged.credential })) : undefined;
    tried.push({ ...base, forgery: name, attempt, ...(again === undefined ? {} : { again }) });
  }
  const controlAfter = see(await lane.send({ ...ask, as: person.name }), words);
  return gathered(...tried.map((one) => question.kind.of({ ...one, controlAfter })));
}

/** That there is nothing to forge is a defence; that we lack what it takes is not. */
const DEFENCES: readonly Impossible[] = ['no-jwt', 'no-claim', 'strong-secret', 'no-signature', 'no-form'];

function reasonFor({ reason, because, add }: Extract<ForgeResult, { kind: 'impossible' }>) {
  if (DEFENCES.includes(reason)) return { nothingToForge: because };
  return { impossible: { because, ...(add === undefined ? {} : { add }) } };
}

/** The most a cell sends: planting, four controls, and each forgery twice. */
function requestsFor(model: Model, question: Question, person: Person): number {
  const keyed = question.withKeys ? KEY_REQUESTS + MOST_KEYS * KEY_FORMS.length * 2 : 0;
  return PLANTING + 7 + question.forgeries(model, person).length * 2 + keyed;
}

type Keys =
  | { readonly kind: 'found'; readonly forgeries: readonly Named[] }
  | { readonly kind: 'failed'; readonly reason: Pick<ForgedTokenData, 'nothingToForge' | 'impossible'> };

const NO_KEYS: Keys = { kind: 'found', forgeries: [] };

/** One forgery for each published key and each form in which a verifier may hold it. */
async function keysFor(lane: Lane, shape: CredentialShape): Promise<Keys> {
  if (shape.algorithm === undefined)
    return { kind: 'failed', reason: { nothingToForge: 'the credential is no JSON Web Token' } };
  const keys = await publishedKeys(lane, shape);
  if (keys.length > 0) {
    const forgeries = keys.flatMap((jwk, index) =>
      KEY_FORMS.map((form) => ({
        name: `public key ${index + 1} as secret (${form})`,
        forgery: { kind: 'key-confusion', jwk, form } as const,
      })),
    );
    return { kind: 'found', forgeries };
  }
  if (shape.algorithm.startsWith('HS'))
    return {
      kind: 'failed',
      reason: { nothingToForge: 'a shared secret signs it, and no public key exists' },
    };
  const host = hostOf(shape.issuer);
  const because = `its public keys were not found${host === undefined ? '' : `; ${host} issues it`}`;
  const add = `network: { allow: [${host ?? 'login.example.com'}] }   # the host that publishes the keys of your tokens`;
  return { kind: 'failed', reason: { impossible: { because, add } } };
}

function hostOf(issuer: string | undefined): string | undefined {
  return issuer !== undefined && URL.canParse(issuer) ? new URL(issuer).host : undefined;
}

type Place =
  | { readonly kind: 'ready'; readonly ask: Omit<Ask, 'as'>; readonly words: readonly string[] }
  | { readonly kind: 'failed'; readonly because: string; readonly add?: string };

/** Where tokens are tried: a read that shows its owner a planted word, or else the route that says who is calling. */
async function placeFor(
  lane: Lane,
  model: Model,
  person: Person,
  operation: Operation | undefined,
): Promise<Place> {
  if (operation === undefined) {
    if (model.door === undefined)
      return { kind: 'failed', because: 'no protected route is known', add: ADD_WHOAMI };
    return { kind: 'ready', ask: model.door.ask, words: [] };
  }
  const theirs = await belongingsFor(lane, model, operation, person);
  if (theirs.kind === 'failed') return theirs;
  const ask = requestFor(model, operation, { person, ids: theirs.ids, text: () => theirs.search });
  if (ask === undefined) return { kind: 'failed', because: `the path of ${operation.id} cannot be filled` };
  return { kind: 'ready', ask, words: theirs.words };
}
