import { createHash } from 'node:crypto';
import {
  existsSync,
  fstatSync,
  openSync,
  closeSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** A run's folder could not be used: full, read-only, or not a run at all. The message says which and what to do. */
export class RunDirectoryError extends Error {
  override readonly name = 'RunDirectoryError';
  /** True when a run was under way: what it had seen is kept, and nothing more could be written. */
  readonly midway: boolean;

  constructor(message: string, options: ErrorOptions & { readonly midway?: boolean } = {}) {
    super(message, options);
    this.midway = options.midway ?? false;
  }
}

/** A file of JSON lines that is written at once, so that a crash loses nothing that was seen. */
export interface Lines {
  append(value: unknown): void;
  close(): void;
}

/** `.launch-ready/runs/<id>/`: readable by its owner only. */
export interface RunDirectory {
  readonly id: string;
  readonly path: string;
  has(name: string): boolean;
  read(name: string): string;
  readLines(name: string): readonly unknown[];
  /** Of the file's bytes, in hexadecimal digits. */
  sha256(name: string): string;
  /** Replaces a file in one step: a reader sees the old one or the new one, never half. */
  write(name: string, text: string): void;
  /** The same for what is no text. */
  writeBytes(name: string, bytes: Uint8Array): void;
  readBytes(name: string): Buffer;
  lines(name: string): Lines;
  /** Takes the whole folder away: nothing was learned. */
  remove(): void;
}

const OWNER_ONLY = 0o600;

export function createRunDirectory(runs: string, id: string): RunDirectory {
  const path = join(runs, id);
  guarded(path, () => makeFolder(path));
  return openDirectory(path, id);
}

/** @throws RunDirectoryError when there is no run of that id */
export function openRunDirectory(runs: string, id: string): RunDirectory {
  const path = join(runs, id);
  if (!/^[\w-]+$/.test(id) || !existsSync(join(path, 'run.json'))) {
    throw new RunDirectoryError(
      `There is no run ${id} in ${runs}. \`npx launch-ready show\` lists the runs.`,
    );
  }
  return openDirectory(path, id);
}

function openDirectory(path: string, id: string): RunDirectory {
  const file = (name: string) => join(path, name);
  // From its first line on, a run is under way: what it has seen is kept when nothing more can be written.
  let midway = false;
  const replace = (name: string, content: string | Uint8Array): void =>
    guarded(
      file(name),
      () => {
        writeFileSync(file(`${name}.part`), content, { mode: OWNER_ONLY });
        renameSync(file(`${name}.part`), file(name));
      },
      midway,
    );
  return {
    id,
    path,
    has: (name) => existsSync(file(name)),
    read: (name) => guarded(file(name), () => readFileSync(file(name), 'utf8')),
    readLines: (name) =>
      existsSync(file(name)) ? parseLines(guarded(path, () => readFileSync(file(name), 'utf8'))) : [],
    sha256: (name) =>
      createHash('sha256')
        .update(guarded(file(name), () => readFileSync(file(name))))
        .digest('hex'),
    write: replace,
    writeBytes: replace,
    readBytes: (name) => guarded(file(name), () => readFileSync(file(name))),
    remove: () => rmSync(path, { recursive: true, force: true }),
    lines(name) {
      const descriptor = guarded(file(name), () => openSync(file(name), 'a+', OWNER_ONLY));
      let torn = guarded(file(name), () => endsTorn(descriptor));
      return {
        append(value) {
          const line = Buffer.from(`${torn ? '\n' : ''}${JSON.stringify(value)}\n`);
          torn = true;
          guarded(file(name), () => writeWhole(descriptor, line), midway);
          torn = false;
          midway = true;
        },
        close: () => closeSync(descriptor),
      };
    },
  };
}

/** On a disk that is nearly full, a write may take a part and say so; the next one says why. */
function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

/** True when a crash or a full disk cut off the last line, so that the next one must begin anew. */
function endsTorn(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}

/** A line that was cut off by a crash is dropped. */
function parseLines(text: string): readonly unknown[] {
  const values: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch {
      continue;
    }
  }
  return values;
}

const REASONS: { readonly [code: string]: string } = {
  ENOSPC: 'the disk is full; free some space and start again',
  EDQUOT: 'your disk quota is used up; free some space and start again',
  EFBIG: 'the file may not grow further (ulimit -f); allow larger files and start again',
  EROFS: 'the folder is on a read-only file system; name another one with --runs',
  EACCES: 'the folder may not be written; change its permissions or name another one with --runs',
  EPERM: 'the folder may not be written; change its permissions or name another one with --runs',
  ENOENT: 'the folder cannot be made there; name another one with --runs',
  EEXIST: 'a file stands where a folder is needed; name another one with --runs',
  ENOTDIR: 'a file stands where a folder is needed; name another one with --runs',
};

function guarded<Result>(path: string, act: () => Result, midway = false): Result {
  try {
    return act();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new RunDirectoryError(`Cannot write ${path}: ${REASONS[code] ?? String(error)}.`, {
      cause: error,
      midway,
    });
  }
}
