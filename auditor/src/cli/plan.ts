import { planCalendar } from '../report/launch/plan-calendar.ts';
import { planHtml } from '../report/launch/plan-html.ts';
import { planMarkdown } from '../report/launch/plan-markdown.ts';
import { planLaunch, type LaunchPlan } from '../report/launch/plan.ts';
import { EXIT, UsageError } from './exit.ts';
import { storedReport } from './report-input.ts';
import { writeReport } from './write-report.ts';

interface PlanCommandOptions {
  readonly people: number;
  readonly hours: number;
  readonly start?: string;
  readonly format: readonly string[];
  readonly out?: string;
  readonly runs: string;
}

const NAMES: { readonly [format: string]: string } = {
  md: 'plan.md',
  html: 'plan.html',
  pdf: 'plan.pdf',
  json: 'plan.json',
  ics: 'plan.ics',
};

/** `launch-ready plan`: from the verdict of a run to the launch. */
export async function planCommand(run: string, options: PlanCommandOptions): Promise<number> {
  const startsAt = startOf(options.start);
  const { input } = storedReport(options.runs, run);
  const plan = planLaunch(input, { people: options.people, hoursPerDay: options.hours });
  for (const format of options.format) {
    const name = NAMES[format];
    if (name === undefined)
      throw new UsageError(`There is no format ${format}. There are ${Object.keys(NAMES).join(', ')}.`);
    const text = rendered(format, plan, startsAt);
    const folder = options.out ?? (format === 'pdf' ? input.runPath : undefined);
    if (folder === undefined) {
      process.stdout.write(text);
      continue;
    }
    await writeReport(`${folder}/${name}`, text);
    process.stderr.write(`Wrote ${folder}/${name}\n`);
  }
  return EXIT.ready;
}

function rendered(format: string, plan: LaunchPlan, startsAt: number): string {
  if (format === 'json') return `${JSON.stringify(plan, null, 2)}\n`;
  if (format === 'ics') return planCalendar(plan, startsAt);
  return format === 'md' ? planMarkdown(plan) : planHtml(plan);
}

/** When the clock starts: what was said, or the next full hour. */
function startOf(start: string | undefined): number {
  if (start === undefined) return Math.ceil(Date.now() / 3_600_000) * 3_600_000;
  const time = Date.parse(start);
  if (Number.isNaN(time))
    throw new UsageError(`--start ${start} is no time. Write it as 2026-12-01T09:00 or 2026-12-01T09:00Z.`);
  return time;
}
