import type { Check } from '../core/check.ts';
import type { Kit } from './kit.ts';

/** A kit, and the failing checks that asked for it. */
export interface Chosen {
  readonly kit: Kit;
  readonly checks: readonly Check[];
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  /** Checks whose fix is told in words alone. */
  readonly inWords: readonly Check[];
}

/** Which kits mend these checks, each once, in the order of the list. */
export function chooseKits(kits: readonly Kit[], checks: readonly Check[]): Choice {
  const asks = (check: Check, kit: Kit) => check.fix.kits?.includes(kit.id) === true;
  return {
    chosen: kits
      .map((kit) => ({ kit, checks: checks.filter((check) => asks(check, kit)) }))
      .filter((one) => one.checks.length > 0),
    inWords: checks.filter((check) => !kits.some((kit) => asks(check, kit))),
  };
}
