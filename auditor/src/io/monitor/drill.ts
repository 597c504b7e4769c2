import { randomInt } from 'node:crypto';
import type { MonitoringSpec, WatchSpec } from '../../core/target/monitoring.ts';
import type { ChannelResult, DrillRecord } from '../../core/watch/drill-record.ts';
import { FRESH } from '../../core/watch/incidents.ts';
import { version } from '../version.ts';
import { declaredInbox, type Arrival, type Look } from './arrival.ts';
import { openChannels, type Channel } from './channels.ts';
import { configHash } from './drill-file.ts';
import type { Instruments } from './instruments.ts';
import { openLocalSinks, type LocalSinks } from './local-sinks.ts';
import { startStandIn, type StandIn } from './stand-in.ts';
import { createWatch, type Round, type Told, type Watch } from './watch.ts';

export interface DrillOptions extends Instruments {
  readonly product: string;
  readonly monitoring: MonitoringSpec & { readonly watch: WatchSpec };
  readonly via: 'declared' | 'local';
  /** Shorter waits than the file's, to see the rest sooner; the difference is added again. */
  readonly everyMs?: number;
  readonly pauseMs?: number;
  /** How long an alert is waited for. */
  readonly patienceMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly stopped: () => boolean;
  readonly onStage: (name: string, afterMs: number) => void;
  /** Asks a person for the code that arrived; absent where nobody is there. Answers undefined when they give up. */
  readonly askCode?: (channel: Channel['name']) => Promise<string | undefined>;
}

type DrillResult =
  | { readonly kind: 'drilled'; readonly record: Omit<DrillRecord, 'seal'> }
  /** Nothing was learned about alerts. */
  | { readonly kind: 'failed'; readonly because: string };

const POLL_MS = 200;
const MOST_ROUNDS = 3;

/** Breaks a stand-in of the product and follows the alert until it has arrived. The product itself is never touched. */
export async function drill(options: DrillOptions): Promise<DrillResult> {
  const standIn = await startStandIn(options.monitoring.watch);
  const sinks = options.via === 'local' ? await openLocalSinks() : undefined;
  try {
    return await follow(options, standIn, sinks);
  } finally {
    await standIn.close();
    await sinks?.close();
  }
}

async function follow(
  options: DrillOptions,
  standIn: StandIn,
  sinks: LocalSinks | undefined,
): Promise<DrillResult> {
  const { monitoring, onStage, sleep, stopped } = options;
  const watch = shortened(options);
  const code = String(randomInt(100_000, 1_000_000));
  const alerts = sinks?.alerts ?? monitoring.alerts;
  const channels = openChannels(alerts, options);
  const monitor = watchOn(options, watch, standIn, channels, code);
  const started = performance.now();
  const stages: { name: string; afterMs: number }[] = [];
  let from = started;
  const stage = (name: string) => {
    const afterMs = Math.round(performance.now() - from);
    stages.push({ name, afterMs });
    onStage(name, afterMs);
  };

  const first = await monitor.round();
  const ill = first.routes.find((one) => one.trouble !== undefined);
  if (ill !== undefined)
    return {
      kind: 'failed',
      because: `the stand-in does not please the watch: ${ill.name}: ${ill.trouble ?? ''}`,
    };
  stage('the stand-in is up, and every route works');

  standIn.break();
  from = performance.now();
  stage('the stand-in is broken');
  const told = await untilTold(monitor, watch, options);
  if (stopped()) return { kind: 'failed', because: 'the drill was interrupted' };
  stage(
    told.length === 0 ? 'the watch told nobody' : 'the failure is confirmed, and the alert is on its way',
  );

  const results: ChannelResult[] = [];
  for (const channel of channels) {
    const result = await outcomeOf(channel, told, { options, code, from, alerts, sinks });
    results.push(result);
    stage(
      `${channel.name}: ${WORDS[result.proof]}${result.because === undefined ? '' : ` (${result.because})`}`,
    );
  }

  standIn.mend();
  await sleep(watch.confirm.pauseMs);
  const last = await monitor.round();
  const recovered = last.told.filter((one) => one.kind === 'up' && one.because === undefined);
  stage('the stand-in works again, and the recovery is told');
  return {
    kind: 'drilled',
    record: {
      schema: 1,
      drill: 'monitor',
      at: new Date().toISOString(),
      version: version(),
      config: configHash(monitoring),
      channels: results,
      stages,
      shortenedMs: shortenedBy(monitoring.watch, watch),
      recovered: recovered.map((one) => one.channel),
    },
  };
}

const WORDS: { readonly [proof in ChannelResult['proof']]: string } = {
  read: 'the alert was read where it arrived',
  typed: 'somebody typed the code of the alert',
  accepted: 'the other side took the alert; nobody has confirmed that it was read',
  none: 'the alert did not arrive',
};

function shortened({ monitoring: { watch }, everyMs, pauseMs }: DrillOptions): WatchSpec {
  return {
    ...watch,
    // The stand-in has no certificate, and its speed is not the product's.
    certificate: false,
    everyMs: Math.min(everyMs ?? watch.everyMs, watch.everyMs),
    confirm: { ...watch.confirm, pauseMs: Math.min(pauseMs ?? watch.confirm.pauseMs, watch.confirm.pauseMs) },
  };
}

/** What a real failure waits longer, at the worst: it happens just after a round. */
function shortenedBy(real: WatchSpec, used: WatchSpec): number {
  const pauses = (real.confirm.of - 1) * (real.confirm.pauseMs - used.confirm.pauseMs);
  return real.everyMs - used.everyMs + pauses;
}

function watchOn(
  options: DrillOptions,
  { p95Ms: _, ...watch }: WatchSpec,
  standIn: StandIn,
  channels: readonly Channel[],
  code: string,
): Watch {
  return createWatch({
    ...options,
    watch,
    baseOf: () => standIn.url,
    channels,
    state: FRESH,
    keep: () => undefined,
    code,
  });
}

/** Rounds as the watch would make them, until somebody was told or it clearly tells nobody. */
async function untilTold(
  monitor: Watch,
  watch: WatchSpec,
  { sleep, stopped }: DrillOptions,
): Promise<readonly Told[]> {
  let round: Round | undefined;
  for (let count = 0; count < MOST_ROUNDS && !stopped(); count += 1) {
    await sleep(watch.everyMs);
    round = await monitor.round();
    if (round.told.some((one) => one.kind === 'down')) break;
  }
  return round?.told ?? [];
}

interface Following {
  readonly options: DrillOptions;
  readonly code: string;
  readonly from: number;
  readonly alerts: MonitoringSpec['alerts'];
  readonly sinks: LocalSinks | undefined;
}

async function outcomeOf(
  { name }: Channel,
  told: readonly Told[],
  { options, code, from, alerts, sinks }: Following,
): Promise<ChannelResult> {
  const common = { channel: name, via: options.via };
  const sent = told.find((one) => one.channel === name && one.kind === 'down');
  if (sent === undefined) return { ...common, proof: 'none', because: 'it was never sent' };
  if (sent.because !== undefined) return { ...common, proof: 'none', because: sent.because };
  const after = () => ({ afterMs: Math.round(performance.now() - from) });
  const seen = await lookedUp(name, { options, code, from, alerts, sinks });
  if (seen?.kind === 'there') return { ...common, proof: 'read', ...after() };
  if (seen?.kind === 'not-there') {
    const waited = `${Math.round(options.patienceMs / 1_000)} s`;
    return { ...common, proof: 'none', because: `it could not be read there within ${waited} of the break` };
  }
  // An inbox that nobody can open says nothing about what arrived in it: a person may still look.
  const accepted = after();
  const because = seen === undefined ? {} : { because: seen.because };
  if (options.askCode === undefined) return { ...common, proof: 'accepted', ...accepted, ...because };
  const typed = await options.askCode(name);
  if (typed === code) return { ...common, proof: 'typed', ...after() };
  if (typed === undefined) return { ...common, proof: 'none', because: 'nobody had its code' };
  return { ...common, proof: 'none', because: 'another code was typed' };
}

/** What is seen where the alert should arrive; undefined where only a person can look. */
async function lookedUp(
  name: Channel['name'],
  { options, code, from, alerts, sinks }: Following,
): Promise<Look | undefined> {
  if (sinks !== undefined) return waitFor(sinks.arrivals[name], code, options, from);
  const inbox = name === 'mail' ? declaredInbox(alerts, options) : undefined;
  try {
    return inbox === undefined ? undefined : await waitFor(inbox, code, options, from);
  } finally {
    await inbox?.close();
  }
}

async function waitFor(
  arrival: Arrival,
  code: string,
  { sleep, stopped, patienceMs }: DrillOptions,
  from: number,
): Promise<Look> {
  for (;;) {
    const seen = await arrival.look(code);
    const isLasting = seen.kind === 'unreachable' && seen.isLasting === true;
    const isOver = performance.now() - from >= patienceMs || stopped();
    if (seen.kind === 'there' || isLasting || isOver) return seen;
    await sleep(arrival.pauseMs ?? POLL_MS);
  }
}
