import { readableText } from '../chat/passages.ts';

/** A file as it arrives. */
export type UploadFacts = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** Which files are taken in, and how they go out again. */
export type UploadsPolicy = {
  readonly accepts: (file: UploadFacts) => boolean;
  /** The text that answers may be drawn from. */
  readonly readable: (content: string, kind: string) => string;
  readonly servedAs: (file: {
    readonly name: string;
    readonly kind: string;
  }) => Readonly<Record<string, string>>;
};

/** What each accepted extension is stored as. */
const KINDS: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
};

/** The kind of a file by its name, if it is one we read. */
export const kindOf = (name: string): string | undefined =>
  KINDS[name.split('.').at(-1)?.toLowerCase() ?? ''];

/** Text only, by name and by content; handed back as a download that no browser runs (CWE-434). */
export const defaultUploads: UploadsPolicy = {
  accepts: ({ name, bytes }) => kindOf(name) !== undefined && isText(bytes),
  readable: readableText,
  servedAs: ({ name, kind }) => ({
    'content-type': `${kind === 'text/html' ? 'text/plain' : kind}; charset=utf-8`,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  }),
};

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
