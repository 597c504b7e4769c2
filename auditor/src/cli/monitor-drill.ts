import { resolve } from 'node:path';
import { drill } from '../io/monitor/drill.ts';
import { writeDrill } from '../io/monitor/drill-file.ts';
import type { DrillRecord } from '../core/watch/drill-record.ts';
import { profileById } from '../profiles/index.ts';
import { EXIT, UsageError } from './exit.ts';
import { loadWatch, spanOf } from './load-watch.ts';
import { pauses } from './pauses.ts';

interface DrillCommandOptions {
  readonly localSinks?: boolean;
  readonly interval?: string;
  readonly pause?: string;
  readonly patience?: string;
  readonly record?: string;
}

const RECORD = 'monitor-drill.json';
const MINUTE_MS = 60_000;

/** `launch-ready monitor drill`: breaks a stand-in and follows the alert. Answers with the exit code. */
export async function monitorDrillCommand(file: string, options: DrillCommandOptions): Promise<number> {
  const [everyMs, pauseMs, patienceMs] = [
    spanOf(options.interval, '--interval'),
    spanOf(options.pause, '--pause'),
    spanOf(options.patience, '--patience'),
  ];
  const { target, product, monitoring, instruments, folder } = loadWatch(file);
  const { alerts } = monitoring;
  const via = options.localSinks === true ? 'local' : 'declared';
  if (via === 'declared' && alerts.mail === undefined && alerts.webhook === undefined)
    throw new UsageError(
      `${file} declares no alerts, so there is nothing to try. Add monitoring.alerts, or see how it works with --local-sinks.`,
    );
  const { alertMinutes } = profileById(target.profile ?? 'b2b-onboarding').thresholds;
  const stop = pauses();
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  say(
    via === 'local'
      ? `A stand-in of ${product} is broken; alerts go to sinks of this drill, and to nobody else.`
      : `A stand-in of ${product} is broken; alerts go where real ones go, marked as a drill. The product itself is not touched.`,
  );
  const wait = (everyMs ?? monitoring.watch.everyMs) / 1_000;
  say(`The failure is seen in the round after it, ${wait} s later.`);
  try {
    const result = await drill({
      ...instruments,
      product,
      monitoring,
      via,
      ...(everyMs === undefined ? {} : { everyMs }),
      ...(pauseMs === undefined ? {} : { pauseMs }),
      patienceMs: patienceMs ?? alertMinutes * MINUTE_MS,
      sleep: stop.sleep,
      stopped: () => stop.signal.aborted,
      onStage: (name, afterMs) => say(`${seconds(afterMs).padStart(8)}  ${name}`),
      ...(process.stdin.isTTY && via === 'declared' ? { askCode } : {}),
    });
    if (result.kind === 'failed') {
      say(`The drill proved nothing: ${result.because}.`);
      return EXIT.notProven;
    }
    const { code, line } = conclusion(result.record, alertMinutes);
    process.stdout.write(`${line}\n`);
    // A try without proof must not take the place of a proof.
    const isWorthKeeping = via === 'declared' && code !== EXIT.notProven;
    if (isWorthKeeping || options.record !== undefined)
      keep(resolve(folder, options.record ?? monitoring.drill?.record ?? RECORD), result.record);
    if (isWorthKeeping && monitoring.drill === undefined)
      process.stdout.write(
        `An audit reads it once the target file says monitoring: { drill: { record: ./${options.record ?? RECORD} } }.\n`,
      );
    return code;
  } finally {
    stop.release();
    await instruments.http.close();
  }
}

function keep(path: string, record: Omit<DrillRecord, 'seal'>): void {
  const written = writeDrill(path, record);
  if (!written.ok) throw new UsageError(`Cannot write ${path}: ${written.because}.`);
  process.stdout.write(`Record: ${path}\n`);
}

function conclusion(
  { channels, shortenedMs }: Omit<DrillRecord, 'seal'>,
  alertMinutes: number,
): { readonly code: number; readonly line: string } {
  const proven = channels.filter((one) => one.proof === 'read' || one.proof === 'typed');
  const lost = channels.filter((one) => one.proof === 'none').map((one) => one.channel);
  if (lost.length > 0)
    return { code: EXIT.notReady, line: `FAILED: the alert did not arrive by ${lost.join(' and ')}.` };
  const slowest = Math.max(...proven.map((one) => one.afterMs ?? Infinity)) + shortenedMs;
  if (proven.length === 0) {
    const line =
      'NOT PROVEN: the alert was taken, and nobody confirmed that it was read. Run the drill in a terminal and type the code of the alert, or name the inbox (monitoring.alerts.mail.inbox).';
    return { code: EXIT.notProven, line };
  }
  const took = `${seconds(slowest)} after a failure, ${shortenedMs === 0 ? 'as measured' : `of which ${seconds(shortenedMs)} are waits that the drill cut short`}`;
  if (slowest > alertMinutes * MINUTE_MS)
    return {
      code: EXIT.notReady,
      line: `FAILED: the alert arrives ${took}; the bound is ${alertMinutes} minutes.`,
    };
  const via = proven.some((one) => one.via === 'declared')
    ? ''
    : '\nIt went to sinks of this drill. That alerts reach you, only a drill without --local-sinks proves.';
  return {
    code: EXIT.ready,
    line: `PROVEN: the alert arrives ${took}; the bound is ${alertMinutes} minutes.${via}`,
  };
}

const TRIES = 3;

/** A person with the alert in hand. */
async function askCode(channel: string): Promise<string | undefined> {
  const { isCancel, text } = await import('@clack/prompts');
  for (let count = 0; count < TRIES; count += 1) {
    const answer = await text({
      message: `Which code stands in the alert that came by ${channel}? (leave it empty when none came)`,
    });
    if (isCancel(answer) || answer === undefined || answer.trim() === '') return undefined;
    const code = answer.trim();
    if (/^\d{6}$/.test(code)) return code;
    process.stderr.write('It has six digits.\n');
  }
  return undefined;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
