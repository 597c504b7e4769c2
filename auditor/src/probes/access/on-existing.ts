import type { EvidenceKind } from '../../core/evidence.ts';
import type { Operation } from '../../core/operation.ts';
import type { WriteAttempt } from '../../evidence/object-write.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Lane } from '../../io/lane.ts';
import { gathered, unanswered, type RunnableCell } from '../../io/probe.ts';
import { accountFor, existingAccount } from './account.ts';
import { existingIn, type Existing } from './existing.ts';
import type { Model } from './model.ts';
import { owners, type Pair } from './people.ts';
import { requestFor } from './requests.ts';
import { EXISTING_TRY, tryExisting } from './try-existing.ts';

/** A write to something that the run cannot make, with the way to find it. */
export interface OnExisting {
  readonly operation: Operation;
  readonly owner: Person;
  /** `the account of tom`. */
  readonly subject: string;
  /** The account or tenant that only one cell may change at a time. */
  readonly turn: string;
  /** Others whose accounts are touched. */
  readonly touched: readonly string[];
  readonly find: (lane: Lane) => Promise<Existing | undefined>;
}

/** The account or the tenant that an operation writes to, for the first owner that has one to try it on. */
export function existingFor(model: Model, operation: Operation): OnExisting | undefined {
  for (const owner of owners(model.target)) {
    const account = accountFor(model, operation, owner);
    if (account !== undefined) {
      const { name } = account.holder;
      return {
        operation,
        owner,
        subject: `the account of ${name}`,
        turn: name,
        touched: [name],
        find: (lane) => existingAccount(lane, model, account, owner),
      };
    }
    const tenant = tenantFor(model, operation, owner);
    if (tenant !== undefined) return tenant;
  }
  return undefined;
}

/** A tenant itself, where it stands in the path: read by the operation at the same path, or by the one at the tenant's own. */
function tenantFor(model: Model, operation: Operation, owner: Person): OnExisting | undefined {
  const { tenantParam } = model;
  if (tenantParam === undefined || !operation.path.includes(`{${tenantParam}}`)) return undefined;
  const own = operation.path.slice(0, operation.path.indexOf(`{${tenantParam}}`) + tenantParam.length + 2);
  const reads = model.operations.filter((one) => one.method === 'GET');
  const witness = reads.find((one) => one.path === operation.path) ?? reads.find((one) => one.path === own);
  const ask =
    witness === undefined
      ? undefined
      : requestFor(model, witness, { person: owner, ids: new Map(), text: () => 'a' });
  if (witness === undefined || ask === undefined) return undefined;
  const name = 'workspace';
  const find = (lane: Lane) =>
    existingIn(lane, { ask: { ...ask, as: owner.name }, witness, name, pick: innermost });
  return {
    operation,
    owner,
    subject: owner.tenant ?? 'the tenant',
    turn: `tenant ${owner.tenant ?? ''}`,
    touched: [],
    find,
  };
}

/** The fields of an answer, those of an object inside it included: `{ workspace: { name } }`. */
function innermost(value: unknown): { readonly [name: string]: unknown } | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const inner = Object.values(value).filter(
    (item) => item !== null && typeof item === 'object' && !Array.isArray(item),
  );
  return Object.assign({}, ...inner, value);
}

interface CellOptions {
  readonly probe: string;
  readonly kind: EvidenceKind<WriteAttempt>;
  readonly model: Model;
  readonly on: OnExisting;
  readonly pair: Pair;
}

/** The cell that asks whether somebody of another tenant can write to it. */
export function existingCell({ probe, kind, model, on, pair }: CellOptions): RunnableCell {
  const { operation, subject, touched } = on;
  const { victim, attacker } = pair;
  return {
    id: `${probe}/${operation.id}/${attacker.name}>${victim.name}`,
    probe,
    title: `can ${attacker.name} change ${subject}, by ${operation.id}?`,
    operation: operation.id,
    identities: [victim.name, attacker.name, ...touched],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: EXISTING_TRY, tokens: 0, mails: 0 },
    yields: [kind.kind],
    run: async (lane) => {
      const find = () => on.find(lane);
      const tried = await tryExisting({
        lane,
        model,
        operation,
        find,
        turn: on.turn,
        ...pair,
        as: attacker.name,
        variant: 'as-is',
      });
      return tried.kind === 'failed'
        ? unanswered(tried.because, tried.add)
        : gathered(kind.of(tried.attempt));
    },
  };
}
