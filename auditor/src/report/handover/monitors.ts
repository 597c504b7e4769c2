import type { HandoverInput } from './input.ts';
import { gap, list, part, table, text, type Line, type Paper } from './paper.ts';
import { contactsOf } from './people.ts';

/** What watches the product, and whom it tells. */
export function monitorsPaper({ target, monitors }: HandoverInput): Paper {
  const read = (monitors?.read ?? []).flatMap(({ tool, monitors: some }) =>
    some.map((one): readonly Line[] => [
      one.name,
      one.url === undefined ? 'no web address' : `\`${one.url}\``,
      `every ${seconds(one.everyMs)}`,
      one.channels.length === 0 ? gap('tells nobody') : one.channels.join(', '),
      one.blind === undefined ? tool : gap(`sees nothing: ${one.blind}`),
    ]),
  );
  // A run that was made with monitors has read our own as well.
  const rows = read.length > 0 ? read : ownMonitors(target);
  const unread = (monitors?.unread ?? []).map(({ file, because }) => `\`${file}\`: ${because}`);
  return {
    file: 'monitors',
    title: 'Monitors',
    lead: 'What asks the product, how often, and whom it tells.',
    parts: [
      part(
        'What is watched',
        table(
          ['name', 'asks', 'how often', 'tells', 'by'],
          rows,
          gap('no monitor is known (`monitoring: configs:` or `monitoring: watch:`)'),
        ),
        ...(unread.length === 0 ? [] : [text('These could not be read:'), list(unread, '')]),
      ),
      part('Whom it tells', text(contactsOf(target))),
      part('Does an alert arrive?', text(drillLine({ target, monitors }))),
    ],
  };
}

/** What `launch-ready monitor` asks by the target file. */
function ownMonitors({ monitoring }: HandoverInput['target']): readonly (readonly Line[])[] {
  const { watch, alerts = {} } = monitoring ?? {};
  const told = Object.keys(alerts).join(', ');
  return (watch?.routes ?? []).map(({ name, ask }) => [
    name,
    `\`${ask.method} ${ask.path}\``,
    `every ${seconds(watch?.everyMs ?? 0)}`,
    told === '' ? gap('tells nobody') : told,
    '`npx launch-ready monitor`',
  ]);
}

function drillLine({
  target,
  monitors,
}: Pick<HandoverInput, 'target'> & { monitors: HandoverInput['monitors'] }): Line {
  const drill = monitors?.drill;
  if (drill?.kind === 'read') {
    const { record, ageDays, maxAgeDays, sameConfig } = drill;
    if (!sameConfig)
      return gap(`the last drill, on ${record.at.slice(0, 10)}, tried other settings than these`);
    if (ageDays > maxAgeDays) return gap(`the last drill, on ${record.at.slice(0, 10)}, is too old to count`);
    const told = record.channels.map(
      ({ channel, proof, afterMs }) =>
        `${channel}: ${afterMs === undefined ? 'nothing' : seconds(afterMs)}, ${proof === 'none' ? 'not confirmed' : proof}`,
    );
    return `Drilled on ${record.at.slice(0, 10)}. ${told.join('; ')}.`;
  }
  const word = target.attested['alerts-tried'];
  if (word !== undefined && word.holds)
    return `By the word of ${word.by}: on ${word.on} it took ${word.minutes} minutes (${word.evidence}).`;
  return gap('nobody has followed an alert to a person: `npx launch-ready monitor drill` does');
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
