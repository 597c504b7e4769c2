import { logScrub } from './code/log-scrub.ts';
import { promptLeakFilter } from './code/prompt-leak-filter.ts';
import { toolApproval } from './code/tool-approval.ts';
import { webhookQueue } from './code/webhook-queue.ts';
import { webhookVerify } from './code/webhook-verify.ts';
import { ciGate } from './infra/ci-gate.ts';
import { dnsMail } from './infra/dns-mail.ts';
import { edge } from './infra/edge.ts';
import { envSplit } from './infra/env-split.ts';
import { rowLevelSecurity } from './infra/row-level-security.ts';
import { uptime } from './infra/uptime.ts';
import type { Kit } from './kit.ts';
import { runbooks } from './papers/runbooks.ts';
import { corsAllowList } from './web/cors-allow-list.ts';
import { csrf } from './web/csrf.ts';
import { errorHandler } from './web/error-handler.ts';
import { inputValidation } from './web/input-validation.ts';
import { jwtVerify } from './web/jwt-verify.ts';
import { rateLimit } from './web/rate-limit.ts';
import { requestId } from './web/request-id.ts';
import { securityHeaders } from './web/security-headers.ts';
import { sessionCookie } from './web/session-cookie.ts';

/** Every kit, in the order in which it is listed. */
export const KITS: readonly Kit[] = [
  corsAllowList,
  securityHeaders,
  rateLimit,
  jwtVerify,
  sessionCookie,
  csrf,
  inputValidation,
  requestId,
  errorHandler,
  rowLevelSecurity,
  webhookVerify,
  webhookQueue,
  logScrub,
  promptLeakFilter,
  toolApproval,
  envSplit,
  dnsMail,
  edge,
  uptime,
  ciGate,
  runbooks,
];
