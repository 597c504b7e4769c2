import type { Profile } from '../../core/profile.ts';
import type { Scorecard } from '../../core/scorecard.ts';
import type { Status } from '../../core/verdict.ts';
import { isWaived } from '../../core/waiver.ts';

/** How a product stands, seen by a run or told by its founder: all that risk and advice look at. */
export interface Standing {
  readonly places: readonly Standpoint[];
  /** Proven failures that stand in no gate and no row. */
  readonly otherFailures: number;
  readonly waived: number;
  readonly redFlags: number;
  /** False when the run was cut short, or when nothing was run at all. */
  readonly complete: boolean;
  /** True when every word of it is the founder's own. */
  readonly attested: boolean;
}

/** A gate or a row. One of both ids is told once, as a gate. */
export interface Standpoint {
  readonly id: string;
  readonly kind: 'gate' | 'row';
  readonly title: string;
  readonly status: Status;
}

/** An answer of the questionnaire. */
export type Answer = 'yes' | 'no' | 'unknown';

const TOLD: { readonly [answer in Answer]: Status } = { yes: 'pass', no: 'fail', unknown: 'unproven' };

export function standingOfRun({ gates, rows, checks, flags, run }: Scorecard): Standing {
  const places = merged([
    ...gates.map((one) => ({ ...one, kind: 'gate' as const })),
    ...rows.map((one) => ({ ...one, kind: 'row' as const })),
  ]);
  const placed = new Set([...gates, ...rows].flatMap((place) => place.checks));
  return {
    places,
    otherFailures: checks.filter((one) => one.status === 'fail' && !placed.has(one.id)).length,
    waived: checks.flatMap((one) => one.findings.filter(isWaived)).length,
    redFlags: flags.filter((one) => one.status === 'raised').length,
    complete: run.complete,
    attested: false,
  };
}

/** What the founder says before anything was run. A question without an answer is unknown. */
export function standingOfAnswers(
  profile: Profile,
  answers: { readonly [id: string]: Answer | undefined },
): Standing {
  const told = (id: string): Status => TOLD[answers[id] ?? 'unknown'];
  return {
    places: merged([
      ...profile.gates.map(({ id, title }) => ({ id, title, kind: 'gate' as const, status: told(id) })),
      ...profile.rows.map(({ id, title }) => ({ id, title, kind: 'row' as const, status: told(id) })),
    ]),
    otherFailures: 0,
    waived: 0,
    redFlags: profile.redFlags.filter(({ id }) => answers[id] === 'yes').length,
    complete: true,
    attested: true,
  };
}

function merged(places: readonly Standpoint[]): readonly Standpoint[] {
  return places
    .filter((place, index) => places.findIndex((other) => other.id === place.id) === index)
    .map(({ id, kind, title, status }) => ({ id, kind, title, status }));
}
