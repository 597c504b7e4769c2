import type { Check } from '../core/check.ts';
import type { EvidenceKind, Gathered } from '../core/evidence.ts';
import type { Verdict } from '../core/verdict.ts';
import type { ReadAttempt } from '../evidence/object-read.ts';
import type { WriteAttempt } from '../evidence/object-write.ts';
import type { Door, Person, Seen } from '../evidence/seen.ts';

/** What the tables of the checks' tests are made of: sightings of each sort, and whole attempts that held. */

export const ana: Person = { name: 'ana', tenant: 'acme', role: 'admin' };
export const ben: Person = { name: 'ben', tenant: 'acme', role: 'member' };
const bea: Person = { name: 'bea', tenant: 'globex', role: 'admin' };
export const nobody: Person = { name: 'nobody' };

const WORD = 'lrqzabcdefghijkmnpqr';
let count = 0;

/** An answer of the given status that shows nothing planted. */
export function answer(status: number, change: Partial<Seen> = {}): Seen {
  count += 1;
  return {
    exchange: `sample#${count}`,
    line: `GET /notes/7 → ${status}`,
    status,
    content: 'json',
    canary: false,
    marks: [],
    answered: true,
    ...change,
  };
}

/** An answer with the planted word in it. */
export function showing(): Seen {
  return answer(200, { canary: true, marks: [WORD] });
}

/** A server error: answered, and worth nothing. */
export function crashed(): Seen {
  return answer(500, { answered: false, because: 'the server failed with 500' });
}

/** No answer at all. */
export function silent(): Seen {
  const { status: _, ...rest } = crashed();
  return { ...rest, line: 'GET /notes/7 → timeout', because: 'no answer within 15 s' };
}

export function open(seen: Seen = answer(200)): Door {
  return { seen, state: 'open' };
}

export function shut(status = 401): Door {
  return { seen: answer(status), state: 'shut' };
}

export function unclear(seen: Seen = crashed()): Door {
  return { seen, state: 'unclear', because: seen.because ?? 'neither let in nor refused' };
}

/** A read by somebody of another tenant that was refused, with every control in place. */
export function heldRead(change: Partial<ReadAttempt> = {}): ReadAttempt {
  return {
    operation: 'GET /notes/{id}',
    resource: 'note',
    victim: ana,
    attacker: bea,
    relation: 'other-tenant',
    expected: 'unsaid',
    variant: 'as-is',
    ownerControl: showing(),
    attackerControl: showing(),
    sibling: true,
    concerns: true,
    attack: answer(404),
    door: 'shut',
    ownerAfter: showing(),
    ...change,
  };
}

/** A write by somebody of another tenant that changed nothing, with every control in place. */
export function heldWrite(change: Partial<WriteAttempt> = {}): WriteAttempt {
  return {
    operation: 'PATCH /notes/{id}',
    resource: 'note',
    witness: 'GET /notes/{id}',
    victim: ana,
    attacker: bea,
    relation: 'other-tenant',
    expected: 'unsaid',
    variant: 'as-is',
    before: showing(),
    ownerControl: showing(),
    ownerEffect: 'changed',
    attackerControl: answer(200),
    sibling: true,
    attack: answer(404),
    door: 'shut',
    statusOnly: false,
    readBack: answer(200),
    effect: 'none',
    ...change,
  };
}

/** Everything gathered of one kind, each piece from a cell of its own. */
export function gathered<Data>(kind: EvidenceKind<Data>, ...data: readonly Data[]): Gathered<Data> {
  return {
    evidence: data.map((one, index) => ({
      kind: kind.kind,
      cell: `cell ${index}`,
      origin: 'observed',
      data: kind.schema.parse(one),
    })),
    missing: [],
  };
}

/** Judges with one need filled and the others, where there are any, answered by nothing at all. */
export function judgeOne<Data>(
  check: Check,
  need: string,
  kind: EvidenceKind<Data>,
  ...data: readonly Data[]
): Verdict {
  const nothing: Gathered<unknown> = { evidence: [], missing: [] };
  const others = Object.fromEntries(Object.keys(check.needs).map((name) => [name, nothing]));
  return check.judge({ ...others, [need]: gathered(kind, ...data) });
}
