import { resolve } from 'node:path';
import type { DrillReading, MonitorReading } from '../core/monitors.ts';
import type { Target } from '../core/target.ts';
import type { MonitoringSpec } from '../core/target/monitoring.ts';
import { readMonitors } from '../intake/monitors/read-monitors.ts';
import { readText } from '../io/files.ts';
import { configHash, readDrill } from '../io/monitor/drill-file.ts';

const MOST_BYTES = 5 * 1024 * 1024;

/** Reads the configurations of monitors that a target file names; undefined when it says nothing of monitoring. */
export function loadMonitors(folder: string, target: Target): MonitorReading | undefined {
  const { monitoring } = target;
  if (monitoring === undefined) return undefined;
  const texts = monitoring.configs.map((file) => {
    const read = readText(resolve(folder, file), MOST_BYTES);
    return read.ok ? { file, text: read.text } : { file, because: read.because };
  });
  const reading = readMonitors(target, texts);
  const drill = drillOf(folder, monitoring);
  return drill === undefined ? reading : { ...reading, drill };
}

const DAY_MS = 86_400_000;

function drillOf(folder: string, monitoring: MonitoringSpec): DrillReading | undefined {
  const { drill } = monitoring;
  if (drill === undefined) return undefined;
  const file = drill.record;
  const read = readDrill(resolve(folder, file));
  if (!read.ok) return { kind: 'unread', file, because: read.because };
  const { record } = read;
  return {
    kind: 'read',
    file,
    record,
    ageDays: (Date.now() - Date.parse(record.at)) / DAY_MS,
    maxAgeDays: drill.maxAgeDays,
    sameConfig: record.config === configHash(monitoring),
  };
}
