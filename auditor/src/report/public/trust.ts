import type { ReportInput } from '../input.ts';
import { factsOf, verification, WORDS_EXPLAINED } from './facts.ts';
import type { Sheet } from './sheet.ts';
import { standingOfPlace } from './standing.ts';

/** A trust page: each claim with the evidence behind it, and what nobody has proven yet. */
export function trustSheet(input: ReportInput): Sheet {
  const { scorecard, profile } = input;
  const entries = scorecard.rows.map((place) => {
    const standing = standingOfPlace(place, scorecard);
    const row = profile.rows.find((one) => one.id === place.id);
    const claim = standing.status === 'pass' ? row?.passes : row?.why;
    return { title: place.title, text: claim ?? '', ...standing };
  });
  const order = ['pass', 'not-applicable', 'unproven', 'fail'];
  return {
    title: `Security of ${scorecard.run.product}`,
    lead: 'Each line was put to the living product by launch-ready, and says what it rests on. What could not be decided is not claimed.',
    facts: factsOf(input),
    entriesTitle: 'What we can show',
    entries: entries.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status)),
    closing: [...verification(input), WORDS_EXPLAINED],
  };
}
