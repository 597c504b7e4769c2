import type { Operation } from '../../core/operation.ts';
import { exampleBody } from '../../intake/fill-body.ts';

/** True when some field of the operation's body takes free text, so that what it writes can be recognised. */
export function takesText({ body, method }: Operation): boolean {
  if (method === 'GET' || method === 'DELETE' || body === undefined) return false;
  if (isMultipart(body.contentType)) return true;
  return exampleBody(body, () => PROBE_TEXT).texts.length > 0;
}

/** As long as the texts that are planted later: fields that cut it are no place for a canary. */
const PROBE_TEXT = 'lrqzaaaaaaaaaaaaaaaa abcdefgh';

export function isMultipart(contentType: string): boolean {
  return contentType.startsWith('multipart/');
}
