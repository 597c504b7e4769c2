import { deliverableOf, type Deliverable, type DeliverableId } from '../../core/deliverable.ts';
import type { Scorecard } from '../../core/scorecard.ts';
import type { ReportInput } from '../input.ts';
import { accessNeeds, type AccessNeed } from './access-needs.ts';
import { scheduleOf, type Slot } from './schedule.ts';
import { deliveredBy, tasksOf, type Task } from './tasks.ts';

/** Version of the plan's JSON. Raised when a field changes its meaning or goes. */
const PLAN_SCHEMA = 1;

/** The articles' plan takes 48 hours from kickoff. */
const HOURS = 48;

/** From verdict to launch: what is done when, by whom, and what waits for what. */
export interface LaunchPlan {
  readonly schema: number;
  readonly run: string;
  readonly product: string;
  readonly profile: Scorecard['profile'];
  readonly verdict: Scorecard['verdict'];
  readonly people: number;
  readonly hoursPerDay: number;
  /** Before hour 0. */
  readonly access: readonly AccessNeed[];
  readonly deliverables: readonly (Deliverable & { readonly minutes: number })[];
  readonly tasks: readonly Task[];
  readonly slots: readonly Slot[];
  /** Of all tasks together. */
  readonly minutes: number;
  /** When the last one is over, since the kickoff. */
  readonly endMinute: number;
  /** Whether it is over within the 48 hours of the articles. */
  readonly fits: boolean;
}

export interface PlanOptions {
  readonly people: number;
  readonly hoursPerDay: number;
}

/** Plans the way from a run to the launch. Pure: the same run gives the same plan. */
export function planLaunch(input: ReportInput, { people, hoursPerDay }: PlanOptions): LaunchPlan {
  const { scorecard } = input;
  const tasks = tasksOf(input);
  const slots = scheduleOf(tasks, { people, hoursPerDay });
  const delivered = deliveredBy(tasks);
  const endMinute = Math.max(0, ...slots.map((slot) => slot.endMinute));
  return {
    schema: PLAN_SCHEMA,
    run: scorecard.run.id,
    product: scorecard.run.product,
    profile: scorecard.profile,
    verdict: scorecard.verdict,
    people,
    hoursPerDay,
    access: accessNeeds(new Set(delivered)),
    deliverables: delivered.map((id) =>
      delivery(
        id,
        tasks.filter((task) => task.deliverable === id),
      ),
    ),
    tasks,
    slots,
    minutes: sum(tasks),
    endMinute,
    fits: endMinute <= HOURS * 60,
  };
}

/** Where nothing failed, answers are delivered, and no more is promised. */
function delivery(id: DeliverableId, tasks: readonly Task[]): LaunchPlan['deliverables'][number] {
  const minutes = sum(tasks);
  if (tasks.some((task) => task.kind !== 'find-out')) return { ...deliverableOf(id), minutes };
  return { ...deliverableOf(id), delivers: 'answers to what is open here', minutes };
}

function sum(tasks: readonly Task[]): number {
  return tasks.reduce((total, task) => total + task.minutes, 0);
}
