import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';

export type Unpacked =
  | { readonly kind: 'unpacked'; readonly body: Buffer; readonly cut: boolean }
  | { readonly kind: 'unreadable'; readonly because: string };

// An answer that was cut off ends in the middle of its packing: what can be unpacked is kept.
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
const ZSTD = { finishFlush: constants.ZSTD_e_flush };

/** Content codings (RFC 9110, 8.4.1; RFC 8878). */
const CODINGS: { readonly [name: string]: (body: Buffer) => Transform } = {
  gzip: () => createGunzip(ZLIB),
  'x-gzip': () => createGunzip(ZLIB),
  // Meant to be wrapped in zlib's format; some servers send it bare. The wrapping begins with 0x?8 (RFC 1950, 2.2).
  deflate: (body) => (((body[0] ?? 0) & 0x0f) === 8 ? createInflate(ZLIB) : createInflateRaw(ZLIB)),
  br: () => createBrotliDecompress(BROTLI),
  zstd: () => createZstdDecompress(ZSTD),
};

/**
 * Unpacks a body up to `limit` bytes. We ask for plain text; some front ends pack all the same, and a canary that stays packed
 * would be overlooked.
 */
export async function unpack(body: Buffer, encoding: string | undefined, limit: number): Promise<Unpacked> {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'identity');
  let current = body;
  let cut = false;
  for (const coding of codings.reverse()) {
    const open = CODINGS[coding];
    if (open === undefined)
      return { kind: 'unreadable', because: `the answer is packed as ${coding}, which cannot be unpacked` };
    if (current.length === 0) continue;
    const read = await through(open(current), current, limit);
    if (read === undefined)
      return { kind: 'unreadable', because: `the answer says that it is packed as ${coding}, and it is not` };
    current = read.body;
    cut ||= read.cut;
  }
  return { kind: 'unpacked', body: current, cut };
}

async function through(
  unpacker: Transform,
  packed: Buffer,
  limit: number,
): Promise<{ body: Buffer; cut: boolean } | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  unpacker.end(packed);
  try {
    for await (const chunk of unpacker) {
      const piece = Buffer.from(chunk);
      chunks.push(piece);
      size += piece.length;
      if (size > limit) return { body: Buffer.concat(chunks).subarray(0, limit), cut: true };
    }
  } catch {
    return undefined;
  }
  return { body: Buffer.concat(chunks), cut: false };
}
