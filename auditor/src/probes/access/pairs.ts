import type { LeftOut } from '../../core/cell.ts';
import type { Operation } from '../../core/operation.ts';
import type { Person } from '../../evidence/seen.ts';
import { mayCall, reaches, routeOf, sharing, type Model } from './model.ts';
import { ADD_TENANT, colleagues, ownersWho, strangers, type Pair } from './people.ts';

interface Asked {
  /** Inside one tenant, whether to ask only where objects are said to be private. */
  readonly privateOnly: boolean;
}

/** Who is tried against whom on one operation: only those who may call it have something there. */
export function pairsOn(model: Model, operation: Operation, { privateOnly }: Asked): readonly Pair[] {
  const may = (person: Person) => mayCallWith(model, operation, person);
  const said = sharing(model, operation);
  const inside =
    said === 'private' || (said === 'unsaid' && !privateOnly)
      ? colleagues(model.target, said).filter((one) => may(one.victim))
      : [];
  const pairs = [...strangers(model.target, may), ...inside];
  return pairs.filter((one) => reaches(model, operation, one.attacker));
}

/** One attacker per victim is enough where only the id is in question, and a stranger where there is one. */
export function oncePerVictim(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(
    (one, index) => pairs.findIndex((other) => other.victim.name === one.victim.name) === index,
  );
}

/** True for who may call the operation and make what it is called on. */
function mayCallWith(model: Model, operation: Operation, person: Person): boolean {
  const { objects } = routeOf(model, operation);
  const creators = objects.flatMap((one) => one.resource.creator ?? []);
  return [operation, ...creators].every((one) => mayCall(model, one, person));
}

/** What cannot be asked of these operations for want of people, and what to add. */
export function missingPeople(
  model: Model,
  operations: readonly Operation[],
  kind: string,
): readonly LeftOut[] {
  if (operations.length === 0) return [];
  if (strangers(model.target).length === 0) {
    return [
      { kind, what: 'anything across tenants', because: 'the file names one tenant only', add: ADD_TENANT },
    ];
  }
  return operations.flatMap((operation) =>
    ownerOf(model, operation) === undefined
      ? [
          {
            kind,
            what: operation.id,
            because: 'nobody in the file has a role and tier that may call it',
            add: ADD_TIER,
          },
        ]
      : [],
  );
}

/** The first person who may call the operation. */
export function ownerOf(model: Model, operation: Operation): Person | undefined {
  return ownersWho(model.target, (person) => mayCallWith(model, operation, person))[0];
}

const ADD_TIER =
  'identities: { ana: { …, role: admin, tier: paid } }   # somebody whom expect.roles and expect.tiers let in';
