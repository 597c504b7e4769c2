import { Environments } from '../evidence/deployment.ts';
import { TlsHost, type TlsHostData } from '../evidence/tls-host.ts';
import { diffScorecards } from '../report/diff.ts';
import { handoverPack } from '../report/handover/pack.ts';
import { packHtml } from '../report/handover/pack-html.ts';
import { packMarkdown } from '../report/handover/pack-markdown.ts';
import type { HandoverInput } from '../report/handover/input.ts';
import { storedEvidence } from '../run/stored-evidence.ts';
import { EXIT, UsageError } from './exit.ts';
import { keepEdited } from './keep-edited.ts';
import { storedReport } from './report-input.ts';
import { runOf } from './run-of.ts';
import { writeReport } from './write-report.ts';

interface HandoverCommandOptions {
  readonly out?: string;
  readonly format: readonly string[];
  readonly since?: string;
  readonly force?: boolean;
  readonly runs: string;
}

const FORMATS = ['md', 'html', 'pdf'];

/** `launch-ready handover`: the papers by which a team runs the product, written from a run. */
export async function handoverCommand(run: string, options: HandoverCommandOptions): Promise<number> {
  const unknown = options.format.find((format) => !FORMATS.includes(format));
  if (unknown !== undefined)
    throw new UsageError(`There is no format ${unknown}. There are ${FORMATS.join(', ')}.`);
  const input = handoverInput(run, options);
  const pack = handoverPack(input);
  const folder = options.out ?? `${input.report.runPath}/handover`;
  const papers = options.format.includes('md') ? packMarkdown(pack) : new Map<string, string>();
  const pages = options.format.filter((one) => one !== 'md').map((format) => `handover.${format}`);
  if (options.force !== true) keepEdited(folder, [...papers.keys(), ...pages]);
  for (const [name, text] of papers) await writeReport(`${folder}/${name}`, text);
  if (papers.size > 0)
    process.stderr.write(`Wrote ${papers.size} papers to ${folder}; begin with README.md\n`);
  const page = packHtml(pack);
  for (const name of pages) {
    await writeReport(`${folder}/${name}`, page);
    process.stderr.write(`Wrote ${folder}/${name}\n`);
  }
  process.stdout.write(`${pack.lead}\n`);
  return EXIT.ready;
}

function handoverInput(run: string, { runs, since }: HandoverCommandOptions): HandoverInput {
  const { input: report, stored } = storedReport(runs, run);
  const directory = runOf(runs, run);
  const [environments] = storedEvidence(directory, Environments);
  const { monitors } = stored;
  return {
    report,
    target: stored.target,
    certificates: storedEvidence(directory, TlsHost).flatMap(lastDay),
    ...(environments === undefined ? {} : { environments }),
    ...(monitors === undefined ? {} : { monitors }),
    ...(since === undefined
      ? {}
      : { diff: diffScorecards(storedReport(runs, since).input.scorecard, report.scorecard) }),
  };
}

function lastDay({ host, shakes }: TlsHostData): HandoverInput['certificates'] {
  const days = shakes.flatMap(({ handshake }) => {
    const leaf = handshake?.kind === 'usual' ? handshake.chain[0] : undefined;
    const end = new Date(leaf?.notAfter ?? '');
    return Number.isNaN(end.getTime()) ? [] : [end.toISOString()];
  });
  const [until] = days.toSorted();
  return until === undefined ? [] : [{ host, until }];
}
