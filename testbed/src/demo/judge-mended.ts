import type { Audited } from '../audited.ts';
import { failedChecks, proofsOf, type CheckResult } from '../scorecard.ts';
import type { AppliedKit } from './mend.ts';

/** What the kits came to, as the second audit saw it. */
export interface MendedOutcome {
  readonly fixed: readonly Fixed[];
  readonly left: readonly Left[];
  /** Empty when it is better, for the reasons that are told. */
  readonly problems: readonly string[];
}

/** A check that failed before and passes now. */
export interface Fixed {
  readonly title: string;
  /** The kits whose files are for it. */
  readonly kits: readonly string[];
}

/** A check that fails still. */
export interface Left {
  readonly title: string;
  readonly proof: string;
  /** Kits that brought files for it, which are not all of the work. */
  readonly kits: readonly string[];
}

interface Expected {
  /** Checks that must hold after the kits. */
  readonly mended: readonly string[];
  /** Checks that must fail still, since only the product's own code can mend them. */
  readonly left: readonly string[];
}

/** Compares the audits before and after the kits with what must have come of it. */
export function judgeMended(
  before: Pick<Audited, 'scorecard'>,
  after: Pick<Audited, 'scorecard'>,
  kits: readonly AppliedKit[],
  expected: Expected,
): MendedOutcome {
  const failedBefore = failedChecks(before.scorecard);
  const kitsFor = (id: string) => kits.filter(({ checks }) => checks.includes(id)).map((kit) => kit.id);
  const now = (id: string) => after.scorecard.checks.find((check) => check.id === id);
  const fixed = failedBefore.flatMap((id) => {
    const check = now(id);
    return check?.status === 'pass' ? [{ id, title: check.title, kits: kitsFor(id) }] : [];
  });
  const failing = after.scorecard.checks.filter(({ status }) => status === 'fail');
  const problems = [
    ...expected.mended.flatMap((id) =>
      fixed.some((one) => one.id === id) ? [] : [`${id} does not hold after the kits: ${standing(now(id))}.`],
    ),
    ...expected.left.flatMap((id) =>
      failing.some((one) => one.id === id) ? [] : [`${id} fails no more, and nothing mended it.`],
    ),
    // Better for a reason: nothing gets well by itself.
    ...fixed.flatMap(({ id, kits: by }) =>
      by.length === 0 ? [`${id} holds now, and no kit is for it.`] : [],
    ),
    ...failing.flatMap(({ id, title }) =>
      failedBefore.includes(id) ? [] : [`“${title}” fails only after the kits.`],
    ),
  ];
  const left = failing.map((check) => ({
    title: check.title,
    proof: proofsOf(check)[0]?.what ?? '',
    kits: kitsFor(check.id),
  }));
  return { fixed: fixed.map(({ title, kits: by }) => ({ title, kits: by })), left, problems };
}

function standing(check: CheckResult | undefined): string {
  if (check === undefined) return 'it was not asked';
  return check.because === undefined ? check.status : `${check.status}, ${check.because}`;
}
