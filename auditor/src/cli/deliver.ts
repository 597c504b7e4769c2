import { relative } from 'node:path';
import type { Profile } from '../core/profile.ts';
import { tryFolder, writeText } from '../io/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMatrixCsv } from '../report/matrix.ts';
import type { ReportInput } from '../report/input.ts';
import { renderJson } from '../report/json.ts';
import { renderJunit } from '../report/junit.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { FinishedRun } from '../run/conclude.ts';
import { PARTS } from '../run/parts.ts';
import { UsageError } from './exit.ts';
import { screenOf } from './screen.ts';

interface DeliverOptions {
  readonly format: readonly string[];
  readonly out?: string;
}

const RENDERERS: {
  readonly [format: string]: { readonly file?: string; readonly render: (input: ReportInput) => string };
} = {
  terminal: { render: (input) => renderTerminal(input, screenOf(process.stdout)) },
  html: { file: 'report.html', render: renderHtml },
  json: { file: 'scorecard.json', render: renderJson },
  sarif: { file: 'report.sarif', render: renderSarif },
  junit: { file: 'junit.xml', render: renderJunit },
  md: { file: 'report.md', render: renderMarkdown },
  csv: { file: 'access.csv', render: ({ matrix }) => renderMatrixCsv(matrix ?? []) },
};

/**
 * Makes sure that reports can be written before anything is asked of the product.
 *
 * @throws UsageError when they cannot
 */
export function checkOut(out: string | undefined): void {
  if (out === undefined) return;
  const tried = tryFolder(out);
  if (tried.ok) return;
  throw new UsageError(
    `Cannot write reports to ${out}: ${tried.because}. Nothing was sent. Name a folder that you may write to with --out.`,
  );
}

/** Prints a run in the formats asked for, and leaves the HTML report in its folder. */
export function deliver(run: FinishedRun, profile: Profile, options: DeliverOptions): void {
  const unknown = options.format.find((format) => !(format in RENDERERS));
  if (unknown !== undefined) {
    throw new UsageError(
      `--format ${unknown}: there is no such format. There are ${Object.keys(RENDERERS).join(', ')}.`,
    );
  }
  const runPath = relative(process.cwd(), run.directory.path) || '.';
  const checks = PARTS.checks.filter((check) => run.plan.checks.includes(check.id));
  const { scorecard, exchanges, plan, access } = run;
  const bare: ReportInput = {
    scorecard,
    exchanges,
    plan,
    checks,
    profile,
    runPath,
    matrix: access,
    ...(run.hash === undefined ? {} : { hash: run.hash }),
  };
  run.directory.write('report.html', renderHtml(bare));
  const reports = [`${runPath}/report.html`];
  for (const format of options.format) {
    const { file, render } = RENDERERS[format] ?? {};
    if (options.out === undefined || file === undefined || render === undefined) continue;
    const written = writeText(`${options.out}/${file}`, render(bare));
    if (!written.ok) throw new UsageError(`Cannot write ${options.out}/${file}: ${written.because}.`);
    reports.push(`${options.out}/${file}`);
  }
  const input = { ...bare, reports };
  for (const format of options.format) {
    const { file, render } = RENDERERS[format] ?? {};
    if (render === undefined || (options.out !== undefined && file !== undefined)) continue;
    process.stdout.write(render(input));
  }
}
