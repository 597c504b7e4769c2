import type { Observer } from '../io/probe.ts';
import { addressWithToken } from './address-with-token.ts';
import { requestId } from './request-id.ts';
import { responseSecret } from './response-secret.ts';
import { servedFile } from './served-file.ts';
import { sessionCookie } from './session-cookie.ts';
import { stackTrace } from './stack-trace.ts';

/** Every observer. One line per observer. */
export const OBSERVERS: readonly Observer[] = [
  addressWithToken,
  requestId,
  sessionCookie,
  stackTrace,
  responseSecret,
  servedFile,
];
