import type { Operation } from '../core/operation.ts';
import { AnonymousRead } from '../evidence/object-read.ts';
import type { Person } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorOf } from './access/door.ts';
import { strangersLike, variantOf } from './access/garbage.ts';
import { modelOf, routeOf, type Model } from './access/model.ts';
import { asNobody } from './access/nobody.ts';
import { missingPeople, ownerOf } from './access/pairs.ts';
import { NOBODY, owners } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { objectReads } from './access/plan-operations.ts';
import { requestFor, type Ids } from './access/requests.ts';
import { see } from './access/see.ts';
import { belongingsFor, everythingOf, searchWord, telling } from './access/words.ts';
import { isCollective } from './object-list.ts';

const KIND = AnonymousRead.kind;

/** Asks every protected read as nobody, and with a garbage credential. */
export const anonymousRead: Probe = {
  id: 'anonymous-read',
  yields: [KIND],
  hosted: true,
  plan: (context) => {
    const model = modelOf(context);
    const [owner] = owners(model.target);
    const { reads, leftOut } = objectReads(model, KIND);
    const all = [
      ...reads,
      ...model.operations.filter((one) => isCollective(model, one) && !reads.includes(one)),
    ];
    if (owner === undefined)
      return {
        cells: [],
        leftOut: [
          {
            kind: KIND,
            what: 'all reads',
            because: 'the file names nobody who may call them',
            add: ADD_IDENTITY,
          },
        ],
      };
    const cells = all.flatMap((operation) => {
      const one = ownerOf(model, operation);
      return one === undefined ? [] : [cellFor(model, operation, one)];
    });
    return { cells, leftOut: [...leftOut, ...missingPeople(model, all, KIND)] };
  },
};

function cellFor(model: Model, operation: Operation, owner: Person): RunnableCell {
  return {
    id: `anonymous-read/${operation.id}/${owner.name}`,
    probe: 'anonymous-read',
    title: `does ${operation.id} answer without a valid credential?`,
    operation: operation.id,
    identities: [owner.name],
    phase: 'reads',
    effect: 'write',
    cost: { requests: (operation.wire?.open === undefined ? 7 : 9) + PLANTING, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, owner),
  };
}

async function run(lane: Lane, model: Model, operation: Operation, owner: Person): Promise<CellResult> {
  const theirs = await shownTo(lane, model, operation, owner);
  if (theirs.kind === 'failed') return unanswered(theirs.because, theirs.add);
  const { words, ids, search, markers } = theirs;
  const ask = requestFor(model, operation, { person: owner, ids, text: () => search, search });
  if (ask === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const ownerControl = await lane.send({ ...ask, as: owner.name });
  const attempts = [];
  for (const stranger of await strangersLike(lane, owner.name)) {
    const send = () =>
      lane.send({ ...ask, ...(stranger.as === undefined ? asNobody(owner) : { as: stranger.as }) });
    const attack = await send();
    const again = see(attack, words, markers).canary ? await send() : undefined;
    attempts.push({ attack, again, variant: variantOf(stranger) });
  }
  const openly = openAddress(operation, (one) =>
    requestFor(model, one, { person: owner, ids, text: () => search }),
  );
  if (openly !== undefined) {
    const send = () => lane.send({ ...openly, ...asNobody(owner) });
    const attack = await send();
    const again = see(attack, words, markers).canary ? await send() : undefined;
    attempts.push({ attack, again, variant: 'by its public address' });
  }
  const ownerAfter = await lane.send({ ...ask, as: owner.name });
  return gathered(
    ...attempts.map(({ attack, again, variant }) =>
      AnonymousRead.of({
        operation: operation.id,
        resource: routeOf(model, operation).objects.at(-1)?.resource.name ?? 'data',
        victim: owner,
        attacker: NOBODY,
        relation: 'anonymous',
        expected: 'unsaid',
        variant,
        concerns: true,
        ownerControl: see(ownerControl, words, markers),
        sibling: false,
        attack: see(attack, words, markers),
        door: doorOf(attack, ownerControl, words, markers).state,
        ...(again === undefined ? {} : { again: see(again, words, markers) }),
        ownerAfter: see(ownerAfter, words, markers),
      }),
    ),
  );
}

/** The request for the address at which a public store shows the same object to whoever knows it. */
function openAddress<Request>(
  operation: Operation,
  request: (one: Operation) => Request,
): Request | undefined {
  const { wire } = operation;
  if (wire?.open === undefined) return undefined;
  return request({ ...operation, wire: { base: wire.base, path: wire.open } });
}

type Shown =
  | {
      readonly kind: 'planted';
      readonly ids: Ids;
      readonly words: readonly string[];
      readonly search: string;
      readonly markers: readonly string[];
    }
  | { readonly kind: 'failed'; readonly because: string; readonly add?: string };

/** What the owner may see there: its objects in the path, or all that it planted. */
async function shownTo(lane: Lane, model: Model, operation: Operation, owner: Person): Promise<Shown> {
  if (routeOf(model, operation).objects.length > 0) return belongingsFor(lane, model, operation, owner);
  const planted = await everythingOf(lane, model, owner);
  return {
    kind: 'planted',
    ids: new Map(),
    words: planted.flatMap((one) => one.words),
    search: searchWord(model, operation, planted),
    markers: planted.flatMap((one) => telling(one)),
  };
}

const ADD_IDENTITY = `identities:
  ana: { tenant: acme, role: admin, login: { post: /api/auth/login, json: { email: ana@acme.test, password: "\${ANA_PASSWORD}" }, token: $.token } }`;
