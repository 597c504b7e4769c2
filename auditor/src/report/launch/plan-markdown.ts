import { clean } from '../text/clean.ts';
import { markdownText as text } from '../text/markdown.ts';
import { effort, grouped, plural, VERDICT_WORDS } from '../text/words.ts';
import { hourOf } from './hours.ts';
import type { LaunchPlan } from './plan.ts';
import type { Task } from './tasks.ts';

/** The plan as Markdown: for a repository, a wiki, or a terminal. */
export function planMarkdown(plan: LaunchPlan): string {
  const { product, verdict, run, access, deliverables, tasks } = plan;
  return [
    `# ${text(product)}: from verdict to launch`,
    `${VERDICT_WORDS[verdict]} in run ${text(run)}. ${summaryOf(plan)}`,
    '## Before hour 0: access',
    'The hours run once somebody can get into these.',
    access
      .map(
        ({ what, why, needed }) => `- [ ] ${what}: ${why}${needed ? '' : ' (no task of this plan needs it)'}`,
      )
      .join('\n'),
    '## What is delivered',
    [
      '| deliverable | handed over | work |',
      '|---|---|---|',
      ...deliverables.map(
        ({ title, delivers, minutes }) => `| ${title} | ${delivers} | ${effort(minutes)} |`,
      ),
    ].join('\n'),
    '## When',
    timetable(plan),
    '## The tasks',
    ...tasks.map(taskText),
    '',
  ].join('\n\n');
}

/** How long it takes, in a sentence or two. */
export function summaryOf({ minutes, endMinute, people, hoursPerDay, fits, tasks }: LaunchPlan): string {
  const work = `${plural(tasks.length, 'task')}, ${effort(minutes)} of work`;
  const who = `${plural(people, 'person', 'people')} at ${hoursPerDay} hours a day`;
  const end = fits
    ? 'within the 48 hours of the article'
    : 'more than the 48 hours of the article: take more people, or start with what blocks gates';
  return [`${work}; with ${who} it is over at ${hourOf(endMinute)}, ${end}.`, ...notCounted(tasks)].join(' ');
}

/** So many findings of one kind need not have one cause. */
const MANY = 20;

/** What the hours cannot know. */
function notCounted(tasks: readonly Task[]): readonly string[] {
  const most = Math.max(0, ...tasks.map((task) => task.findings.length));
  return [
    ...(tasks.some((task) => task.kind === 'find-out')
      ? ['What the open questions bring to light comes on top.']
      : []),
    ...(most > MANY
      ? [
          `One cause is counted for each task, also for that with ${grouped(most)} findings: where there are several, it takes longer.`,
        ]
      : []),
  ];
}

function timetable({ slots, tasks }: LaunchPlan): string {
  const titles = new Map(tasks.map((task) => [task.id, task.title]));
  return [
    '| from | to | who | what |',
    '|---|---|---|---|',
    ...slots.map(
      ({ task, person, startMinute, endMinute }) =>
        `| ${hourOf(startMinute)} | ${hourOf(endMinute)} | ${person} | ${text(titles.get(task) ?? task)} |`,
    ),
  ].join('\n');
}

function taskText({ title, deliverable, minutes, because, steps, blocks, wait }: Task): string {
  const facts = [
    `${effort(minutes)}, ${deliverable}`,
    ...(blocks.length === 0 ? [] : [`waited for by ${blocks.map(text).join(', ')}`]),
    ...(wait === undefined ? [] : [`then ${effort(wait.minutes)} of waiting: ${wait.reason}`]),
  ];
  return [
    `### ${text(title)}`,
    text(because),
    `*${facts.join('; ')}*`,
    ...(steps.length === 0 ? [] : [steps.map((step, index) => `${index + 1}. ${stepText(step)}`).join('\n')]),
  ].join('\n\n');
}

/** A step may end with lines for the target file: they stand in a block of their own. */
function stepText(step: string): string {
  const [first = '', ...lines] = clean(step).split('\n');
  if (lines.length === 0) return first;
  return [first, '', '   ```yaml', ...lines.map((line) => `   ${line}`), '   ```'].join('\n');
}
