import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import { TenantSelector } from '../evidence/object-read.ts';
import type { Ask, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { beyondLimit } from './beyond-limit.ts';
import { tenantNouns } from './access/account-ids.ts';
import { alive } from './access/alive.ts';
import { doorOf } from './access/door.ts';
import { modelOf, routeOf, tenantKey, type Model } from './access/model.ts';
import { pairsOn } from './access/pairs.ts';
import { ADD_TENANT, strangers, type Pair } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { objectReads } from './access/plan-operations.ts';
import { requestFor } from './access/requests.ts';
import { see } from './access/see.ts';
import { belongingsFor } from './access/words.ts';
import { isCollective } from './object-list.ts';

const KIND = TenantSelector.kind;
/** Names the victim's tenant in a request that carries the attacker's own credential. */
export const tenantSelector: Probe = {
  id: 'tenant-selector',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const pairs = onePerVictim(strangers(model.target));
    const lists = model.operations.filter(
      (one) =>
        isCollective(model, one) &&
        model.resources.some(({ list, creator }) => list?.id === one.id && creator !== undefined),
    );
    const reads = objectReads(model, KIND).reads;
    // What lists the parts of one object is both.
    const most = context.target.limits.routes;
    const routes = [...new Set([...lists.slice(0, most), ...reads.slice(0, most)])];
    if (pairs.length === 0 || routes.length === 0) {
      const because =
        pairs.length === 0
          ? 'the file names one tenant only'
          : 'no route is known that shows what somebody made';
      return {
        cells: [],
        leftOut: [
          {
            kind: KIND,
            what: 'choosing a tenant',
            because,
            add: pairs.length === 0 ? ADD_TENANT : ADD_ROUTES,
          },
        ],
      };
    }
    return {
      cells: routes.flatMap((operation) =>
        onePerVictim(
          pairsOn(model, operation, { privateOnly: true }).filter((one) => one.relation === 'other-tenant'),
        ).map((pair) => cellFor(model, operation, pair)),
      ),
      leftOut: beyondLimit(context.target, {
        kind: KIND,
        what: 'choosing a tenant',
        routes: Math.max(lists.length, reads.length),
      }),
    };
  },
};

function onePerVictim(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(
    (pair, index) => pairs.findIndex((other) => other.victim.name === pair.victim.name) === index,
  );
}

function cellFor(model: Model, operation: Operation, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `tenant-selector/${operation.id}/${attacker.name}>${victim.name}`,
    probe: 'tenant-selector',
    title: `does naming ${victim.tenant ?? 'the other tenant'} show ${attacker.name} what ${victim.name} made, by ${operation.id}?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    phase: 'reads',
    effect: 'write',
    cost: { requests: 22 + PLANTING, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, pair),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, pair: Pair): Promise<CellResult> {
  const { victim, attacker } = pair;
  const theirs = await belongingsFor(lane, model, operation, victim);
  if (theirs.kind === 'failed') return unanswered(theirs.because, theirs.add);
  const { words, ids, search, markers } = theirs;
  const asOwner = requestFor(model, operation, { person: victim, ids, text: () => search, search });
  // A list is asked for below the attacker's own path, an object by its only address.
  const person = routeOf(model, operation).objects.length === 0 ? attacker : victim;
  const asAttacker = requestFor(model, operation, { person, ids, text: () => search, search });
  if (asOwner === undefined || asAttacker === undefined)
    return unanswered(`the path of ${operation.id} cannot be filled`);
  const ownerControl = await lane.send({ ...asOwner, as: victim.name });
  const control = await alive(lane, model, attacker);
  const unnamed = await lane.send({ ...asAttacker, as: attacker.name });
  const plain = see(unnamed, words, markers);
  // Then it is not the naming of a tenant that opens it; reads and lists have that question of their own.
  if (plain.canary) return unanswered(`${operation.id} shows it to ${attacker.name} without naming a tenant`);
  const found = [];
  for (const { variant, change } of selectors(model, pair)) {
    const send = () =>
      lane.send({
        ...asAttacker,
        ...change,
        query: { ...asAttacker.query, ...change.query },
        headers: { ...asAttacker.headers, ...change.headers },
        as: attacker.name,
      });
    const attack = await send();
    const again = see(attack, words, markers).canary ? await send() : undefined;
    found.push({ variant, attack, again });
  }
  const ownerAfter = await lane.send({ ...asOwner, as: victim.name });
  return gathered(
    ...found.map(({ variant, attack, again }) =>
      TenantSelector.of({
        operation: operation.id,
        resource: routeOf(model, operation).objects.at(-1)?.resource.name ?? 'data',
        ...pair,
        variant,
        concerns: true,
        ownerControl: see(ownerControl, words, markers),
        ...(control === undefined ? {} : { attackerControl: see(control) }),
        attack: see(attack, words, markers),
        ...(isSame(attack, unnamed)
          ? // Whatever it is, it is what the attacker gets anyway: naming a tenant changed nothing.
            { sibling: true, door: 'shut' as const }
          : { sibling: false, door: doorOf(attack, ownerControl, words, markers).state }),
        ...(again === undefined ? {} : { again: see(again, words, markers) }),
        ownerAfter: see(ownerAfter, words, markers),
      }),
    ),
  );
}

function isSame(attack: Exchange, unnamed: Exchange): boolean {
  const [named, plain] = [answerOf(attack), answerOf(unnamed)];
  return named !== undefined && plain?.status === named.status && plain.body === named.body;
}

interface Selector {
  readonly variant: string;
  readonly change: Partial<Ask>;
}

/** The declared way first, then the names that products use, then nothing where something is expected. */
function selectors(model: Model, { victim }: Pair): readonly Selector[] {
  const { tenancy } = model.target;
  const key = tenantKey(model, victim);
  if (victim.tenant === undefined || key === undefined) return [];
  const declared: Selector[] = [];
  // A read has no body: what a body may name is tried where something is written.
  if (tenancy !== undefined && !['session', 'path', 'body'].includes(tenancy.by)) {
    const where = tenancy.name ?? tenancy.by;
    declared.push(
      { variant: `${where} of the other tenant`, change: { tenant: victim.tenant } },
      { variant: `no ${where}`, change: { tenant: null } },
    );
    if (tenancy.by === 'header')
      declared.push({
        variant: `empty ${where}`,
        change: { tenant: null, headers: { [where.toLowerCase()]: '' } },
      });
    if (tenancy.by === 'query')
      declared.push({ variant: `empty ${where}`, change: { tenant: null, query: { [where]: '' } } });
  }
  const values =
    key === victim.tenant
      ? [['key', key]]
      : [
          ['key', key],
          ['label', victim.tenant],
        ];
  const nouns = tenantNouns(model.target);
  return [
    ...declared,
    ...values.flatMap(([sort, value = '']): readonly Selector[] => [
      {
        variant: `tenant headers with the other tenant's ${sort}`,
        change: { headers: all(headerNames(nouns), value) },
      },
      {
        variant: `tenant fields in the query with the other tenant's ${sort}`,
        change: { query: all(fieldNames(nouns), value) },
      },
    ]),
    { variant: 'empty tenant fields in the query', change: { query: all(fieldNames(nouns), '') } },
    { variant: 'empty tenant headers', change: { headers: all(headerNames(nouns), '') } },
  ];
}

function headerNames(nouns: readonly string[]): readonly string[] {
  return nouns.flatMap((noun) => [`x-${noun}`, `x-${noun}-id`]);
}

function fieldNames(nouns: readonly string[]): readonly string[] {
  return nouns.flatMap((noun) => [noun, `${noun}_id`, `${noun}Id`]);
}

function all(names: readonly string[], value: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

const ADD_ROUTES =
  'routes: { openapi: ./openapi.json }   # with an operation that creates an object and one that lists it';
