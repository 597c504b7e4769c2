import type { Profile, ProfileId } from '../core/profile.ts';
import { tryFolder } from '../io/files.ts';
import { renderHtml } from '../report/html.ts';
import type { FinishedRun } from '../run/conclude.ts';
import { UsageError } from './exit.ts';
import { FORMATS } from './formats.ts';
import { reportInput } from './report-input.ts';
import { writeReport } from './write-report.ts';

interface DeliverOptions {
  readonly format: readonly string[];
  readonly out?: string;
  /** Set where another profile judges than the run was made for: the run keeps its own reports. */
  readonly judgedBy?: ProfileId;
}

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
export async function deliver(run: FinishedRun, profile: Profile, options: DeliverOptions): Promise<void> {
  const unknown = options.format.find((format) => !Object.hasOwn(FORMATS, format));
  if (unknown !== undefined) {
    throw new UsageError(
      `--format ${unknown}: there is no such format. There are ${Object.keys(FORMATS).join(', ')}.`,
    );
  }
  const bare = reportInput(run, profile);
  const { runPath } = bare;
  const named = (file: string) =>
    options.judgedBy === undefined ? file : file.replace(/(?=\.[^.]*$)/, `-${options.judgedBy}`);
  const report = named('report.html');
  run.directory.write(report, renderHtml(bare));
  const written: string[] = [];
  for (const name of options.format) {
    const { print, files } = FORMATS[name] ?? { files: {} };
    if (options.out === undefined && print !== undefined) continue;
    for (const [file, render] of Object.entries(files)) {
      const path = options.out === undefined ? `${runPath}/${named(file)}` : `${options.out}/${file}`;
      await writeReport(path, render(bare));
      written.push(path);
    }
  }
  const input = { ...bare, reports: [`${runPath}/${report}`, ...written] };
  for (const name of options.format) {
    const { print, files } = FORMATS[name] ?? { files: {} };
    const isFile = Object.keys(files).length > 0;
    if (print !== undefined && (options.out === undefined || !isFile)) process.stdout.write(print(input));
  }
  if (!options.format.includes('terminal'))
    for (const path of written) process.stderr.write(`Wrote ${path}\n`);
}
