import { expiredTokenAccepted } from './authentication/expired-token-accepted.ts';
import { jwtAlgNone } from './authentication/jwt-alg-none.ts';
import { jwtSignatureIgnored } from './authentication/jwt-signature-ignored.ts';
import { middlewareBypass } from './authentication/middleware-bypass.ts';
import { routeUnguarded } from './authentication/route-unguarded.ts';
import { sessionSurvivesLogout } from './authentication/session-survives-logout.ts';
import { conversationContinueIdor } from './authorization/conversation-continue-idor.ts';
import { conversationReadIdor } from './authorization/conversation-read-idor.ts';
import { fileReadIdor } from './authorization/file-read-idor.ts';
import { listWithoutWorkspaceFilter } from './authorization/list-without-workspace-filter.ts';
import { retrievalUnscoped } from './authorization/retrieval-unscoped.ts';
import { roleEscalation } from './authorization/role-escalation.ts';
import { tenantHeaderTrusted } from './authorization/tenant-header-trusted.ts';
import { systemPromptLeaks } from './chatbot/system-prompt-leaks.ts';
import { corsReflectsOrigin } from './cors/cors-reflects-origin.ts';
import { loginUnlimited } from './limits/login-unlimited.ts';
import { noRequestId } from './logging/no-request-id.ts';
import { stackTraceReturned } from './logging/stack-trace-returned.ts';
import type { Flaw } from './define-flaw.ts';

/** Every flaw. One line per flaw. */
export const FLAWS: readonly Flaw[] = [
  expiredTokenAccepted,
  jwtAlgNone,
  jwtSignatureIgnored,
  middlewareBypass,
  routeUnguarded,
  sessionSurvivesLogout,
  conversationContinueIdor,
  conversationReadIdor,
  fileReadIdor,
  listWithoutWorkspaceFilter,
  retrievalUnscoped,
  roleEscalation,
  tenantHeaderTrusted,
  systemPromptLeaks,
  corsReflectsOrigin,
  loginUnlimited,
  noRequestId,
  stackTraceReturned,
];
