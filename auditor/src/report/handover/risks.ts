import { lastDayOf } from '../../core/target/attested.ts';
import { digest } from '../digest.ts';
import { plural } from '../text/words.ts';
import type { HandoverInput } from './input.ts';
import { gap, list, part, table, text, type Line, type Paper } from './paper.ts';

interface Dated {
  readonly day: string;
  readonly what: Line;
  readonly who: Line;
}

/** What is known to be open, and what ends on which day. */
export function risksPaper(input: HandoverInput): Paper {
  const told = digest(input.report);
  const dated = datedOf(input).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const { flags } = input.report.scorecard;
  return {
    file: 'risks',
    title: 'Open risks',
    lead: 'What was accepted, until when; what runs out by itself; what has no date because it must be mended.',
    parts: [
      part(
        'By day',
        table(
          ['until', 'what', 'who answers'],
          dated.map(({ day, what, who }) => [day, what, who]),
          'Nothing has a date: no waiver, no attested word and no certificate is known.',
        ),
      ),
      part(
        'Without a day: proven, and nobody answers for it',
        list(
          told.failures.flatMap(({ findings }) => findings.map((one) => `${one.what} (${one.where})`)),
          'Nothing.',
        ),
      ),
      part(
        'Red flags',
        list(
          flags
            .filter((one) => one.status === 'raised')
            .map((one) => `${one.text}${one.because === undefined ? '' : ` Because: ${one.because}.`}`),
          'None is raised.',
        ),
      ),
      part(
        'Not known',
        text(
          told.open.length === 0
            ? 'Every question that was asked was answered.'
            : `${plural(told.open.length, 'open question')}: see “What was checked, and what was not”.`,
        ),
      ),
    ],
  };
}

function datedOf({ report, target, certificates, monitors }: HandoverInput): readonly Dated[] {
  const waived = report.scorecard.checks.flatMap((check) =>
    check.findings.flatMap(({ waived: waiver, what, where }): Dated[] => {
      if (waiver === undefined) return [];
      const over = waiver.expired ? 'Expired, and counts again: ' : '';
      return [
        { day: waiver.expires, what: `${over}${what} (${where}): ${waiver.reason}`, who: waiver.owner },
      ];
    }),
  );
  const words = Object.entries(target.attested).flatMap(([claim, word]): Dated[] =>
    word === undefined
      ? []
      : [
          {
            day: lastDayOf(word),
            what: `The word on “${claim}” no longer counts after this day.`,
            who: word.by,
          },
        ],
  );
  const ends = certificates.map(({ host, until }): Dated => ({
    day: until.slice(0, 10),
    what: `The certificate of ${host} ends.`,
    who: gap('nobody is named who renews it'),
  }));
  const drill = monitors?.drill;
  const drills: readonly Dated[] =
    drill?.kind === 'read'
      ? [
          {
            day: dayAfter(drill.record.at, drill.maxAgeDays),
            what: 'The alert drill no longer counts after this day.',
            who: 'whoever is told by the monitors',
          },
        ]
      : [];
  return [...waived, ...words, ...ends, ...drills];
}

function dayAfter(at: string, days: number): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : new Date(time + days * 86_400_000).toISOString().slice(0, 10);
}
