import { createHash } from 'node:crypto';
import type { MonitoringSpec } from '../../core/target/monitoring.ts';
import { DrillRecordSchema, type DrillRecord } from '../../core/watch/drill-record.ts';
import { readText, writeText, type Written } from '../files.ts';

const MOST_BYTES = 1024 * 1024;

/** What a drill is bound to: which routes are asked how, and where alerts go. Names of variables, never their values. */
export function configHash({ watch, alerts }: MonitoringSpec): string {
  return hash({ watch, alerts });
}

export function writeDrill(path: string, record: Omit<DrillRecord, 'seal'>): Written {
  return writeText(path, `${JSON.stringify({ ...record, seal: hash(record) }, null, 2)}\n`);
}

export type DrillFile =
  | { readonly ok: true; readonly record: DrillRecord }
  | { readonly ok: false; readonly because: string };

export function readDrill(path: string): DrillFile {
  const file = readText(path, MOST_BYTES);
  if (!file.ok) return file;
  const parsed = DrillRecordSchema.safeParse(jsonOf(file.text));
  if (!parsed.success) return { ok: false, because: 'it is no record of a monitor drill' };
  const { seal, ...rest } = parsed.data;
  if (seal !== hash(rest)) return { ok: false, because: 'it was changed after the drill' };
  return { ok: true, record: parsed.data };
}

/** Keys in one order, so that the same content has the same hash however it was written. */
function hash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
