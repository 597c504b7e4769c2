import { dirname, resolve } from 'node:path';
import type { Target } from '../core/target.ts';
import type { MonitoringSpec, WatchedRoute, WatchSpec } from '../core/target/monitoring.ts';
import { missingVariables } from '../intake/environment.ts';
import { goDuration } from '../intake/monitors/words.ts';
import { formatProblem } from '../intake/problem.ts';
import { readTargetFile } from '../intake/target-file.ts';
import { environmentFor, readText } from '../io/files.ts';
import { scopeOf } from '../io/live-run.ts';
import { openInstruments, type Instruments } from '../io/monitor/instruments.ts';
import { createScope } from '../io/scope.ts';
import { UsageError } from './exit.ts';

/** A target file's watch, with everything that it needs to run. */
export interface LoadedWatch {
  readonly target: Target;
  readonly product: string;
  readonly monitoring: MonitoringSpec & { readonly watch: WatchSpec };
  readonly folder: string;
  readonly instruments: Instruments;
  readonly baseOf: (route: WatchedRoute) => string;
}

const MOST_BYTES = 20 * 1024 * 1024;

const NO_WATCH = `says nothing to watch. Add, for example:

monitoring:
  watch:
    routes:
      - { name: front page, ask: GET / }
      - { name: API health, ask: GET /api/health, status: [200] }
  alerts:
    mail: { server: smtps://smtp.example.com:465, user: alerts, password: "\${SMTP_PASSWORD}", from: alerts@example.com, to: [you@example.com] }`;

/**
 * Reads what to watch. Only the variables of the watch have to be set.
 *
 * @throws UsageError with what is wrong
 */
export function loadWatch(path: string): LoadedWatch {
  const file = resolve(path);
  const read = readText(file, MOST_BYTES);
  if (!read.ok) throw new UsageError(`Cannot read the target file ${path}: ${read.because}.`);
  const parsed = readTargetFile(read.text, path);
  if (!parsed.ok) throw new UsageError(parsed.error.map(formatProblem).join('\n\n'));
  const { target } = parsed.value;
  const { monitoring } = target;
  const watch = monitoring?.watch;
  if (monitoring === undefined || watch === undefined) throw new UsageError(`${path} ${NO_WATCH}`);
  const folder = dirname(file);
  const env = environmentFor(folder);
  const missing = missingVariables(parsed.value, env, 'monitor');
  if (missing.length > 0) throw new UsageError(missing.map(formatProblem).join('\n\n'));
  const baseOf = (route: WatchedRoute) => route.at ?? target.api ?? '';
  refuseStrangers(target, watch, baseOf);
  return {
    target,
    product: target.product ?? new URL(target.app ?? target.api ?? 'http://product').host,
    monitoring: { ...monitoring, watch },
    folder,
    instruments: openInstruments(target, env, authority(folder, target)),
    baseOf,
  };
}

/** A span such as `30s`, from the command line. */
export function spanOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = goDuration(text);
  if (ms === undefined || ms === 0)
    throw new UsageError(`${option} ${text}: write a number and a unit, such as 30s or 2m.`);
  return ms;
}

/** Other people's hosts are not ours to ask every minute, and only the owner may send more than reads. */
function refuseStrangers(
  target: Target,
  { routes }: WatchSpec,
  baseOf: (route: WatchedRoute) => string,
): void {
  const scope = createScope(scopeOf(target, target.api ?? target.app ?? 'http://localhost'));
  for (const route of routes) {
    const { name, ask } = route;
    const base = baseOf(route);
    if (base === '')
      throw new UsageError(
        `monitoring.watch, ${name}: where is it? Add \`app\` or \`api\` to the file, or \`at\` to the route.`,
      );
    const refusal = scope.refuses(new URL(base));
    if (refusal !== undefined)
      throw new UsageError(
        `monitoring.watch, ${name}: ${refusal}. If it is yours, name it under network.allow.`,
      );
    if (ask.method !== 'GET' && ask.method !== 'HEAD' && target.consent !== 'owner')
      throw new UsageError(
        `monitoring.watch, ${name}: ${ask.method} changes things, so the file has to say \`consent: owner\`.`,
      );
  }
}

function authority(folder: string, { network }: Target): string | undefined {
  if (network.ca === undefined) return undefined;
  const read = readText(resolve(folder, network.ca), MOST_BYTES);
  if (!read.ok)
    throw new UsageError(
      `Cannot read ${network.ca}, which the target file names at network.ca: ${read.because}.`,
    );
  return read.text;
}
