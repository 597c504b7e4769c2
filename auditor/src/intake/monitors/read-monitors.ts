import { parse } from 'yaml';
import type { Monitor, MonitorFile, MonitorReading, UnreadFile } from '../../core/monitors.ts';
import type { Target } from '../../core/target.ts';
import { gatus } from './gatus.ts';
import { betterStack, uptimeRobot } from './hosted.ts';
import { ownWatch } from './own-watch.ts';
import { prometheus, prometheusPart, type PrometheusPart } from './prometheus.ts';
import { uptimeKuma } from './uptime-kuma.ts';

const TOOLS: readonly (readonly [tool: string, read: (value: unknown) => readonly Monitor[] | undefined])[] =
  [
    ['Gatus', gatus],
    ['Uptime Kuma', uptimeKuma],
    ['UptimeRobot', uptimeRobot],
    ['Better Stack', betterStack],
  ];

const KNOWN = 'Gatus, Uptime Kuma, Prometheus, UptimeRobot or Better Stack';

/** A configuration file, or why it could not be opened. */
export type ConfigText =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly because: string };

/** Everything that watches the product: what the target file says itself and the files that it names. */
export function readMonitors(target: Target, configs: readonly ConfigText[]): MonitorReading {
  const read: MonitorFile[] = [...ownWatch(target)];
  const unread: UnreadFile[] = [];
  const parts: { readonly file: string; readonly part: PrometheusPart }[] = [];
  for (const config of configs) {
    const { file } = config;
    const value = 'because' in config ? config : valueOf(config.text);
    if ('because' in value) {
      unread.push({ file, because: value.because });
      continue;
    }
    const part = prometheusPart(value.value);
    const known = toolOf(value.value);
    if (known !== undefined) read.push({ files: [file], ...known });
    else if (part !== undefined) parts.push({ file, part });
    else unread.push({ file, because: `it is not a configuration of ${KNOWN}` });
  }
  if (parts.length > 0) read.push(together(parts));
  return { read, unread };
}

function toolOf(value: unknown): Pick<MonitorFile, 'tool' | 'monitors'> | undefined {
  for (const [tool, reader] of TOOLS) {
    const monitors = reader(value);
    if (monitors !== undefined) return { tool, monitors: [...monitors] };
  }
  return undefined;
}

function together(parts: readonly { readonly file: string; readonly part: PrometheusPart }[]): MonitorFile {
  const monitors = prometheus(parts.map((one) => one.part));
  return { files: parts.map((one) => one.file), tool: 'Prometheus', monitors: [...monitors] };
}

/** YAML holds JSON. Aliases are bounded, as they are in the target file. */
function valueOf(text: string): { readonly value: unknown } | { readonly because: string } {
  try {
    return { value: parse(text, { maxAliasCount: 100, logLevel: 'error' }) as unknown };
  } catch (error) {
    const line = error instanceof Error ? error.message.split('\n')[0] : undefined;
    return { because: `it is neither YAML nor JSON: ${line ?? 'it cannot be read'}` };
  }
}
