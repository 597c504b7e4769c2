import type { Task } from './tasks.ts';

/** When somebody works on a task. Minutes since the kickoff. */
export interface Slot {
  readonly task: string;
  /** Whose turn it is; the first person is 1. */
  readonly person: number;
  readonly startMinute: number;
  readonly endMinute: number;
}

const DAY = 24 * 60;

interface Wanted {
  readonly people: number;
  /** Of each day from the kickoff on. Nobody mends a login well in the fifteenth hour. */
  readonly hoursPerDay: number;
}

/**
 * Gives each task to the first person who is free once everything before it is over. What blocks gates and belongs earlier goes
 * first. A task that does not fit into what is left of a day goes on the next; one longer than a day is worked on over several.
 *
 * @returns slots in order of their start; the minutes of a task's slots add up to the task's
 */
export function scheduleOf(tasks: readonly Task[], { people, hoursPerDay }: Wanted): readonly Slot[] {
  const day = hoursPerDay * 60;
  const free = Array.from({ length: people }, () => 0);
  const over = new Map<string, number>();
  const slots: Slot[] = [];
  let open = tasks.toSorted(byUrgency);
  while (open.length > 0) {
    const [next] = open.filter((task) => task.after.every((id) => over.has(id) || !isKnown(tasks, id)));
    // Tasks that wait for each other in a circle are taken as they come.
    const task = next ?? open[0];
    if (task === undefined) break;
    open = open.filter((one) => one !== task);
    const ready = Math.max(0, ...task.after.map((id) => over.get(id) ?? 0));
    const person = soonest(free, ready);
    const worked = work(task.minutes, Math.max(ready, free[person] ?? 0), day);
    const end = worked.at(-1)?.end ?? ready;
    free[person] = end;
    over.set(task.id, end + (task.wait?.minutes ?? 0));
    slots.push(
      ...worked.map(({ start, end: endMinute }) => ({
        task: task.id,
        person: person + 1,
        startMinute: start,
        endMinute,
      })),
    );
  }
  return slots.toSorted((a, b) => a.startMinute - b.startMinute || a.person - b.person);
}

/** Blocks that work of some length takes up from a minute on, within the working hours of its days. */
function work(
  minutes: number,
  from: number,
  day: number,
): readonly { readonly start: number; readonly end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  let [left, at] = [minutes, from];
  while (left > 0) {
    const intoDay = at % DAY;
    const room = day - intoDay;
    if (room <= 0 || (left > room && left <= day && blocks.length === 0)) {
      at += DAY - intoDay;
      continue;
    }
    const length = Math.min(left, room);
    blocks.push({ start: at, end: at + length });
    left -= length;
    at += length;
  }
  return blocks;
}

function soonest(free: readonly number[], ready: number): number {
  const starts = free.map((at) => Math.max(at, ready));
  return starts.indexOf(Math.min(...starts));
}

function isKnown(tasks: readonly Task[], id: string): boolean {
  return tasks.some((task) => task.id === id);
}

/** The article's hours first, then what more gates and rows wait for, then what is quickly done. */
function byUrgency(a: Task, b: Task): number {
  return a.window.from - b.window.from || b.blocks.length - a.blocks.length || a.minutes - b.minutes;
}
