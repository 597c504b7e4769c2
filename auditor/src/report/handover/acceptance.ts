import type { CheckResult, Scorecard } from '../../core/scorecard.ts';
import { when } from '../text/words.ts';
import type { HandoverInput } from './input.ts';
import { part, text, type Paper, type Tick } from './paper.ts';

/** The closing list of the article, and the checks on whose evidence each line is ticked: all of them must have passed. */
const CLOSING: readonly {
  readonly what: string;
  readonly checks: readonly string[];
  readonly unseen: string;
}[] = [
  {
    what: 'Domain live',
    checks: ['web/redirects'],
    unseen: 'no address of the domain was looked at',
  },
  {
    what: 'Mail authenticated',
    checks: ['email/spf', 'email/dkim', 'email/dmarc'],
    unseen: 'no sending domain was looked at',
  },
  { what: 'SSL active', checks: ['tls/certificate'], unseen: 'no certificate was looked at' },
  {
    what: 'CDN protecting traffic',
    checks: [],
    unseen: 'no check can tell from outside whether a CDN turns attacks away: look at its dashboard',
  },
  {
    what: 'Secrets moved',
    checks: ['secrets/bundle', 'secrets/repository', 'secrets/history', 'secrets/responses', 'secrets/logs'],
    unseen: 'no code, answer or log was searched',
  },
  {
    what: 'Monitoring installed',
    checks: ['monitoring/coverage', 'monitoring/alerts'],
    unseen: 'no monitor was looked at, and no alert was followed',
  },
  {
    what: 'Handover delivered',
    checks: ['handover/checklists', 'handover/incident-roles'],
    unseen: 'no checklist was read, and nobody answers for one',
  },
];

/** The closing list: ticked on evidence alone. */
export function acceptancePaper({ report: { scorecard } }: HandoverInput): Paper {
  return {
    file: 'acceptance',
    title: 'Closing acceptance',
    lead: 'A line is ticked when every check behind it passed on what was seen. “Attested” is somebody’s word; “not proven” is nobody’s.',
    parts: [
      part(
        'The list',
        { kind: 'ticks', ticks: closingTicks(scorecard) },
        text(
          'What is not ticked is not accepted: audit again when it is done, and write these papers again.',
        ),
      ),
    ],
  };
}

/** Each line of the closing list with its state. */
export function closingTicks(scorecard: Scorecard): readonly Tick[] {
  return CLOSING.map(({ what, checks, unseen }): Tick => {
    const results = scorecard.checks.filter((one) => checks.includes(one.id));
    return { what, ...stateOf(results, checks, unseen, when(scorecard.run.startedAt)) };
  });
}

function stateOf(
  results: readonly CheckResult[],
  wanted: readonly string[],
  unseen: string,
  day: string,
): Omit<Tick, 'what'> {
  const failed = results.filter((one) => one.status === 'fail');
  const [first] = failed;
  if (first !== undefined)
    return { state: 'failed', because: `not so: ${first.findings[0]?.what ?? `${first.title} failed`}` };
  if (results.length === 0) return { state: 'open', because: `not proven: ${unseen}` };
  const missing = wanted.find((id) => !results.some((one) => one.id === id));
  if (missing !== undefined)
    return { state: 'open', because: `not proven: \`${missing}\` was not part of the run` };
  const open = results.find((one) => one.status === 'unproven');
  if (open !== undefined) return { state: 'open', because: `not proven: ${open.title}: ${reasonOf(open)}` };
  const applying = results.filter((one) => one.status === 'pass');
  if (applying.length === 0)
    return { state: 'not-applicable', because: results[0]?.because ?? 'said not to apply' };
  const words = applying.flatMap((one) => one.attested ?? []);
  if (words.length > 0)
    return { state: 'attested', because: `on the word of ${[...new Set(words)].join('; ')}` };
  return { state: 'done', because: `${applying.map((one) => `\`${one.id}\``).join(', ')} passed on ${day}` };
}

function reasonOf({ undecided, because }: CheckResult): string {
  return because ?? undecided[0]?.because ?? 'it could not be decided';
}
