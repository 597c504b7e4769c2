import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A held lock, or who holds it. */
export type LockResult =
  | { readonly ok: true; readonly release: () => void }
  | { readonly ok: false; readonly pid: number };

/** Takes a data folder for this process: the embedded database itself lets two in and diverges. */
export function lockDirectory(directory: string): LockResult {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'lock');
  const first = tryCreate(path);
  if (first) return { ok: true, release: () => rmSync(path, { force: true }) };

  const pid = holder(path);
  if (pid !== undefined && isAlive(pid)) return { ok: false, pid };
  rmSync(path, { force: true });
  return tryCreate(path)
    ? { ok: true, release: () => rmSync(path, { force: true }) }
    : { ok: false, pid: holder(path) ?? 0 };
}

/** `wx` creates or fails in one step, so that two starters cannot both win. */
function tryCreate(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function holder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Signal 0 asks without sending; EPERM means that it lives under another user. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
