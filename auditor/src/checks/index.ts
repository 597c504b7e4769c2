import type { Check } from '../core/check.ts';

/** Every check, in the order in which reports show them. One line per check. */
export const CHECKS: readonly Check[] = [];
