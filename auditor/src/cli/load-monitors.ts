import { resolve } from 'node:path';
import type { MonitorReading } from '../core/monitors.ts';
import type { Target } from '../core/target.ts';
import { readMonitors } from '../intake/monitors/read-monitors.ts';
import { readText } from '../io/files.ts';

const MOST_BYTES = 5 * 1024 * 1024;

/** Reads the configurations of monitors that a target file names; undefined when it says nothing of monitoring. */
export function loadMonitors(folder: string, target: Target): MonitorReading | undefined {
  const { monitoring } = target;
  if (monitoring === undefined) return undefined;
  const texts = monitoring.configs.map((file) => {
    const read = readText(resolve(folder, file), MOST_BYTES);
    return read.ok ? { file, text: read.text } : { file, because: read.because };
  });
  return readMonitors(target, texts);
}
