/** What a picture file says of itself. */
export interface ImageHead {
  readonly extension: 'png' | 'jpg';
  readonly width: number;
  readonly height: number;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Kind and size of a PNG (ISO/IEC 15948, 11.2.1) or JPEG (ITU-T T.81, B.2.2); undefined for everything else. */
export function imageHead(bytes: Buffer): ImageHead | undefined {
  if (bytes.length > 24 && bytes.subarray(0, PNG.length).equals(PNG))
    return { extension: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff_d8) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    // A frame's header, whichever way of coding; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { extension: 'jpg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
