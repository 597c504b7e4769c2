import { git, type GitResult } from './git.ts';

interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A larger object is passed over: nobody writes a key into one, and it would have to be held whole. */
const LARGEST = 32 * 1024 * 1024;

const NEW_LINE = 10;

/**
 * Walks every object of a repository once, also those that no branch leads to any more: what was pushed once is out.
 * One process, one pass, in the order of the packs, which is the fastest that git can do.
 *
 * @param onLarge called for an object that was too large to look at
 */
export function eachObject(
  folder: string,
  onObject: (object: GitObject) => void,
  onLarge: (id: string) => void,
): Promise<GitResult> {
  const reader = objectReader(onObject, onLarge);
  return git(folder, ['cat-file', '--batch', '--batch-all-objects', '--unordered', '--buffer'], reader);
}

/** Reads `<id> <type> <size>\n<content>\n`, over and over, from pieces of any size. */
function objectReader(onObject: (object: GitObject) => void, onLarge: (id: string) => void) {
  let pieces: Buffer[] = [];
  let held = 0;
  let wanted = 0;
  let header: { id: string; type: string; size: number } | undefined;
  let skip = 0;

  const read = (buffer: Buffer): Buffer => {
    let at = 0;
    for (;;) {
      if (skip > 0) {
        const step = Math.min(skip, buffer.length - at);
        at += step;
        skip -= step;
        if (skip > 0) return buffer.subarray(at);
      }
      if (header === undefined) {
        const end = buffer.indexOf(NEW_LINE, at);
        if (end < 0) return buffer.subarray(at);
        const [id = '', type = '', size = '0'] = buffer.toString('latin1', at, end).split(' ');
        at = end + 1;
        if (Number(size) > LARGEST) {
          onLarge(id);
          skip = Number(size) + 1;
          continue;
        }
        header = { id, type, size: Number(size) };
      }
      if (buffer.length - at < header.size + 1) {
        wanted = header.size + 1;
        return buffer.subarray(at);
      }
      onObject({ id: header.id, type: header.type, bytes: buffer.subarray(at, at + header.size) });
      at += header.size + 1;
      header = undefined;
      wanted = 0;
    }
  };

  return (piece: Buffer) => {
    pieces.push(piece);
    held += piece.length;
    // Joined only when the object is complete, or a large one would be copied again with every piece.
    if (held < wanted) return;
    const rest = read(pieces.length === 1 ? piece : Buffer.concat(pieces, held));
    pieces = rest.length === 0 ? [] : [rest];
    held = rest.length;
  };
}
