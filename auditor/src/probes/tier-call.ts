import type { LeftOut } from '../core/cell.ts';
import type { Operation } from '../core/operation.ts';
import { TierCall } from '../evidence/role.ts';
import type { Person } from '../evidence/seen.ts';
import type { Probe, RunnableCell } from '../io/probe.ts';
import { callAsRole, type RoleQuestion } from './access/call-as-role.ts';
import { allowedRoles, allowedTiers, modelOf, routeOf, type Model } from './access/model.ts';
import { people } from './access/people.ts';
import { PLANTING } from './access/plant.ts';

const KIND = TierCall.kind;

/** Calls operations that `expect.tiers` keeps for some plans as people of others. */
export const tierCall: Probe = {
  id: 'tier-call',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const kept = model.operations.flatMap((operation) => {
      const allowed = allowedTiers(model, operation);
      return allowed === undefined || !isForAll(model, operation) ? [] : [{ operation, allowed }];
    });
    if (kept.length === 0) return { cells: [], leftOut: [left(SECTION, UNSAID, ADD_EXPECT)] };
    const plans = kept.map(({ operation, allowed }) => planFor(model, operation, allowed));
    return { cells: plans.flatMap((one) => one.cells), leftOut: plans.flatMap((one) => one.leftOut) };
  },
};

/**
 * A plan belongs to a whole customer, so the other plan's people are another customer's: what addresses one customer's object
 * says nothing about the plan.
 */
function isForAll(model: Model, operation: Operation): boolean {
  const { objects, unknown } = routeOf(model, operation);
  const { method, destructive, mails } = operation;
  return (
    objects.length === 0 &&
    unknown.length === 0 &&
    (method === 'GET' || method === 'POST') &&
    !destructive &&
    !mails
  );
}

function planFor(model: Model, operation: Operation, allowed: readonly string[]) {
  const roles = allowedRoles(model, operation);
  const mayByRole = ({ role }: Person) => roles === undefined || (role !== undefined && roles.includes(role));
  const tierOf = ({ name }: Person) => model.target.identities[name]?.tier;
  const able = people(model.target).filter((one) => mayByRole(one));
  const insider = able.find((one) => allowed.includes(tierOf(one) ?? ''));
  const callers = able.filter((one) => tierOf(one) !== undefined && !allowed.includes(tierOf(one) ?? ''));
  const [caller] = callers;
  if (insider === undefined || caller === undefined) {
    const who = insider === undefined ? `has the plan ${allowed.join(' or ')}` : 'has another plan';
    return { cells: [], leftOut: [left(operation.id, `no identity ${who}`, ADD_TIER)] };
  }
  const labelled = (person: Person): Person => ({
    ...person,
    role: `customer of the plan “${tierOf(person) ?? ''}”`,
  });
  const question: RoleQuestion = {
    operation,
    allowed,
    insider: labelled(insider),
    caller: labelled(caller),
    permitted: false,
  };
  return { cells: [cellFor(model, question)], leftOut: [] };
}

function cellFor(model: Model, question: RoleQuestion): RunnableCell {
  const { operation, caller, insider } = question;
  return {
    id: `tier-call/${operation.id}/${caller.name}>${insider.name}`,
    probe: 'tier-call',
    title: `may ${caller.name} use ${operation.id}, which is kept for another plan?`,
    operation: operation.id,
    identities: [insider.name, caller.name],
    phase: operation.method === 'GET' ? 'reads' : 'writes',
    effect: 'write',
    cost: { requests: 16 + 2 * PLANTING, tokens: operation.costly ? 1_500 : 0, mails: 0 },
    yields: [KIND],
    run: async (lane) => {
      const result = await callAsRole(lane, model, question);
      if (result.kind !== 'evidence') return result;
      return { kind: 'evidence', drafts: result.drafts.map((draft) => ({ ...draft, kind: KIND })) };
    },
  };
}

function left(what: string, because: string, add: string): LeftOut {
  return { kind: KIND, what, because, add };
}

const SECTION = 'operations kept for a plan';
const UNSAID = 'the file does not say which plans may do what';
const ADD_EXPECT =
  'expect: { tiers: { "GET /api/premium/**": [paid] } }   # or absent: { tiers: "everybody has the same plan" }';
const ADD_TIER = 'identities: { bea: { tenant: globex, role: admin, tier: free, login: { … } } }';
