import { renameSync } from 'node:fs';
import { FRESH, WatchStateSchema, type WatchState } from '../../core/watch/incidents.ts';
import { readText, writeText, type Written } from '../files.ts';

const MOST_BYTES = 5 * 1024 * 1024;

/** What was remembered, and whether a file was there that could not be read. */
export interface Remembered {
  readonly state: WatchState;
  readonly notice?: string;
}

/** Reads what the last round left. What is damaged is begun anew: a monitor that does not start watches nothing. */
export function readState(path: string): Remembered {
  const file = readText(path, MOST_BYTES);
  if (!file.ok) return { state: FRESH };
  const parsed = WatchStateSchema.safeParse(jsonOf(file.text));
  if (parsed.success) return { state: parsed.data };
  return {
    state: FRESH,
    notice: `${path} is damaged and is begun anew: what is down now is told once more.`,
  };
}

/** Writes it whole or not at all, readable by its owner only. */
export function writeState(path: string, state: WatchState): Written {
  const written = writeText(`${path}.part`, `${JSON.stringify(state, null, 2)}\n`);
  if (!written.ok) return written;
  try {
    renameSync(`${path}.part`, path);
    return written;
  } catch (error) {
    return { ok: false, because: error instanceof Error ? error.message : String(error) };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
