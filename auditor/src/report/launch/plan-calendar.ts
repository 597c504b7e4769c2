import { oneLine } from '../text/clean.ts';
import type { LaunchPlan } from './plan.ts';

const MINUTE_MS = 60_000;
/** RFC 5545, 3.1: lines are folded at 75 octets. */
const LINE_OCTETS = 75;

/**
 * The plan as a calendar file (RFC 5545): one event for each piece of work.
 *
 * @param startsAt when the clock starts, in milliseconds since 1970
 */
export function planCalendar(plan: LaunchPlan, startsAt: number): string {
  const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
  const events = plan.slots.flatMap(({ task: id, person, startMinute, endMinute }, index) => {
    const task = tasks.get(id);
    const who = plan.people === 1 ? '' : ` (person ${person})`;
    return [
      'BEGIN:VEVENT',
      `UID:${plan.run}-${index}@launch-ready`,
      `DTSTAMP:${stamp(startsAt)}`,
      `DTSTART:${stamp(startsAt + startMinute * MINUTE_MS)}`,
      `DTEND:${stamp(startsAt + endMinute * MINUTE_MS)}`,
      `SUMMARY:${escaped(`${task?.title ?? id}${who}`)}`,
      `DESCRIPTION:${escaped([task?.because ?? '', ...(task?.steps ?? [])].join('\n'))}`,
      'END:VEVENT',
    ];
  });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//launch-ready//plan//EN',
    `NAME:${escaped(`${plan.product}: launch`)}`,
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.flatMap(folded).join('\r\n')}\r\n`;
}

/** `20261130T090000Z`. */
function stamp(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/gu, '');
}

/** RFC 5545, 3.3.11. Control characters have no place in a calendar. */
function escaped(text: string): string {
  return text
    .split('\n')
    .map(oneLine)
    .join('\n')
    .replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

function folded(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += sign;
    octets += size;
  }
  return [...lines, current];
}
