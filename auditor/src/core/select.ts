import type { Check } from './check.ts';
import { PROFILE_IDS } from './profile.ts';

/** What `--only` may name: a check, a family, a row, a gate or a step. */
export function selectChecks(checks: readonly Check[], only: readonly string[]): readonly Check[] {
  if (only.length === 0) return checks;
  return checks.filter((check) => only.some((name) => isNamed(check, name)));
}

/** Names in `only` that fit no check. */
export function unknownNames(checks: readonly Check[], only: readonly string[]): readonly string[] {
  return only.filter((name) => !checks.some((check) => isNamed(check, name)));
}

/** Everything that `--only` would understand, for messages. */
export function selectableNames(checks: readonly Check[]): readonly string[] {
  const names = checks.flatMap((check) => [check.family, ...check.decides.map((place) => place.id)]);
  return [...new Set<string>(names)].filter((name) => !PROFILE_IDS.some((id) => id === name)).sort();
}

function isNamed(check: Check, name: string): boolean {
  return check.id === name || check.family === name || check.decides.some((place) => place.id === name);
}
