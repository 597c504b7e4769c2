import { environments } from './deployment/environments.ts';
import { servedCommit } from './deployment/served-commit.ts';
import { rollback } from './deployment/rollback.ts';
import { databaseDown } from './exposure/database-down.ts';
import { modelDown } from './exposure/model-down.ts';
import { toolDown } from './exposure/tool-down.ts';
import { chatLatency } from './latency/chat.ts';
import { coreRoutes } from './latency/core-routes.ts';
import type { Check } from '../core/check.ts';
import { expiredToken } from './authentication/expired-token.ts';
import { guardBypass } from './authentication/guard-bypass.ts';
import { keyConfusion } from './authentication/key-confusion.ts';
import { noCredentials } from './authentication/no-credentials.ts';
import { sessionAfterLogout } from './authentication/session-after-logout.ts';
import { sessionAfterPasswordChange } from './authentication/session-after-password-change.ts';
import { resetToken } from './authentication/reset-token.ts';
import { userEnumeration } from './authentication/user-enumeration.ts';
import { unverifiedAddress } from './authentication/unverified-address.ts';
import { guestUpgrade } from './authentication/guest-upgrade.ts';
import { defaultCredentials } from './authentication/default-credentials.ts';
import { tamperedToken } from './authentication/tampered-token.ts';
import { tokenInUrl } from './authentication/token-in-url.ts';
import { tokenHeaderInjection } from './authentication/token-header-injection.ts';
import { unsignedToken } from './authentication/unsigned-token.ts';
import { weakSigningSecret } from './authentication/weak-signing-secret.ts';
import { apiKeyScopes } from './authorization/api-key-scopes.ts';
import { deleteObject } from './authorization/delete-object.ts';
import { existenceOracle } from './authorization/existence-oracle.ts';
import { ownLists } from './authorization/list.ts';
import { massAssignment } from './authorization/mass-assignment.ts';
import { readObject } from './authorization/read-object.ts';
import { removedMember } from './authorization/removed-member.ts';
import { retrieval } from './authorization/retrieval.ts';
import { roleChange } from './authorization/role-change.ts';
import { roleLowered } from './authorization/role-lowered.ts';
import { roleMatrix } from './authorization/role-matrix.ts';
import { suspension } from './authorization/suspension.ts';
import { sequentialIds } from './authorization/sequential-ids.ts';
import { shareLink } from './authorization/share-link.ts';
import { stopReply } from './authorization/stop-reply.ts';
import { tenantSelector } from './authorization/tenant-selector.ts';
import { tierMatrix } from './authorization/tier-matrix.ts';
import { usage } from './authorization/usage.ts';
import { writeObject } from './authorization/write-object.ts';
import { hostileDocument } from './chatbot/hostile-document.ts';
import { injection } from './chatbot/injection.ts';
import { usefulAnswers } from './chatbot/useful-answers.ts';
import { foreignData } from './chatbot/foreign-data.ts';
import { systemPrompt } from './chatbot/system-prompt.ts';
import { httpOnly } from './cookies/http-only.ts';
import { sameSite } from './cookies/same-site.ts';
import { secure } from './cookies/secure.ts';
import { originAllowList } from './cors/origin-allow-list.ts';
import { crossSiteWrite } from './csrf/cross-site-write.ts';
import { caa } from './dns/caa.ts';
import { dangling } from './dns/dangling.ts';
import { signatures } from './dns/signatures.ts';
import { dkim } from './email/dkim.ts';
import { dmarc } from './email/dmarc.ts';
import { receiving } from './email/receiving.ts';
import { spf } from './email/spf.ts';
import { sourceHints } from './exposure/source-hints.ts';
import { stackTrace } from './exposure/stack-trace.ts';
import { unlistedEndpoints } from './exposure/unlisted-endpoints.ts';
import { malformedInput } from './input/malformed.ts';
import { oversizedInput } from './input/oversized.ts';
import { unknownFields } from './input/unknown-fields.ts';
import { limitBypass } from './limits/bypass.ts';
import { budgetLimit } from './limits/budget.ts';
import { chatLimit } from './limits/chat.ts';
import { loginLimit } from './limits/login.ts';
import { resendLimit } from './limits/resend.ts';
import { resetLimit } from './limits/reset.ts';
import { signupLimit } from './limits/signup.ts';
import { toolLimit } from './limits/tool.ts';
import { uploadLimit } from './limits/upload.ts';
import { webhookLimit } from './limits/webhook.ts';
import { accessLogged } from './logging/access.ts';
import { auditTrail } from './logging/audit-trail.ts';
import { logContent } from './logging/content.ts';
import { requestId } from './logging/request-id.ts';
import { alerts } from './monitoring/alerts.ts';
import { coverage } from './monitoring/coverage.ts';
import { health } from './monitoring/health.ts';
import { secretsInBundle } from './secrets/bundle.ts';
import { secretsInHistory } from './secrets/history.ts';
import { secretsInLogs } from './secrets/logs.ts';
import { secretsInRepository } from './secrets/repository.ts';
import { secretsInResponses } from './secrets/responses.ts';
import { certificate } from './tls/certificate.ts';
import { protocols } from './tls/protocols.ts';
import { hsts } from './web/hsts.ts';
import { links } from './web/links.ts';
import { mixedContent } from './web/mixed-content.ts';
import { redirects } from './web/redirects.ts';
import { securityHeaders } from './web/security-headers.ts';
import { staging } from './web/staging.ts';
import { oneLogin } from './authentication/one-login.ts';
import { logService } from './logging/log-service.ts';
import { invitationPlan } from './onboarding/invitation-plan.ts';
import { ticketLoad } from './onboarding/ticket-load.ts';
import { testedDeploys } from './deployment/tested-deploys.ts';
import { checklists } from './handover/checklists.ts';
import { incidentRoles } from './handover/incident-roles.ts';
import { credentialOwners } from './handover/credential-owners.ts';
import { conversationReaders } from './handover/conversation-readers.ts';
import { vendorList } from './handover/vendor-list.ts';
import { onboardingJourney } from './onboarding/journey.ts';
import { toolApproval } from './tools/approval.ts';
import { toolPermission } from './tools/permission.ts';
import { webhookDelivery } from './webhooks/delivery.ts';
import { webhookReplay } from './webhooks/replay.ts';
import { webhookSignature } from './webhooks/signature.ts';

/** Every check, in the order in which reports show them. One line per check. */
export const CHECKS: readonly Check[] = [
  noCredentials,
  guardBypass,
  expiredToken,
  unsignedToken,
  tamperedToken,
  weakSigningSecret,
  keyConfusion,
  tokenHeaderInjection,
  tokenInUrl,
  sessionAfterLogout,
  sessionAfterPasswordChange,
  resetToken,
  userEnumeration,
  unverifiedAddress,
  guestUpgrade,
  defaultCredentials,
  readObject,
  writeObject,
  deleteObject,
  ownLists,
  tenantSelector,
  massAssignment,
  roleChange,
  roleMatrix,
  roleLowered,
  apiKeyScopes,
  suspension,
  removedMember,
  tierMatrix,
  retrieval,
  existenceOracle,
  secretsInBundle,
  secretsInRepository,
  secretsInHistory,
  secretsInResponses,
  secretsInLogs,
  sequentialIds,
  shareLink,
  stopReply,
  usage,
  loginLimit,
  limitBypass,
  chatLimit,
  budgetLimit,
  resetLimit,
  signupLimit,
  resendLimit,
  uploadLimit,
  toolLimit,
  webhookLimit,
  malformedInput,
  oversizedInput,
  unknownFields,
  originAllowList,
  httpOnly,
  secure,
  sameSite,
  crossSiteWrite,
  systemPrompt,
  foreignData,
  hostileDocument,
  injection,
  usefulAnswers,
  toolApproval,
  toolPermission,
  webhookSignature,
  webhookReplay,
  webhookDelivery,
  requestId,
  logContent,
  accessLogged,
  auditTrail,
  stackTrace,
  health,
  coverage,
  alerts,
  sourceHints,
  unlistedEndpoints,
  spf,
  dkim,
  dmarc,
  receiving,
  certificate,
  protocols,
  redirects,
  hsts,
  securityHeaders,
  mixedContent,
  links,
  staging,
  rollback,
  servedCommit,
  environments,
  coreRoutes,
  chatLatency,
  modelDown,
  toolDown,
  databaseDown,
  signatures,
  dangling,
  caa,
  oneLogin,
  logService,
  invitationPlan,
  ticketLoad,
  testedDeploys,
  checklists,
  incidentRoles,
  credentialOwners,
  conversationReaders,
  vendorList,
  onboardingJourney,
];
