import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleOf } from './schedule.ts';
import type { Task } from './tasks.ts';

const task = (id: string, minutes: number, change: Partial<Task> = {}): Task => ({
  id,
  kind: 'fix',
  title: id,
  deliverable: 'hardening',
  minutes,
  because: 'it fails',
  steps: [],
  blocks: [],
  findings: [],
  after: [],
  window: { from: 0, to: 8 },
  ...change,
});

/** Tasks that wait for some of those before them. */
const tasks = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 2_000 }),
      from: fc.integer({ min: 0, max: 40 }),
      after: fc.array(fc.nat(30), { maxLength: 3 }),
      wait: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
    }),
    { maxLength: 30 },
  )
  .map((some) =>
    some.map(({ minutes, from, after, wait }, index) =>
      task(`task ${index}`, minutes, {
        window: { from, to: 48 },
        after: [...new Set(after.filter((one) => one < index).map((one) => `task ${one}`))],
        ...(wait === undefined ? {} : { wait: { minutes: wait, reason: 'it takes a while' } }),
      }),
    ),
  );

describe('the schedule', () => {
  it('puts work into days, and does not break what fits into the next one', () => {
    const slots = scheduleOf([task('a', 300), task('b', 300)], { people: 1, hoursPerDay: 8 });
    expect(slots).toEqual([
      { task: 'a', person: 1, startMinute: 0, endMinute: 300 },
      { task: 'b', person: 1, startMinute: 1_440, endMinute: 1_740 },
    ]);
  });

  it('lets two people work side by side, and waits for what has to be over', () => {
    const after = task('c', 60, { after: ['a'] });
    const a = task('a', 120, { wait: { minutes: 60, reason: 'DNS' } });
    const slots = scheduleOf([a, task('b', 60), after], { people: 2, hoursPerDay: 8 });
    expect(slots.find((slot) => slot.task === 'b')).toMatchObject({ startMinute: 0 });
    expect(slots.find((slot) => slot.task === 'a')).toMatchObject({ startMinute: 0 });
    expect(slots.find((slot) => slot.task === 'c')).toMatchObject({ startMinute: 180 });
  });

  it('takes tasks that wait for each other as they come', () => {
    const circle = [task('a', 10, { after: ['b'] }), task('b', 10, { after: ['a'] })];
    expect(scheduleOf(circle, { people: 1, hoursPerDay: 8 })).toHaveLength(2);
  });

  it('gives every minute to one person once, in working hours, after what it waits for', () => {
    fc.assert(
      fc.property(
        tasks,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 24 }),
        (some, people, hoursPerDay) => {
          const slots = scheduleOf(some, { people, hoursPerDay });
          for (const one of some) {
            const own = slots.filter((slot) => slot.task === one.id);
            const worked = own.reduce((sum, slot) => sum + slot.endMinute - slot.startMinute, 0);
            expect(worked).toBe(one.minutes);
            const start = Math.min(...own.map((slot) => slot.startMinute));
            for (const id of one.after) {
              const before = some.find((other) => other.id === id);
              const ends = slots.filter((slot) => slot.task === id).map((slot) => slot.endMinute);
              expect(start).toBeGreaterThanOrEqual(Math.max(...ends) + (before?.wait?.minutes ?? 0));
            }
          }
          for (const slot of slots) {
            expect(slot.startMinute % 1_440).toBeLessThan(hoursPerDay * 60);
            expect(slot.person).toBeLessThanOrEqual(people);
            const clash = slots.filter(
              (other) =>
                other.person === slot.person &&
                other.startMinute < slot.endMinute &&
                slot.startMinute < other.endMinute,
            );
            expect(clash).toHaveLength(1);
          }
        },
      ),
    );
  });
});
