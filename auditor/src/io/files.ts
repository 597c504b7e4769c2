import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { makeFolder } from './make-folder.ts';

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly because: string };

export type Written = { readonly ok: true } | { readonly ok: false; readonly because: string };

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'it does not exist',
  EACCES: 'you have no permission',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Reads a text file of at most `limit` bytes. */
export function readText(path: string, limit: number): FileText {
  try {
    const { size } = statSync(path);
    if (size > limit)
      return { ok: false, because: `it has ${size} bytes, more than the ${limit} that are read` };
    return { ok: true, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { ok: false, because: reasonOf(error) };
  }
}

/** Writes a report where the reader asked for it; readable by its owner only, since it shows what was found. */
export function writeText(path: string, text: string): Written {
  return writeBytes(path, text);
}

/** The same for what is no text. */
export function writeBytes(path: string, bytes: Uint8Array | string): Written {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, bytes, { mode: 0o600 });
    return { ok: true };
  } catch (error) {
    return { ok: false, because: reasonOf(error) };
  }
}

/** Tries whether files can be put into a folder, which is made when it is not there: said before an hour's work, not after it. */
export function tryFolder(path: string): Written {
  const trial = join(path, `.launch-ready-${process.pid}`);
  const written = writeText(trial, '');
  if (written.ok) rmSync(trial, { force: true });
  return written;
}

/** Most files of a folder that are looked at for their time. */
const MOST_FILES = 20_000;

/** When a file in a folder or below it was last written, in milliseconds since 1970; undefined when there is none. */
export function writtenAt(folder: string): number | undefined {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const times = files.slice(0, MOST_FILES).map((one) => statSync(join(one.parentPath, one.name)).mtimeMs);
    return times.length === 0 ? undefined : times.reduce((newest, one) => Math.max(newest, one));
  } catch {
    return undefined;
  }
}

/** Names in a folder, sorted; none when there is no such folder. */
export function listFolder(path: string): readonly string[] {
  return existsSync(path) ? readdirSync(path).sort() : [];
}

/** The process's environment, over what a `.env` beside the target file says. */
export function environmentFor(folder: string): { readonly [name: string]: string | undefined } {
  const file = readText(join(folder, '.env'), 1024 * 1024);
  return { ...(file.ok ? parseEnv(file.text) : {}), ...process.env };
}

/** Where this machine's own key lies. */
export function ownKeyFile(): string {
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'launch-ready', 'owner-key');
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
