import type { Place } from '../../core/scorecard.ts';
import { digest } from '../digest.ts';
import { accessCounts, accessMatrix } from '../matrix.ts';
import { grouped, plural, STATUS_WORDS, VERDICT_WORDS, when } from '../text/words.ts';
import type { HandoverInput } from './input.ts';
import { list, part, table, text, type Paper } from './paper.ts';

/** Titles that are told of what one reason leaves open; the report has all. */
const MOST_TITLES = 3;

/** What was checked with proof, and what was not. */
export function checkedPaper({ report }: HandoverInput): Paper {
  const { scorecard, matrix = [] } = report;
  const { run, gates, rows, checks } = scorecard;
  const told = digest(report);
  const passed = checks.filter((one) => one.status === 'pass');
  const access = accessCounts(accessMatrix(matrix));
  return {
    file: 'checked',
    title: 'What was checked, and what was not',
    lead: `${VERDICT_WORDS[scorecard.verdict]} for ${report.profile.goal} in ${report.profile.audience}, on ${when(run.startedAt)}. Nothing that could not be decided counts as passed.`,
    parts: [
      part(
        'How much was asked',
        list(
          [
            `${grouped(run.requests)} requests, ${plural(checks.length, 'check')}: ${told.counts.pass} passed, ${told.counts.fail} failed with proof, ${told.counts.unproven} unproven, ${told.counts['not-applicable']} not applicable.`,
            `Access tried by strangers, colleagues and nobody: ${grouped(access.held)} held, ${grouped(access.proven + access.unsaid)} did not, ${grouped(access['not-assessed'])} not assessed.`,
            ...(scorecard.scope.length === 0 ? [] : [`Only ${scorecard.scope.join(', ')} was asked for.`]),
            ...(run.complete ? [] : ['The run was cut short.']),
            ...(run.commit === undefined ? [] : [`The repository stood at commit \`${run.commit}\`.`]),
          ],
          'Nothing was asked.',
        ),
      ),
      part(
        'Gates and rows',
        table(['result', 'what', 'because'], places([...gates, ...rows]), 'None was asked for.'),
      ),
      part(
        'Proven to hold',
        list(
          passed
            .filter((one) => one.attested === undefined)
            .map(({ title, decided }) => `${title}: ${plural(decided, 'question')}.`),
          'Nothing was proven to hold.',
        ),
      ),
      part(
        'On somebody’s word',
        list(
          passed.flatMap(({ title, attested }) =>
            attested === undefined ? [] : [`${title}: by ${attested.join('; ')}.`],
          ),
          'Nothing rests on a word alone.',
        ),
      ),
      part(
        'Failed with proof',
        list(
          told.failures.flatMap(({ result, findings }) =>
            findings.map((one) => `${result.title}: ${one.what} (${one.where})`),
          ),
          'Nothing failed.',
        ),
      ),
      part(
        'Not proven',
        text('For these nobody knows. Each says why, and the report says what to add.'),
        list(
          told.open.map(({ because, others, checks: open, blocks }) => {
            const about = open.length > 0 ? open.map((one) => one.title) : blocks;
            const more = about.length > MOST_TITLES ? `, and ${about.length - MOST_TITLES} more` : '';
            const alike = others.length === 0 ? '' : ` (and ${plural(others.length, 'more reason')} like it)`;
            const reason = `${because.charAt(0).toUpperCase()}${because.slice(1)}`;
            return `${reason}${alike}. Leaves open: ${about.slice(0, MOST_TITLES).join(', ')}${more}.`;
          }),
          'Nothing stayed open.',
        ),
      ),
    ],
  };
}

/** A gate and a row of one id and one standing are told once. */
function places(all: readonly Place[]): readonly (readonly string[])[] {
  return all
    .filter(
      (place, index) =>
        all.findIndex((other) => other.id === place.id && other.status === place.status) === index,
    )
    .map(({ status, title, because, attested }) => [
      STATUS_WORDS[status],
      title,
      because ?? (attested === undefined ? '' : `attested by ${attested.join('; ')}`),
    ]);
}
