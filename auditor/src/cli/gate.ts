import { ScorecardSchema, type Scorecard } from '../core/scorecard.ts';
import { readText } from '../io/files.ts';
import { renderJson } from '../report/json.ts';
import { budgetable, gateOf, type Gate } from '../report/gate.ts';
import { renderGate, renderGateJson, renderGateMarkdown } from '../report/gate-text.ts';
import { EXIT, UsageError } from './exit.ts';
import { storedReport } from './report-input.ts';
import { screenOf } from './screen.ts';
import { writeReport } from './write-report.ts';

interface GateCommandOptions {
  readonly baseline?: string;
  readonly budget: readonly string[];
  readonly save?: string;
  readonly format: string;
  readonly runs: string;
}

const EXITS: { readonly [outcome in Gate['outcome']]: number } = {
  passes: EXIT.ready,
  fails: EXIT.notReady,
  'not-proven': EXIT.notProven,
};

/** Scorecards with all of their exchanges have some megabytes. */
const MOST_BYTES = 200_000_000;

/** `launch-ready gate`: may the build go on? Exits 0 when it may, 1 for a new proven failure, 2 for a new open question. */
export async function gateCommand(run: string, options: GateCommandOptions): Promise<number> {
  const { input } = storedReport(options.runs, run);
  const { scorecard } = input;
  const budgets = budgetsOf(options.budget, budgetable(scorecard));
  const gate = gateOf(scorecard, {
    budgets,
    ...(options.baseline === undefined ? {} : { baseline: baselineOf(options.runs, options.baseline) }),
  });
  process.stdout.write(rendered(options.format, gate, scorecard));
  if (options.save !== undefined && gate.outcome === 'passes') {
    await writeReport(options.save, renderJson(input, { withExchanges: false }));
    process.stderr.write(`Wrote ${options.save}: the baseline of the next run\n`);
  }
  return EXITS[gate.outcome];
}

function rendered(format: string, gate: Gate, scorecard: Scorecard): string {
  if (format === 'json') return renderGateJson(gate, scorecard);
  if (format === 'md') return renderGateMarkdown(gate, scorecard);
  return renderGate(gate, scorecard, screenOf(process.stdout));
}

/** A scorecard in a file, or a run by its name. */
function baselineOf(runs: string, name: string): Scorecard {
  if (!name.endsWith('.json')) return storedReport(runs, name).input.scorecard;
  const file = readText(name, MOST_BYTES);
  if (!file.ok) throw new UsageError(`Cannot read the baseline ${name}: ${file.because}.`);
  const scorecard = ScorecardSchema.safeParse(parsed(name, file.text));
  if (scorecard.success) return scorecard.data;
  throw new UsageError(
    `${name} is no scorecard of this version. \`npx launch-ready gate --save\` or \`show --format json\` writes one.`,
  );
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`The baseline ${name} is not JSON.`);
  }
}

function budgetsOf(given: readonly string[], ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    given.map((one) => {
      const [, id = '', count = ''] = /^([\w-]+)=(\d{1,4})$/.exec(one) ?? [];
      if (id === '') throw new UsageError(`--budget ${one}: write it as row=2.`);
      if (!ids.includes(id))
        throw new UsageError(`--budget ${one}: the run has no ${id}. It has ${ids.join(', ')}.`);
      return [id, Number(count)] as const;
    }),
  );
}
