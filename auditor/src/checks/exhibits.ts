import type { Exhibit } from '../core/finding.ts';
import type { Person, Seen } from '../evidence/seen.ts';

/** `bea (globex)`, or `nobody`. */
export function called(person: Person): string {
  return person.tenant === undefined ? person.name : `${person.name} (${person.tenant})`;
}

/** An exchange as part of a proof. */
function exhibit(role: string, seen: Seen): Exhibit {
  return { exchange: seen.exchange, role, marks: [...seen.marks] };
}

/** Exhibits in order; what never happened is left out. */
export function exhibits(
  ...shown: readonly (readonly [role: string, seen: Seen | undefined])[]
): readonly Exhibit[] {
  return shown.flatMap(([role, seen]) => (seen === undefined ? [] : [exhibit(role, seen)]));
}

/** Why an exchange that should have shown something did not: `GET /api/notes/7 as ana → 500`. */
export function shortfall(seen: Seen): string {
  return seen.because === undefined ? seen.line : `${seen.line}: ${seen.because}`;
}
