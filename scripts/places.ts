import type { Check, Decides } from '../auditor/src/core/check.ts';
import type { Profile } from '../auditor/src/core/profile.ts';

/** Something that an article asks for. */
export interface Place {
  readonly kind: 'gate' | 'row' | 'step' | 'red flag';
  readonly id: string;
  readonly title: string;
  /** Rows that decide it together, in groups of which each must fail; for red flags about several troubles at once. */
  readonly together?: readonly (readonly string[])[];
}

/** All that one profile asks for, in the order of its article. */
export function placesOf(profile: Profile): readonly Place[] {
  return [
    ...profile.gates.map(({ id, title }) => ({ kind: 'gate' as const, id, title })),
    ...profile.rows.map(({ id, title }) => ({ kind: 'row' as const, id, title })),
    ...profile.steps.map(({ id, title }) => ({ kind: 'step' as const, id, title })),
    ...profile.redFlags.map(({ id, text, together }) => ({
      kind: 'red flag' as const,
      id,
      title: text,
      ...(together === undefined ? {} : { together }),
    })),
  ];
}

/** True when the check helps to decide the place. A red flag is known by its id alone: no other place has such a one. */
export function decides(check: Pick<Check, 'decides'>, place: Place): boolean {
  return check.decides.some(
    ({ kind, id }) => id === place.id && (place.kind === 'red flag' || kind === place.kind),
  );
}

/** True when something decides the place: a check, or rows that fail together. */
export function isDecided(place: Place, checks: readonly Check[]): boolean {
  return place.together !== undefined || checks.some((check) => decides(check, place));
}

/** Places that a check names and no article has: mostly typing errors. */
export function strays(check: Check, profiles: readonly Profile[]): readonly Decides[] {
  const places = profiles.flatMap(placesOf);
  return check.decides.filter((one) => !places.some((place) => decides({ decides: [one] }, place)));
}
