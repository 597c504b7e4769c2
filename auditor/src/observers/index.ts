import type { Observer } from '../io/probe.ts';
import { requestId } from './request-id.ts';
import { sessionCookie } from './session-cookie.ts';
import { stackTrace } from './stack-trace.ts';

/** Every observer. One line per observer. */
export const OBSERVERS: readonly Observer[] = [requestId, sessionCookie, stackTrace];
