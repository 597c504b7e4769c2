import { environments } from './environments.ts';
import { servedCommit } from './served-commit.ts';
import { rollback } from './rollback.ts';
import type { Probe } from '../io/probe.ts';
import { accountAssignment } from './account-assignment.ts';
import { attestation } from './attestation.ts';
import { anonymousCall } from './anonymous-call.ts';
import { anonymousRead } from './anonymous-read.ts';
import { anonymousWrite } from './anonymous-write.ts';
import { apiKeyScope } from './api-key-scope.ts';
import { auditTrail } from './audit-trail.ts';
import { chatBudget } from './chat-budget.ts';
import { chatAnswer } from './chat-answer.ts';
import { chatHostileDocument } from './chat-hostile-document.ts';
import { chatInjection } from './chat-injection.ts';
import { chatForeignData } from './chat-foreign-data.ts';
import { chatLimit } from './chat-limit.ts';
import { chatSystemPrompt } from './chat-system-prompt.ts';
import { chatLatency } from './chat-latency.ts';
import { coreLatency } from './core-latency.ts';
import { cors } from './cors.ts';
import { csrf } from './csrf.ts';
import { drill } from './drill.ts';
import { endedAccess } from './ended-access.ts';
import { errorTrigger } from './error-trigger.ts';
import { forgedToken } from './forged-token.ts';
import { frontEnd } from './front-end.ts';
import { guardBypass } from './guard-bypass.ts';
import { inputMalformed } from './input-malformed.ts';
import { inputOversized } from './input-oversized.ts';
import { inputUnknownFields } from './input-unknown-fields.ts';
import { logContent } from './log-content.ts';
import { handoverPapers } from './handover-papers.ts';
import { idSequence } from './id-sequence.ts';
import { journey } from './journey.ts';
import { loginLimit } from './login-limit.ts';
import { massAssignment } from './mass-assignment.ts';
import { loweredRole } from './lowered-role.ts';
import { frontPage } from './front-page.ts';
import { hostRecords } from './host-records.ts';
import { mailDomain } from './mail-domain.ts';
import { objectDelete } from './object-delete.ts';
import { objectList } from './object-list.ts';
import { objectNaming } from './object-naming.ts';
import { objectRead } from './object-read.ts';
import { objectWrite } from './object-write.ts';
import { outgoingDelivery } from './outgoing-delivery.ts';
import { publicAnswer } from './public-answer.ts';
import { resetLimit } from './reset-limit.ts';
import { retrieval } from './retrieval.ts';
import { roleCall } from './role-call.ts';
import { roleChange } from './role-change.ts';
import { secretScan } from './secret-scan.ts';
import { servedBundle } from './served-bundle.ts';
import { signUpLimit } from './sign-up-limit.ts';
import { sessionAfterLogout } from './session-after-logout.ts';
import { sessionCarrier } from './session-carrier.ts';
import { sessionAfterPasswordChange } from './session-after-password-change.ts';
import { resendLimit } from './resend-limit.ts';
import { resetToken } from './reset-token.ts';
import { userEnumeration } from './user-enumeration.ts';
import { unverifiedAddress } from './unverified-address.ts';
import { guestUpgrade } from './guest-upgrade.ts';
import { defaultCredentials } from './default-credentials.ts';
import { alertDrill } from './monitoring/alert-drill.ts';
import { healthAnswer } from './monitoring/health-answer.ts';
import { monitorCoverage } from './monitoring/monitor-coverage.ts';
import { sourceActions } from './source-actions.ts';
import { sourceHints } from './source-hints.ts';
import { stopReply } from './stop-reply.ts';
import { stagingHost } from './staging-host.ts';
import { tlsHost } from './tls-host.ts';
import { webhookDelivery } from './webhook-delivery.ts';
import { webhookLimit } from './webhook-limit.ts';
import { webStart } from './web-start.ts';
import { tenantSelector } from './tenant-selector.ts';
import { shareLink } from './share-link.ts';
import { tierCall } from './tier-call.ts';
import { tokenInUrl } from './token-in-url.ts';
import { unlistedAnswer } from './unlisted-answer.ts';
import { uploadLimit } from './upload-limit.ts';
import { toolApproval } from './tool-approval.ts';
import { toolLimit } from './tool-limit.ts';
import { toolPermission } from './tool-permission.ts';
import { usageCount } from './usage-count.ts';

/** Every probe, in the order in which a plan lists them. One line per probe. */
export const PROBES: readonly Probe[] = [
  anonymousRead,
  anonymousWrite,
  anonymousCall,
  publicAnswer,
  unlistedAnswer,
  guardBypass,
  forgedToken,
  tokenInUrl,
  sessionAfterLogout,
  sessionAfterPasswordChange,
  resetToken,
  userEnumeration,
  unverifiedAddress,
  guestUpgrade,
  defaultCredentials,
  journey,
  objectRead,
  objectNaming,
  objectWrite,
  objectDelete,
  objectList,
  massAssignment,
  idSequence,
  shareLink,
  usageCount,
  tenantSelector,
  roleChange,
  accountAssignment,
  roleCall,
  apiKeyScope,
  loweredRole,
  endedAccess,
  tierCall,
  chatForeignData,
  retrieval,
  stopReply,
  cors,
  sessionCarrier,
  csrf,
  errorTrigger,
  inputMalformed,
  inputOversized,
  inputUnknownFields,
  chatSystemPrompt,
  healthAnswer,
  monitorCoverage,
  alertDrill,
  chatHostileDocument,
  chatInjection,
  chatAnswer,
  toolApproval,
  toolPermission,
  webhookDelivery,
  outgoingDelivery,
  loginLimit,
  chatLimit,
  chatBudget,
  resetLimit,
  resendLimit,
  signUpLimit,
  uploadLimit,
  toolLimit,
  webhookLimit,
  frontEnd,
  sourceActions,
  sourceHints,
  servedBundle,
  secretScan,
  logContent,
  mailDomain,
  tlsHost,
  webStart,
  hostRecords,
  frontPage,
  stagingHost,
  attestation,
  auditTrail,
  handoverPapers,
  coreLatency,
  chatLatency,
  environments,
  servedCommit,
  rollback,
  drill,
];
