/** A file of an archive. */
interface Entry {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Headers and contents fill whole blocks (POSIX.1-2017, pax, "ustar Interchange Format"). */
const BLOCK = 512;
const FILE = new Set(['0', '\0']);
const FOLDER = '5';

/**
 * The files of a tar archive.
 *
 * @throws Error for whatever we never pack: links, devices, and paths that lead out of the folder
 */
export function filesIn(archive: Buffer): readonly Entry[] {
  const files: Entry[] = [];
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const path = text(header, 0, 100);
    const size = Number.parseInt(text(header, 124, 12).trim(), 8);
    const type = String.fromCharCode(header[156] ?? 0);
    if (!Number.isSafeInteger(size) || at + BLOCK + size > archive.length) throw new Error('it is cut off');
    if (path.startsWith('/') || path.split('/').includes('..')) throw new Error(`it holds ${path}`);
    if (FILE.has(type)) files.push({ path, bytes: archive.subarray(at + BLOCK, at + BLOCK + size) });
    else if (type !== FOLDER) throw new Error(`${path} is neither file nor folder`);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function text(header: Buffer, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
}
