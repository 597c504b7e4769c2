import type { CheckResult, Scorecard } from '../../core/scorecard.ts';
import type { ReportInput } from '../input.ts';
import { factsOf, verification } from './facts.ts';
import { BUYERS_ASK } from './questions.ts';
import type { Entry, Sheet } from './sheet.ts';
import { PUBLIC_WORDS, standingOf, standingOfPlace } from './standing.ts';

const ANSWERS: { readonly [status in Entry['status']]: string } = {
  pass: 'Yes',
  fail: 'Not yet',
  unproven: PUBLIC_WORDS.unproven,
  'not-applicable': PUBLIC_WORDS['not-applicable'],
};

/** Answers to a security questionnaire: yes only on evidence, and never more than the scorecard says. */
export function questionnaireSheet(input: ReportInput): Sheet {
  const { scorecard } = input;
  return {
    title: `Security questionnaire: ${scorecard.run.product}`,
    lead: 'Answered from the record of one audit of the living product. Yes means shown by evidence; whatever the audit did not decide is not assessed.',
    facts: factsOf(input),
    entriesTitle: 'Questions and answers',
    entries: BUYERS_ASK.map(({ question, checks, place: limiting }) => {
      const wanted = checks.map((name) => resultsOf(name, scorecard));
      // A check that was not part of the run leaves its question open.
      const results = wanted.some((some) => some.length === 0) ? [] : wanted.flat();
      const own = standingOf(results, scorecard);
      const place = [...scorecard.gates, ...scorecard.rows].find((one) => one.id === limiting);
      const limit = place === undefined ? own : standingOfPlace(place, scorecard);
      const { status, evidence } = own.status === 'pass' && limit.status !== 'pass' ? limit : own;
      return {
        title: question,
        status,
        words: ANSWERS[status],
        text: '',
        ...(evidence === undefined ? {} : { evidence }),
      };
    }),
    closing: verification(input),
  };
}

function resultsOf(name: string, { checks }: Scorecard): readonly CheckResult[] {
  if (!name.endsWith('/*')) return checks.filter((one) => one.id === name);
  return checks.filter((one) => one.id.startsWith(name.slice(0, -1)));
}
