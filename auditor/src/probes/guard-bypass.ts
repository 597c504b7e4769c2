import type { Operation } from '../core/operation.ts';
import { answerOf } from '../core/exchange.ts';
import { GuardBypass, type GuardBypassData } from '../evidence/guard-bypass.ts';
import type { Person } from '../evidence/seen.ts';
import { readPath } from '../intake/json-path.ts';
import type { Ask, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { eachAlone, forgedHeaders, type Named } from './access/forged-headers.ts';
import { modelOf, routeOf, tenantKey, type Model } from './access/model.ts';
import { asNobody } from './access/nobody.ts';
import { owners } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { objectReads } from './access/plan-operations.ts';
import { requestFor } from './access/requests.ts';
import { takesText } from './access/takes-text.ts';
import { parseJson, see } from './access/see.ts';
import { spellingsOf } from './access/spellings.ts';
import { belongingsFor } from './access/words.ts';

const KIND = GuardBypass.kind;
/** A guard covers many routes at once, so a few of different kinds are enough. */
const ROUTES = 8;

type Family = GuardBypassData['family'];

/** Asks protected reads as nobody in ways that a guard may overlook. */
export const guardBypass: Probe = {
  id: 'guard-bypass',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const [owner] = owners(model.target);
    const routes = oneOfEachKind(objectReads(model, KIND).reads.filter((one) => isTelling(model, one)));
    if (owner === undefined || routes.length === 0) {
      return {
        cells: [],
        leftOut: [
          {
            kind: KIND,
            what: 'ways around the guard',
            because: 'no route is known that shows what somebody made',
            add: ADD,
          },
        ],
      };
    }
    const families: readonly Family[] = ['spelling', 'header'];
    return {
      cells: routes.flatMap((operation) =>
        families.map((family) => cellFor(model, operation, owner, family)),
      ),
      leftOut: [],
    };
  },
};

/** True for reads of one object that was made with text in it: only there a planted word can show. */
function isTelling(model: Model, operation: Operation): boolean {
  const last = routeOf(model, operation).objects.at(-1)?.resource;
  return last?.read?.id === operation.id && last.creator !== undefined && takesText(last.creator);
}

/** Routes with different beginnings first. */
function oneOfEachKind(reads: readonly Operation[]): readonly Operation[] {
  const kinds = new Map<string, Operation>();
  for (const one of reads) {
    const start = one.path.split('{')[0] ?? '';
    if (!kinds.has(start)) kinds.set(start, one);
  }
  return [...kinds.values()].slice(0, ROUTES);
}

function cellFor(model: Model, operation: Operation, owner: Person, family: Family): RunnableCell {
  return {
    id: `guard-bypass/${operation.id}/${owner.name}/${family}`,
    probe: 'guard-bypass',
    title: `does another ${family} get around the guard of ${operation.id}?`,
    operation: operation.id,
    identities: [owner.name],
    phase: 'reads',
    effect: 'write',
    cost: { requests: 50 + PLANTING, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, { operation, owner, family }),
  };
}

interface Question {
  readonly operation: Operation;
  readonly owner: Person;
  readonly family: Family;
}

/** One way around: what to change about the plain request. */
interface Way {
  readonly family: Family;
  readonly variant: string;
  readonly change: Partial<Ask>;
  readonly statusOnly?: boolean;
  /** The same way in parts, to say which part it was. */
  readonly parts?: readonly Way[];
}

async function run(lane: Lane, model: Model, { operation, owner, family }: Question): Promise<CellResult> {
  const theirs = await belongingsFor(lane, model, operation, owner);
  if (theirs.kind === 'failed') return unanswered(theirs.because, theirs.add);
  const { words, ids, search } = theirs;
  const ask = requestFor(model, operation, { person: owner, ids, text: () => search });
  if (ask === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const control = see(await lane.send({ ...ask, as: owner.name }), words);
  // Statuses are all there is on a route that shows nothing planted, and no proof of a way around.
  if (!control.canary)
    return unanswered(`${operation.id} does not show its owner what was planted: ${control.line}`);
  const plain = see(await lane.send({ ...ask, ...asNobody(owner) }), words);
  const ways =
    family === 'header'
      ? headerWays(ask.path, await namesOf(lane, model, owner))
      : pathWays(operation, ask.path);
  const found: Omit<GuardBypassData, 'ownerAfter'>[] = [];
  const sendThus = (way: Way, as?: string) =>
    lane.send({
      ...ask,
      ...way.change,
      headers: { ...ask.headers, ...way.change.headers },
      ...(as === undefined ? asNobody(owner, way.variant) : { as, label: `${as}, ${way.variant}` }),
    });
  for (const way of ways) {
    const first = await tried(way, words, sendThus, owner);
    const narrow = first.attempt.canary ? await narrowest(way, words, sendThus, owner) : undefined;
    found.push({ operation: operation.id, victim: owner, control, plain, ...(narrow ?? first) });
  }
  const ownerAfter = see(await lane.send({ ...ask, as: owner.name }), words);
  return gathered(...found.map((one) => GuardBypass.of({ ...one, ownerAfter })));
}

type Send = (way: Way, as?: string) => ReturnType<Lane['send']>;

async function tried(way: Way, words: readonly string[], send: Send, owner: Person) {
  const attempt = see(await send(way), words);
  const again = attempt.canary ? see(await send(way), words) : undefined;
  const refused = attempt.status === 401 || attempt.status === 403;
  // Only where it was not plainly refused does it matter whether this way leads there at all.
  const ownerVariant =
    attempt.canary || refused || attempt.answered ? undefined : see(await send(way, owner.name), words);
  const { family, variant, statusOnly = false } = way;
  return {
    family,
    variant,
    statusOnly,
    attempt,
    ...(again === undefined ? {} : { again }),
    ...(ownerVariant === undefined ? {} : { ownerVariant }),
  };
}

async function narrowest(way: Way, words: readonly string[], send: Send, owner: Person) {
  for (const part of way.parts ?? []) {
    const one = await tried(part, words, send, owner);
    if (one.attempt.canary) return one;
  }
  return undefined;
}

function pathWays({ path: template }: Operation, path: string): readonly Way[] {
  const spelled = spellingsOf(template, path).map(({ name, path }): Way => ({
    family: 'spelling',
    variant: name,
    change: { path },
  }));
  return [...spelled, { family: 'method', variant: 'HEAD', change: { method: 'HEAD' }, statusOnly: true }];
}

function headerWays(path: string, named: Named): readonly Way[] {
  return forgedHeaders(path, named).map((one): Way => {
    const parts = Object.keys(one.headers).length > 1 ? eachAlone(one) : [];
    return {
      family: 'header',
      variant: one.name,
      change: {
        headers: one.headers,
        ...(one.path === undefined ? {} : { path: one.path }),
        ...(one.method === undefined ? {} : { method: one.method }),
      },
      parts: parts.map(({ name, headers }) => ({ family: 'header', variant: name, change: { headers } })),
    };
  });
}

/** How the product calls the victim: what the file says, and what the victim's own description shows. */
async function namesOf(lane: Lane, model: Model, owner: Person): Promise<Named> {
  const { whoami, identities } = model.target;
  const users = new Set<string>();
  const given = identities[owner.name]?.user;
  if (given !== undefined) users.add(given);
  if (whoami !== undefined) {
    const me = parseJson(
      answerOf(await lane.send({ method: 'GET', path: whoami.get, as: owner.name }))?.body ?? '',
    );
    const paths = [whoami.user ?? '$.id', '$.id', '$.user.id', '$.email', '$.user.email', '$.sub'];
    for (const path of paths) {
      const value = readPath(me, path);
      if (typeof value === 'string' || typeof value === 'number') users.add(String(value));
    }
  }
  if (users.size === 0) users.add(owner.name);
  const tenant = tenantKey(model, owner);
  return { name: owner.name, users: [...users].slice(0, 3), ...(tenant === undefined ? {} : { tenant }) };
}

const ADD =
  'routes: { openapi: ./openapi.json }   # with an operation that creates an object and one that reads it';
