import { resolve } from 'node:path';
import type { Incident } from '../core/watch/incidents.ts';
import { openChannels } from '../io/monitor/channels.ts';
import { readState, writeState } from '../io/monitor/state-file.ts';
import { createWatch, type Round } from '../io/monitor/watch.ts';
import { EXIT } from './exit.ts';
import { loadWatch, spanOf, type LoadedWatch } from './load-watch.ts';
import { pauses } from './pauses.ts';

interface MonitorOptions {
  readonly once?: boolean;
  readonly interval?: string;
  readonly state?: string;
  readonly quiet?: boolean;
}

const STATE = '.launch-ready/monitor.json';

/** `launch-ready monitor`: asks what matters, again and again, and tells people. Answers with the exit code. */
export async function monitorCommand(file: string, options: MonitorOptions): Promise<number> {
  const everyMs = spanOf(options.interval, '--interval');
  const loaded = loadWatch(file);
  const { monitoring, instruments, folder } = loaded;
  const channels = openChannels(monitoring.alerts, instruments);
  const stateFile = resolve(options.state ?? resolve(folder, STATE));
  const remembered = readState(stateFile);
  const stop = pauses();
  const watch = createWatch({
    ...loaded,
    ...instruments,
    watch: monitoring.watch,
    channels,
    sleep: stop.sleep,
    state: remembered.state,
    keep: (state) => {
      const written = writeState(stateFile, state);
      return written.ok ? undefined : `cannot write ${stateFile}: ${written.because}`;
    },
  });
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  if (remembered.notice !== undefined) say(remembered.notice);
  const period = everyMs ?? monitoring.watch.everyMs;
  if (options.quiet !== true) say(beginning(loaded, period, options.once === true));
  try {
    let before: Round | undefined;
    for (;;) {
      const started = performance.now();
      const round = await watch.round();
      if (stop.signal.aborted) return EXIT.ready;
      for (const line of lines(round, before, options)) say(line);
      if (options.once === true) return exitOf(round);
      before = round;
      await stop.sleep(Math.max(0, period - (performance.now() - started)));
      if (stop.signal.aborted) return EXIT.ready;
    }
  } finally {
    stop.release();
    await instruments.http.close();
  }
}

function beginning({ product, monitoring }: LoadedWatch, everyMs: number, once: boolean): string {
  const { watch, alerts } = monitoring;
  const count = watch.routes.length;
  const routes = `${count} ${count === 1 ? 'route' : 'routes'} of ${product}`;
  const where = [
    ...(alerts.mail === undefined ? [] : [`mail to ${alerts.mail.to.join(', ')}`]),
    ...(alerts.webhook === undefined ? [] : ['a webhook']),
  ];
  const told =
    where.length === 0
      ? 'Nobody is told of failures: add monitoring.alerts to the file.'
      : `Alerts go by ${where.join(' and by ')}.`;
  if (once) return `Asking ${routes} once. ${told}`;
  return `Watching ${routes} every ${everyMs / 1_000} s. ${told} Ctrl-C ends it.`;
}

/** What is new since the last round; nothing when nothing is. */
function lines(round: Round, before: Round | undefined, { quiet }: MonitorOptions): readonly string[] {
  const time = `${round.at.slice(11, 19)} UTC `;
  const known = new Set(before?.incidents.map((one) => keyOf(one)));
  const news = [
    ...round.incidents
      .filter((one) => !known.has(keyOf(one)))
      .map(
        (one) =>
          `${one.name} ${one.state}: ${one.what}${one.since === round.at ? '' : ` (since ${one.since.slice(0, 16).replace('T', ' ')} UTC)`}`,
      ),
    ...round.ended.map((one) => `well again: ${one.name}`),
    ...round.told.map(({ channel, kind, because }) =>
      because === undefined
        ? `told by ${channel}: ${kind === 'down' ? 'what is wrong' : 'what is well again'}`
        : `COULD NOT TELL by ${channel}: ${because}${kind === 'down' ? '; it is tried again in the next round' : ''}`,
    ),
    ...(round.unkept === undefined ? [] : [`${round.unkept}; after a restart, alerts are sent once more`]),
  ];
  if (news.length > 0 || quiet === true || before !== undefined) return news.map((one) => time + one);
  const slowest = round.routes.toSorted((one, other) => other.durationMs - one.durationMs)[0];
  const count = round.routes.length === 1 ? 'the route works' : `${round.routes.length} routes work`;
  return [
    `${time}${count}${slowest === undefined ? '' : `; the slowest is ${slowest.name} with ${Math.round(slowest.durationMs)} ms`}`,
  ];
}

function keyOf({ name, state, since }: Incident): string {
  return `${name} ${state} ${since}`;
}

function exitOf({ incidents, told }: Round): number {
  if (told.some((one) => one.because !== undefined)) return EXIT.notProven;
  return incidents.length === 0 ? EXIT.ready : EXIT.notReady;
}
