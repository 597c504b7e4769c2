import * as z from 'zod';
import type { Cell } from '../core/cell.ts';
import type { Check } from '../core/check.ts';
import type { Evidence } from '../core/evidence.ts';
import { judgePiece, type Material } from '../core/judge.ts';
import type { Operation } from '../core/operation.ts';
import type { Verdict } from '../core/verdict.ts';
import { AnonymousCall, PublicAnswer } from '../evidence/anonymous-call.ts';
import { GuardBypass } from '../evidence/guard-bypass.ts';
import { AnonymousRead, ObjectList, ObjectRead, Retrieval, TenantSelector } from '../evidence/object-read.ts';
import { AnonymousWrite, ObjectDelete, ObjectWrite } from '../evidence/object-write.ts';
import { RoleCall } from '../evidence/role.ts';
import { PersonSchema, RelationSchema } from '../evidence/seen.ts';
import type { AccessRow, AccessState } from '../report/matrix.ts';

interface AccessInput {
  readonly checks: readonly Check[];
  readonly material: Material;
  readonly operations: readonly Operation[];
  /** The tenant of each identity, where the target file names one. */
  readonly tenants: ReadonlyMap<string, string | undefined>;
  readonly fingerprint: (text: string) => string;
}

/** Which check decides which evidence about access. Other checks may read the same evidence for another question. */
const DECIDING: { readonly [kind: string]: string } = {
  [ObjectRead.kind]: 'authorization/read-object',
  [ObjectList.kind]: 'authorization/list',
  [TenantSelector.kind]: 'authorization/tenant-selector',
  [Retrieval.kind]: 'authorization/retrieval',
  [ObjectWrite.kind]: 'authorization/write-object',
  [ObjectDelete.kind]: 'authorization/delete-object',
  [RoleCall.kind]: 'authorization/role-matrix',
  [AnonymousRead.kind]: 'authentication/no-credentials',
  [AnonymousWrite.kind]: 'authentication/no-credentials',
  [AnonymousCall.kind]: 'authentication/no-credentials',
  [PublicAnswer.kind]: 'authentication/no-credentials',
  [GuardBypass.kind]: 'authentication/guard-bypass',
};

/** Kinds whose question is put without a valid credential. */
const BY_NOBODY = new Set([
  AnonymousRead.kind,
  AnonymousWrite.kind,
  AnonymousCall.kind,
  PublicAnswer.kind,
  GuardBypass.kind,
]);

/** What holding means for all of them. */
const HELD = 'refused or empty, while the same call works for its owner';

const NOBODY = { identity: 'nobody', relation: 'anonymous' } as const;

/**
 * Who could reach what, told from the evidence by the same checks that decide the scorecard: one row per question, and one for
 * each operation and person that no question was asked about, so that nothing looks held which nobody looked at.
 */
export function accessRows(input: AccessInput): readonly AccessRow[] {
  const { checks, material, operations, tenants, fingerprint } = input;
  const byId = new Map<string, Check>(checks.map((check) => [check.id, check]));
  const asked: AccessRow[] = [];
  const answered = new Set<string>();
  for (const evidence of material.evidence) {
    const check = byId.get(DECIDING[evidence.kind] ?? '');
    const who = askedBy(evidence);
    const need = needOf(check, evidence.kind);
    if (check === undefined || who === undefined || need === undefined) continue;
    answered.add(evidence.cell);
    asked.push({ ...who, ...standing(evidence.kind, judgePiece(check, need, evidence, fingerprint)) });
  }
  const open = material.cells
    .filter((cell) => !answered.has(cell.id) && cell.yields.some((kind) => byId.has(DECIDING[kind] ?? '')))
    .flatMap((cell) => unanswered(cell, material, tenants));
  return withUnasked([...asked, ...open], operations, material);
}

function needOf(check: Check | undefined, kind: string): string | undefined {
  return Object.entries(check?.needs ?? {}).find(([, need]) => need.kind === kind)?.[0];
}

type Who = Pick<AccessRow, 'operation' | 'identity' | 'relation'>;

const AskedSchema = z.object({
  operation: z.string(),
  attacker: PersonSchema.optional(),
  caller: PersonSchema.optional(),
  permitted: z.boolean().optional(),
  relation: RelationSchema.optional(),
});

/** Whose access the evidence tells of; undefined where being let in is what the founder meant. */
function askedBy({ kind, data }: Evidence<unknown>): Who | undefined {
  const parsed = AskedSchema.safeParse(data);
  if (!parsed.success || parsed.data.permitted === true) return undefined;
  const { operation, attacker, caller, relation } = parsed.data;
  if (BY_NOBODY.has(kind) || relation === 'anonymous') return { operation, ...NOBODY };
  if (caller !== undefined) return { operation, identity: caller.name, relation: 'other-role' };
  if (attacker === undefined || relation === undefined) return undefined;
  return { operation, identity: attacker.name, relation };
}

type Standing = Pick<AccessRow, 'state' | 'because' | 'finding'>;

function standing(kind: string, verdict: Verdict): Standing {
  const { status, findings, undecided } = verdict;
  const proven = findings.find((one) => one.certainty === 'proven');
  if (proven !== undefined && (status === 'fail' || proven.level === 'advice')) {
    const state: AccessState = status === 'fail' ? 'proven' : 'unsaid';
    return { state, because: proven.what, finding: proven.fingerprint };
  }
  if (status !== 'pass') {
    const reason = undecided[0]?.because ?? 'its owner’s own answer shows nothing that was planted';
    const [told] = findings;
    return {
      state: 'not-assessed',
      because: reason,
      ...(told === undefined ? {} : { finding: told.fingerprint }),
    };
  }
  if (kind === PublicAnswer.kind)
    return { state: 'public', because: 'declared public; shows nothing that somebody keeps private' };
  return { state: 'held', because: HELD };
}

/** A planned question without a usable answer. Two names are the owner and who tries; one is the owner alone. */
function unanswered(cell: Cell, { open }: Material, tenants: AccessInput['tenants']): readonly AccessRow[] {
  const { operation, identities, yields } = cell;
  if (operation === undefined) return [];
  const because = open.get(cell.id)?.because ?? 'it was not asked';
  if (yields.some((kind) => BY_NOBODY.has(kind)))
    return [{ operation, ...NOBODY, state: 'not-assessed', because }];
  const [owner, tries] = identities;
  if (owner === undefined || tries === undefined) return [];
  const relation = relationOf(cell, tenants.get(owner), tenants.get(tries));
  return [{ operation, identity: tries, relation, state: 'not-assessed', because }];
}

function relationOf({ yields }: Cell, owner: string | undefined, tries: string | undefined): string {
  if (yields.includes(RoleCall.kind)) return 'other-role';
  return owner !== undefined && owner === tries ? 'same-tenant' : 'other-tenant';
}

/** Every operation has an answer for everybody who stands in the table: where none was asked for, it says so. */
function withUnasked(
  rows: readonly AccessRow[],
  operations: readonly Operation[],
  { leftOut }: Material,
): readonly AccessRow[] {
  if (rows.length === 0) return [];
  const people = new Map(
    rows.map(({ identity, relation }) => [`${identity}|${relation}`, { identity, relation }]),
  );
  const known = new Set(rows.map((row) => `${row.operation}|${row.identity}|${row.relation}`));
  const reasons = new Map(leftOut.map((one) => [one.what, one.because]));
  const silent = operations.flatMap(({ id, declared }) =>
    [...people]
      .filter(([key]) => !known.has(`${id}|${key}`))
      .map(([, who]): AccessRow => {
        if (declared === 'public')
          return { operation: id, ...who, state: 'public', because: 'declared public' };
        return {
          operation: id,
          ...who,
          state: 'not-assessed',
          because: reasons.get(id) ?? 'no question was put about it',
        };
      }),
  );
  return [...rows, ...silent];
}
