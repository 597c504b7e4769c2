import { createReadStream, statSync } from 'node:fs';

export type FileStream =
  | { readonly ok: true; readonly chunks: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly because: string };

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'it does not exist',
  EACCES: 'you may not read it',
};

/** Large enough to read a disk at its speed. */
const CHUNK = 1024 * 1024;

/** A file in pieces, for what is too large to hold: recordings of a browser may have gigabytes. */
export function streamFile(path: string): FileStream {
  try {
    if (!statSync(path).isFile()) return { ok: false, because: 'it is not a file' };
    return { ok: true, chunks: createReadStream(path, { highWaterMark: CHUNK }) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { ok: false, because: REASONS[code] ?? (error instanceof Error ? error.message : String(error)) };
  }
}
