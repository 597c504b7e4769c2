import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flaw } from '../../flaws/define-flaw.ts';
import { auditTraps, type AuditedTraps } from '../audited-traps.ts';
import { auditChatbot, type Audited } from '../audited.ts';
import { TRAPS } from '../../strangers/traps/traps.ts';
import { failedChecks } from '../scorecard.ts';
import { assess, figuresOf, type Figures, type FlawResult } from './assess.ts';
import { naiveAlarms, type Alarms } from './naive-alarms.ts';
import { inParallel } from './in-parallel.ts';
import type { BenchOptions } from './options.ts';

/** Version of the JSON that the benchmark prints. */
const BENCH_SCHEMA = 1;

/** Two cores: more chatbots at once only take turns, and latencies become noise. */
const AT_ONCE = 2;

/** Checks that read along whatever is asked, and so may speak up about any flaw. */
const OBSERVED = ['logging/request-id', 'exposure/stack-trace', 'cookies'];

/** What the benchmark found. */
export interface BenchResult extends Figures {
  readonly schema: typeof BENCH_SCHEMA;
  readonly scope: string;
  readonly seconds: number;
  readonly flaws: readonly FlawResult[];
  readonly clean: { readonly runs: number; readonly failed: readonly string[] };
  readonly traps: TrapsResult;
}

/** What came of a product in which everything looks broken and nothing is. */
interface TrapsResult {
  readonly runs: number;
  readonly failed: readonly string[];
  /** Traps that some run never walked into. */
  readonly untouched: readonly string[];
  readonly traps: number;
  /** What simple rules, and we, would have called broken there. */
  readonly alarms: { readonly [rule: string]: Alarms };
}

/** A run that is over, for the progress line and for the naive rules. */
export interface BenchRun {
  readonly name: string;
  readonly flaw: Flaw | undefined;
  /** Absent when product or auditor broke down. */
  readonly audited?: Audited;
  /** Where it was not the chatbot that was audited. */
  readonly requests?: number;
  readonly verdict: string;
  readonly seconds: number;
}

/** Audits every flaw and then the clean product some times. */
export async function runBench(options: BenchOptions, onRun: (run: BenchRun) => void): Promise<BenchResult> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-bench-'));
  try {
    const flaws = await inParallel(options.flaws, AT_ONCE, (flaw) => benchFlaw(flaw, options, folder, onRun));
    const clean = await inParallel(Array.from({ length: options.cleanRuns }), AT_ONCE, (_, index) =>
      benchClean(index + 1, folder, onRun),
    );
    const trapped = await inParallel(Array.from({ length: options.cleanRuns }), AT_ONCE, (_, index) =>
      benchTraps(index + 1, folder, onRun),
    );
    return {
      schema: BENCH_SCHEMA,
      scope: options.scope,
      ...figuresOf(flaws, [...clean, ...trapped.map(({ scorecard }) => failedChecks(scorecard))]),
      seconds: Math.round((performance.now() - started) / 1_000),
      flaws,
      clean: { runs: clean.length, failed: [...new Set(clean.flat())] },
      traps: {
        runs: trapped.length,
        failed: [...new Set(trapped.flatMap(({ scorecard }) => failedChecks(scorecard)))],
        untouched: [...new Set(trapped.flatMap(({ untouched }) => untouched))],
        traps: TRAPS.length,
        alarms: naiveAlarms(trapped),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchFlaw(
  flaw: Flaw,
  { cross }: BenchOptions,
  folder: string,
  onRun: (run: BenchRun) => void,
): Promise<FlawResult> {
  const started = performance.now();
  const { id, mustFail, mustAdvise } = flaw;
  const only = cross ? [] : [...familiesOf(flaw), ...OBSERVED];
  const done = (run: Pick<BenchRun, 'audited' | 'verdict'>) =>
    onRun({ name: id, flaw, seconds: (performance.now() - started) / 1_000, ...run });
  try {
    // Where limits are not what is looked at, waiting for them would be most of the time.
    const roomy = !cross && !only.includes('limits');
    const audited = await auditChatbot({ directory: join(folder, id), flaws: [id], only, roomy });
    const result = assess(flaw, askedSomething(id, audited).scorecard);
    done({ audited, verdict: describe(result, audited) });
    return result;
  } catch (error) {
    // One flaw that cannot be tried is not detected; the others are still worth knowing.
    done({ verdict: `BROKEN: ${error instanceof Error ? error.message : String(error)}` });
    return { id, mustFail, mustAdvise, failed: [], detected: false, unexpected: [] };
  }
}

async function benchClean(
  number: number,
  folder: string,
  onRun: (run: BenchRun) => void,
): Promise<readonly string[]> {
  const started = performance.now();
  const name = `clean ${number}`;
  const audited = await auditChatbot({ directory: join(folder, `clean-${number}`) });
  const failed = failedChecks(askedSomething(name, audited).scorecard);
  const seconds = (performance.now() - started) / 1_000;
  const verdict = failed.length === 0 ? 'nothing failed' : `FALSE ALARM ${failed.join(', ')}`;
  onRun({ name, flaw: undefined, audited, verdict, seconds });
  return failed;
}

async function benchTraps(
  number: number,
  folder: string,
  onRun: (run: BenchRun) => void,
): Promise<AuditedTraps> {
  const started = performance.now();
  const name = `traps ${number}`;
  const trapped = await auditTraps(join(folder, `traps-${number}`));
  const failed = failedChecks(askedSomething(name, trapped).scorecard);
  const seconds = (performance.now() - started) / 1_000;
  const missed = trapped.untouched.length === 0 ? '' : `, never walked into ${trapped.untouched.join(', ')}`;
  const verdict = failed.length === 0 ? 'nothing failed' : `FALSE ALARM ${failed.join(', ')}`;
  onRun({
    name,
    flaw: undefined,
    requests: trapped.scorecard.run.requests,
    verdict: verdict + missed,
    seconds,
  });
  return trapped;
}

function familiesOf({ mustFail, mustAdvise }: Flaw): readonly string[] {
  return [...new Set([...mustFail, ...mustAdvise].map((check) => check.split('/')[0] ?? check))];
}

/** A benchmark of nothing proves nothing. */
function askedSomething<Run extends Pick<Audited, 'scorecard'>>(name: string, audited: Run): Run {
  if (audited.scorecard.run.requests === 0) throw new Error(`${name}: the auditor sent no request.`);
  return audited;
}

function describe(result: FlawResult, { scorecard }: Audited): string {
  if (result.detected) return 'detected';
  const missed = result.mustFail
    .filter((id) => !result.failed.includes(id))
    .map((id) => {
      const check = scorecard.checks.find((one) => one.id === id);
      return `${id} is ${check?.status ?? 'not there'}${check?.because === undefined ? '' : ` (${check.because})`}`;
    });
  const unsaid = result.mustAdvise
    .filter((id) => !scorecard.checks.some((one) => one.id === id && one.findings.length > 0))
    .map((id) => `${id} says nothing`);
  const extra = result.unexpected.map((id) => `${id} failed as well`);
  return `MISSED: ${[...missed, ...unsaid, ...extra].join('; ')}`;
}
