import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** A stretch of a log. */
export interface LogPiece {
  /** As the target file names it. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Line number of its first line. */
  readonly firstLine: number;
  /** Why it is not all that was asked for. */
  readonly cut?: string;
}

/** The most that is read of one log: its end. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Bytes of a file; 0 when there is none yet. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Reads a log from a place to its end. A file that has become shorter was begun anew, and is read whole.
 *
 * @returns undefined when it cannot be read
 */
export function readLog(path: string, name: string, from: number): LogPiece | undefined {
  try {
    const size = statSync(path).size;
    const wanted = from > size ? 0 : from;
    const start = Math.max(wanted, size - MOST_BYTES);
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(size - start);
      let at = 0;
      for (;;) {
        const read = readSync(file, bytes, at, bytes.length - at, start + at);
        if (read === 0) break;
        at += read;
      }
      const cut = start > wanted ? `${name} is larger than 64 MB: only its end was read` : undefined;
      const firstLine = 1 + linesBefore(file, start);
      return { path: name, bytes: bytes.subarray(0, at), firstLine, ...(cut === undefined ? {} : { cut }) };
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function linesBefore(file: number, end: number): number {
  const piece = Buffer.alloc(1024 * 1024);
  let lines = 0;
  for (let at = 0; at < end;) {
    const read = readSync(file, piece, 0, Math.min(piece.length, end - at), at);
    if (read === 0) break;
    for (let index = 0; index < read; index += 1) if (piece[index] === 10) lines += 1;
    at += read;
  }
  return lines;
}
