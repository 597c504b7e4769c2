import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import type { Person } from '../evidence/seen.ts';
import { UsageCount } from '../evidence/usage-count.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { createdId } from './access/ids.ts';
import { mayCall, modelOf, routeOf, type Model } from './access/model.ts';
import { ADD_TENANT, strangers, type Pair } from './access/people.ts';
import { oncePerVictim } from './access/pairs.ts';
import { patiently } from './access/patient.ts';
import { undoOf } from './access/removal.ts';
import { requestFor } from './access/requests.ts';
import { requirementsOf } from './access/requirements.ts';
import { parseJson, see } from './access/see.ts';
import { takesText } from './access/takes-text.ts';
import { inTurn } from './access/turns.ts';
import { isPlantable } from './access/words.ts';
import { writer } from './access/writer.ts';
import { chatOf, converse } from './chat/talk.ts';
import { isCollective } from './object-list.ts';

const KIND = UsageCount.kind;
const COUNTING =
  /usage|quota|consumption|credits|billing|metering|spend|stat(?:s|istics)\b|analytics|metrics|dashboard/i;
/** The most routes with figures, kinds of things that are done, and figures of one route that are told. */
const ROUTES = 3;
const ACTS = 4;
const FIELDS = 4;
/**
 * How often each thing is done in each round: every figure that counts one of them, or all together, grows by another step in
 * the second round than in the first.
 */
const ROUNDS: readonly (readonly number[])[] = [
  [1, 2, 1, 2],
  [2, 1, 3, 3],
];
const MOST_ACTS = 15;

/** Lets one customer's use grow by irregular steps, and reads the figures of both. */
export const usageCount: Probe = {
  id: 'usage-count',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const routes = model.operations
      .filter((one) => COUNTING.test(one.path) && isCollective(model, one))
      .slice(0, ROUTES);
    if (routes.length === 0)
      return { cells: [], leftOut: [left('figures of use', 'no route is known that shows them', ADD_ROUTE)] };
    const cells = routes.flatMap((operation) => {
      const pairs = strangers(model.target, (one) => mayCall(model, operation, one));
      return oncePerVictim(pairs.filter((one) => mayCall(model, operation, one.attacker))).map((pair) =>
        cellFor(model, operation, pair),
      );
    });
    if (cells.length > 0) return { cells, leftOut: [] };
    return { cells, leftOut: [left('figures of use', 'the file names one tenant only', ADD_TENANT)] };
  },
};

function cellFor(model: Model, operation: Operation, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `usage-count/${operation.id}/${attacker.name}>${victim.name}`,
    probe: 'usage-count',
    title: `does ${operation.id} show ${attacker.name} what ${victim.name} uses?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    // Everything else is over by then: nobody but this cell uses anything.
    phase: 'cleanup',
    effect: 'write',
    cost: {
      requests: 2 * MOST_ACTS + 8,
      tokens: model.target.chat === undefined ? 0 : 5 * 2_000,
      mails: 0,
    },
    yields: [KIND],
    run: (lane) => inTurn(lane, 'figures of use', () => run(lane, model, operation, pair)),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, pair: Pair): Promise<CellResult> {
  const { victim, attacker } = pair;
  const read = async (person: Person) => {
    const ask = requestFor(model, operation, { person, ids: new Map(), text: () => 'a' });
    return ask === undefined ? undefined : lane.send({ ...ask, as: person.name });
  };
  const acts = actsOf(lane, model, victim);
  const attackerReads: Exchange[] = [];
  const victimReads: Exchange[] = [];
  const readBoth = async () => {
    const [mine, theirs] = [await read(victim), await read(attacker)];
    if (mine !== undefined) victimReads.push(mine);
    if (theirs !== undefined) attackerReads.push(theirs);
  };
  await readBoth();
  await readBoth();
  for (const round of ROUNDS) {
    for (const [index, act] of acts.entries()) {
      for (let times = round[index] ?? 0; times > 0; times -= 1) await act();
    }
    await readBoth();
  }
  const last = victimReads.at(-1);
  if (last === undefined || attackerReads.length !== victimReads.length)
    return unanswered(`the path of ${operation.id} cannot be filled`);
  const moving = growing(victimReads);
  const reads = { victimRead: see(last), attackerReads: attackerReads.map((one) => see(one)) };
  if (moving.length === 0) {
    const still = { field: '$', victimSteps: [], attackerSteps: [], quietStep: 0 };
    return gathered(UsageCount.of({ operation: operation.id, victim, attacker, ...still, ...reads }));
  }
  return gathered(
    ...moving.slice(0, FIELDS).map((field) => {
      const [, ...victimSteps] = stepsOf(victimReads, field);
      const [quietStep = 0, ...attackerSteps] = stepsOf(attackerReads, field);
      return UsageCount.of({
        operation: operation.id,
        field,
        victim,
        attacker,
        victimSteps,
        attackerSteps,
        quietStep,
        ...reads,
      });
    }),
  );
}

/** Things that count in most products: a question to the bot, and whatever can be made out of nothing. */
function actsOf(lane: Lane, model: Model, person: Person): readonly (() => Promise<unknown>)[] {
  const { chat } = model.target;
  const talking = chat === undefined ? undefined : chatOf(chat, person.name, model.target, model.operations);
  const asking =
    talking === undefined ? [] : [() => converse(lane, talking, [`What is project ${lane.word()}?`])];
  const making = model.resources.flatMap((resource) => {
    const { creator } = resource;
    if (creator === undefined || !isPlantable(resource, model) || creator.mails || creator.costly) return [];
    const { outer, named } = requirementsOf(model, resource);
    const isFree = outer.length === 0 && named.length === 0 && routeOf(model, creator).unknown.length === 0;
    if (!isFree || !takesText(creator) || !mayCall(model, creator, person)) return [];
    const make = () => {
      const ask = requestFor(model, creator, { person, ids: new Map(), text: writer(lane).text });
      if (ask === undefined) return Promise.resolve(undefined);
      return patiently(lane, () =>
        lane.create({ ...ask, as: person.name }, (answer) => {
          const id = createdId(answer, resource, model.target.operations[creator.id]?.id);
          return id === undefined
            ? undefined
            : undoOf(model, resource, person, new Map([[resource.key, id]]));
        }),
      );
    };
    // Uploads are what is counted most often.
    const isUpload = creator.body?.contentType.startsWith('multipart/') === true;
    return [{ make, rank: isUpload ? 0 : 1 }];
  });
  const ranked = making.sort((one, other) => one.rank - other.rank).map((one) => one.make);
  return [...asking, ...ranked].slice(0, ACTS);
}

/** Fields that grew in every round, and by another step each time. */
function growing(reads: readonly Exchange[]): readonly string[] {
  const fields = [...numbersIn(reads.at(-1)).keys()];
  return fields.filter((field) => {
    const [quiet, ...steps] = stepsOf(reads, field);
    return quiet === 0 && steps.every((one) => one > 0) && new Set(steps).size === steps.length;
  });
}

function stepsOf(reads: readonly Exchange[], field: string): readonly number[] {
  const values = reads.map((one) => numbersIn(one).get(field) ?? 0);
  return values.slice(1).map((value, index) => value - (values[index] ?? 0));
}

/** Every number in the answer by its place; what stands in lists has no lasting place. */
function numbersIn(exchange: Exchange | undefined): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const answer = exchange === undefined ? undefined : answerOf(exchange);
  collect(parseJson(answer?.body ?? ''), '$', found);
  return found;
}

function collect(value: unknown, at: string, found: Map<string, number>): void {
  if (typeof value === 'number' && Number.isFinite(value)) found.set(at, value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  for (const [key, item] of Object.entries(value)) collect(item, `${at}.${key}`, found);
}

function left(what: string, because: string, add: string) {
  return { kind: KIND, what, because, add };
}

const ADD_ROUTE =
  'routes: { list: ["GET /api/usage"] }   # or absent: { usage: "no figures are shown to customers" }';
