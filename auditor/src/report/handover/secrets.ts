import type { ReportInput } from '../input.ts';
import { weight } from '../text/words.ts';
import { credentialsOf, NO_CREDENTIALS, ownerLine } from './credentials.ts';
import type { HandoverInput } from './input.ts';
import { list, part, table, text, type Paper } from './paper.ts';

/** Every secret by its name, and where one was seen. Values stand nowhere: neither here nor in the run. */
export function secretsPaper(input: HandoverInput): Paper {
  const credentials = credentialsOf(input);
  return {
    file: 'secrets',
    title: 'Secrets, without their values',
    lead: 'What there is, where it is set and who answers for it.',
    parts: [
      part(
        'By name',
        table(
          ['name', 'owner', 'set in', 'beware'],
          credentials.map((one) => [
            `\`${one.name}\``,
            ownerLine(one),
            one.stages.join(', '),
            one.shared ? 'the same value in more than one environment' : '',
          ]),
          NO_CREDENTIALS,
        ),
      ),
      part(
        'Seen where they should not be',
        list(seenSecrets(input.report), 'The run saw none.'),
        text(notSearched(input.report)),
      ),
    ],
  };
}

/** Findings of the search for secrets, masked as the run kept them. */
export function seenSecrets({ scorecard }: ReportInput): readonly string[] {
  return scorecard.checks
    .filter((one) => one.id.startsWith('secrets/'))
    .flatMap((one) =>
      one.findings.map((finding) => `${finding.what} (${finding.where}; ${weight(finding)})`),
    );
}

function notSearched({ scorecard }: ReportInput): string {
  const open = scorecard.checks.filter((one) => one.id.startsWith('secrets/') && one.status === 'unproven');
  const [first] = open;
  if (!scorecard.checks.some((one) => one.id.startsWith('secrets/'))) return 'Nothing was searched.';
  if (first === undefined) return 'Everything that was named was searched.';
  return `Not decided: ${open.map((one) => `${one.title} (${one.because ?? 'no reason given'})`).join('; ')}.`;
}
