import type { Scorecard } from '../../core/scorecard.ts';
import type { Status } from '../../core/verdict.ts';
import { isWaived } from '../../core/waiver.ts';
import { accessCounts, accessMatrix } from '../matrix.ts';
import type { ReportInput } from '../input.ts';
import { grouped, plural, VERDICT_WORDS } from '../text/words.ts';
import { factsOf, verification, WORDS_EXPLAINED } from './facts.ts';
import type { Sheet } from './sheet.ts';
import { standingOfPlace } from './standing.ts';

const STATUS: { readonly [verdict in Scorecard['verdict']]: Status } = {
  ready: 'pass',
  'not-ready': 'fail',
  'not-proven': 'unproven',
};

/** One page for a buyer: what was proven, when, for which commit, and how to check it. */
export function buyerSheet(input: ReportInput): Sheet {
  const { scorecard, profile } = input;
  const { verdict, scope } = scorecard;
  const within = scope.length === 0 ? '' : ` within ${scope.join(', ')}`;
  return {
    title: `${scorecard.run.product}: what was proven`,
    lead: `Asked of the living product: is it ready for ${profile.goal} in ${profile.audience}?`,
    answer: { status: STATUS[verdict], words: `${VERDICT_WORDS[verdict]}${within}` },
    facts: factsOf(input),
    entriesTitle: 'What was looked at',
    entries: scorecard.rows.map((place) => ({
      title: place.title,
      text: profile.rows.find((row) => row.id === place.id)?.passes ?? '',
      ...standingOfPlace(place, scorecard),
    })),
    closing: [{ title: 'How much was asked', text: amount(input) }, ...verification(input), WORDS_EXPLAINED],
  };
}

function amount({ scorecard, matrix = [] }: ReportInput): string {
  const { run, checks } = scorecard;
  const decided = checks.reduce((sum, one) => sum + one.decided, 0);
  const waived = checks.flatMap((one) => one.findings.filter(isWaived)).length;
  const said = [`${grouped(run.requests)} requests, ${plural(decided, 'question')} decided.`];
  const counts = accessCounts(accessMatrix(matrix));
  const places = counts.held + counts.proven + counts.unsaid;
  if (places > 0) {
    said.push(
      `Access by strangers, colleagues and nobody at all was tried at ${grouped(places)} places: ${grouped(counts.held)} held, ${grouped(counts.proven + counts.unsaid)} did not; ${grouped(counts['not-assessed'])} more were not assessed.`,
    );
  }
  if (waived > 0) said.push(`${plural(waived, 'proven failure')} waived by the owner, with a date.`);
  return said.join(' ');
}
