import type { LeftOut } from '../core/cell.ts';
import type { Operation } from '../core/operation.ts';
import { ObjectAssignment } from '../evidence/assignment.ts';
import type { Person } from '../evidence/seen.ts';
import type { Resource } from '../intake/resources.ts';
import type { Probe, RunnableCell } from '../io/probe.ts';
import { mayCall, modelOf, type Model } from './access/model.ts';
import { missingPeople } from './access/pairs.ts';
import { strangers } from './access/people.ts';
import { namedBy } from './access/requirements.ts';
import { smuggle, SMUGGLING, type Smuggling } from './access/smuggle.ts';
import { takesText } from './access/takes-text.ts';
import { isPlantable } from './access/words.ts';

const KIND = ObjectAssignment.kind;
/** The most routes that are tried. One place binds bodies in most products, so more say little. */
const ROUTES = 30;

/** Makes and changes objects with somebody else's owner, tenant, parent or id in the body. */
export const massAssignment: Probe = {
  id: 'mass-assignment',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const routes = writesOf(model);
    const cells = routes.slice(0, ROUTES).flatMap(({ operation, resource, sort }) => {
      // Who may not make such a thing, or not read it, has none to hand over.
      const needed = [operation, resource.read, resource.list].filter((one) => one !== undefined);
      const may = (person: Person) => needed.every((one) => mayCall(model, one, person));
      const pair = strangers(model.target, may).find((one) => may(one.attacker));
      return pair === undefined ? [] : [cellFor({ model, operation, resource, sort, ...pair })];
    });
    return { cells, leftOut: [...missing(routes), ...missingPeople(model, asked(routes), KIND)] };
  },
};

type Route = Pick<Smuggling, 'operation' | 'resource' | 'sort'>;

/** What makes objects or changes them, where somebody can read them again. */
function writesOf(model: Model): readonly Route[] {
  const resources = model.resources.filter(
    (one) => isPlantable(one, model) && (one.read !== undefined || one.list !== undefined),
  );
  const route = (resource: Resource, operation: Operation | undefined, sort: Route['sort']) =>
    operation === undefined ||
    operation.costly ||
    operation.destructive ||
    operation.mails ||
    !shows(model, operation)
      ? []
      : [{ operation, resource, sort }];
  return [
    ...resources.flatMap((one) => route(one, one.creator, 'create')),
    ...resources.flatMap((one) =>
      one.update?.id === one.creator?.id ? [] : route(one, one.update, 'update'),
    ),
  ];
}

/** Whether what the operation writes can be recognised where it is read. */
function shows(model: Model, operation: Operation): boolean {
  return takesText(operation) || namedBy(model, operation).length > 0;
}

function cellFor(question: Smuggling): RunnableCell {
  const { operation, attacker, victim } = question;
  return {
    id: `mass-assignment/${operation.id}/${attacker.name}>${victim.name}`,
    probe: 'mass-assignment',
    title: `can ${attacker.name} hand something to ${victim.name} by extra fields of ${operation.id}?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: SMUGGLING, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => smuggle(lane, question),
  };
}

function asked(routes: readonly Route[]): readonly Operation[] {
  return routes.map(({ operation }) => operation);
}

function missing(routes: readonly Route[]): readonly LeftOut[] {
  if (routes.length > 0) return [];
  const because = 'no route is known that makes something which can be read again';
  return [{ kind: KIND, what: 'extra fields in bodies', because, add: ADD_ROUTES }];
}

const ADD_ROUTES =
  'routes: { list: [POST /api/notes, "GET /api/notes/{id}"] }   # a route that makes something';
