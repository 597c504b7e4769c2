import type { Finding } from '../../core/finding.ts';
import { STATUS_WORDS, VERDICT_WORDS, weight } from '../text/words.ts';
import type { HandoverInput } from './input.ts';
import { gap, list, part, table, text, type Paper } from './paper.ts';

/** What was changed since an earlier run, as far as two audits can tell. */
export function changesPaper({ diff }: HandoverInput): Paper {
  const head = { file: 'changes', title: 'What was changed' };
  if (diff === undefined) {
    return {
      ...head,
      lead: 'Two audits show what changed between them; one shows nothing of it.',
      parts: [part('Since when', text(gap('no earlier run is named to compare with (`--since <run>`)')))],
    };
  }
  const { before, after } = diff;
  return {
    ...head,
    lead: `From run ${before.run.id} (${VERDICT_WORDS[before.verdict]}) to run ${after.run.id} (${VERDICT_WORDS[after.verdict]}), as the two audits saw it.`,
    parts: [
      part('Fixed, and tried again', list(diff.fixed.map(told), 'Nothing was seen to be fixed.')),
      part('New', list(diff.new.map(told), 'Nothing new was found.')),
      part(
        'No longer looked at',
        list(
          diff.stale.map(({ finding, because }) => `${told(finding)} Now: ${because}`),
          'Everything that was found before was looked at again.',
        ),
      ),
      part('Still there', list(diff.unchanged.map(told), 'Nothing is left from before.')),
      part(
        'Gates and rows',
        table(
          ['what', 'before', 'now'],
          diff.places.map(({ title, before: old, after: now }) => [title, word(old), word(now)]),
          'None changed its standing.',
        ),
      ),
      ...(diff.warnings.length === 0 ? [] : [part('Mind', list(diff.warnings, ''))]),
    ],
  };
}

function told(finding: Finding): string {
  return `${finding.what} (${finding.where}; ${weight(finding)})`;
}

function word(status: keyof typeof STATUS_WORDS | 'absent'): string {
  return status === 'absent' ? 'not part of it' : STATUS_WORDS[status];
}
