import { apiKeyScopeSkipped } from './authentication/api-key-scope-skipped.ts';
import { expiredTokenAccepted } from './authentication/expired-token-accepted.ts';
import { forgedIdentityHeader } from './authentication/forged-identity-header.ts';
import { jwtAlgNone } from './authentication/jwt-alg-none.ts';
import { jwtDefaultSecret } from './authentication/jwt-default-secret.ts';
import { jwtEmbeddedKeyTrusted } from './authentication/jwt-embedded-key-trusted.ts';
import { jwtKeyConfusion } from './authentication/jwt-key-confusion.ts';
import { jwtKeyUrlTrusted } from './authentication/jwt-key-url-trusted.ts';
import { jwtSignatureIgnored } from './authentication/jwt-signature-ignored.ts';
import { jwtWeakSecret } from './authentication/jwt-weak-secret.ts';
import { middlewareBypass } from './authentication/middleware-bypass.ts';
import { routeUnguarded } from './authentication/route-unguarded.ts';
import { secondCredentialSkipsSuspension } from './authentication/second-credential-skips-suspension.ts';
import { serverActionUnguarded } from './authentication/server-action-unguarded.ts';
import { sessionSurvivesLogout } from './authentication/session-survives-logout.ts';
import { tokenInUrl } from './authentication/token-in-url.ts';
import { sessionSurvivesPasswordChange } from './authentication/session-survives-password-change.ts';
import { resetTokenNull } from './authentication/reset-token-null.ts';
import { resetTokenReusable } from './authentication/reset-token-reusable.ts';
import { userEnumeration } from './authentication/user-enumeration.ts';
import { unverifiedEmailAccess } from './authentication/unverified-email-access.ts';
import { guestSessionUpgraded } from './authentication/guest-session-upgraded.ts';
import { defaultCredentials } from './authentication/default-credentials.ts';
import { adminRouteForMember } from './authorization/admin-route-for-member.ts';
import { bulkEndpointUnscoped } from './authorization/bulk-endpoint-unscoped.ts';
import { cacheUnscoped } from './authorization/cache-unscoped.ts';
import { childUnderForeignParent } from './authorization/child-under-foreign-parent.ts';
import { collectionByRawId } from './authorization/collection-by-raw-id.ts';
import { conversationContinueIdor } from './authorization/conversation-continue-idor.ts';
import { conversationReadIdor } from './authorization/conversation-read-idor.ts';
import { conversationWriteIdor } from './authorization/conversation-write-idor.ts';
import { fileAttachForeign } from './authorization/file-attach-foreign.ts';
import { sequentialIdentifiers } from './authorization/sequential-ids.ts';
import { shareLinkGuessable } from './authorization/share-link-guessable.ts';
import { memberMovedAcrossTenants } from './authorization/member-moved-across-tenants.ts';
import { tierBypass } from './authorization/tier-bypass.ts';
import { usageForeign } from './authorization/usage-foreign.ts';
import { deliveriesForeign } from './authorization/deliveries-foreign.ts';
import { emptyTenantSkipsCheck } from './authorization/empty-tenant-skips-check.ts';
import { exportForeign } from './authorization/export-foreign.ts';
import { fileDeleteIdor } from './authorization/file-delete-idor.ts';
import { fileReadIdor } from './authorization/file-read-idor.ts';
import { guestWrites } from './authorization/guest-writes.ts';
import { inviteForeign } from './authorization/invite-foreign.ts';
import { listWithoutWorkspaceFilter } from './authorization/list-without-workspace-filter.ts';
import { lowRoleReadsProviderKeys } from './authorization/low-role-reads-provider-keys.ts';
import { massAssignRole } from './authorization/mass-assign-role.ts';
import { massAssignTenant } from './authorization/mass-assign-tenant.ts';
import { memoryIdor } from './authorization/memory-idor.ts';
import { messageOverwriteByClientId } from './authorization/message-overwrite-by-client-id.ts';
import { nestedWriteConnect } from './authorization/nested-write-connect.ts';
import { publicDataApiOpen } from './authorization/public-data-api-open.ts';
import { retrievalUnscoped } from './authorization/retrieval-unscoped.ts';
import { roleKeptInSession } from './authorization/role-kept-in-session.ts';
import { roleEscalation } from './authorization/role-escalation.ts';
import { searchForeign } from './authorization/search-foreign.ts';
import { stopGenerationNotOwned } from './authorization/stop-generation-not-owned.ts';
import { streamIdNotOwned } from './authorization/stream-id-not-owned.ts';
import { tenantHeaderTrusted } from './authorization/tenant-header-trusted.ts';
import { traceForeign } from './authorization/trace-foreign.ts';
import { budgetNotEnforced } from './chatbot/budget-not-enforced.ts';
import { crossSessionMemory } from './chatbot/cross-session-memory.ts';
import { documentInstructs } from './chatbot/document-instructs.ts';
import { filenameInstructs } from './chatbot/filename-instructs.ts';
import { overrideObeyed } from './chatbot/override-obeyed.ts';
import { encodedOverrideObeyed } from './chatbot/encoded-override-obeyed.ts';
import { unicodeTagObeyed } from './chatbot/unicode-tag-obeyed.ts';
import { multiTurnOverride } from './chatbot/multi-turn-override.ts';
import { htmlCommentInstructs } from './chatbot/html-comment-instructs.ts';
import { answersWithoutDocuments } from './chatbot/answers-without-documents.ts';
import { systemPromptLeaks } from './chatbot/system-prompt-leaks.ts';
import { cookieNotHttponly } from './cookies/cookie-not-httponly.ts';
import { cookieSamesiteNone } from './cookies/cookie-samesite-none.ts';
import { corsNullOrigin } from './cors/cors-null-origin.ts';
import { corsPrefixMatch } from './cors/cors-prefix-match.ts';
import { corsReflectsOrigin } from './cors/cors-reflects-origin.ts';
import { corsSuffixMatch } from './cors/cors-suffix-match.ts';
import { corsWildcardWithBearer } from './cors/cors-wildcard-with-bearer.ts';
import { csrfUnprotected } from './csrf/csrf-unprotected.ts';
import { bodyUnlimited } from './input/body-unlimited.ts';
import { clientSystemRole } from './input/client-system-role.ts';
import { malformedUnicode } from './input/malformed-unicode-500.ts';
import { nestingCrashes } from './input/nesting-crashes.ts';
import { unknownFieldsStored } from './input/unknown-fields-stored.ts';
import { chatUnlimited } from './limits/chat-unlimited.ts';
import { limiterByPathSpelling } from './limits/limiter-by-path-spelling.ts';
import { limiterNeverFires } from './limits/limiter-never-fires.ts';
import { limiterTrustsForwardedFor } from './limits/limiter-trusts-forwarded-for.ts';
import { loginUnlimited } from './limits/login-unlimited.ts';
import { resendUnlimited } from './limits/resend-unlimited.ts';
import { resetUnlimited } from './limits/reset-unlimited.ts';
import { signupUnlimited } from './limits/signup-unlimited.ts';
import { modelErrorLeaks } from './chatbot/model-error-leaks.ts';
import { databaseErrorLeaks } from './operations/database-error-leaks.ts';
import { fallbackHangs } from './operations/fallback-hangs.ts';
import { chatSlow } from './operations/chat-slow.ts';
import { coreRouteSlow } from './operations/core-route-slow.ts';
import { toolUnlimited } from './limits/tool-unlimited.ts';
import { uploadUnlimited } from './limits/upload-unlimited.ts';
import { webhookUnlimited } from './limits/webhook-unlimited.ts';
import { refusalsNotLogged } from './logging/refusals-not-logged.ts';
import { noRequestId } from './logging/no-request-id.ts';
import { noAuditTrail } from './logging/no-audit-trail.ts';
import { piiLogged } from './logging/pii-logged.ts';
import { promptLogged } from './logging/prompt-logged.ts';
import { stackTraceReturned } from './logging/stack-trace-returned.ts';
import { tokenLogged } from './logging/token-logged.ts';
import { alertMissing } from './operations/alert-missing.ts';
import { chatUnwatched } from './operations/chat-unwatched.ts';
import { healthAlwaysOk } from './operations/health-always-ok.ts';
import { healthMissing } from './operations/health-missing.ts';
import { keyInBundle } from './secrets/key-in-bundle.ts';
import { keyInError } from './secrets/key-in-error.ts';
import { keyInSourceMap } from './secrets/key-in-source-map.ts';
import { serviceRoleInBundle } from './secrets/service-role-in-bundle.ts';
import { approvalClaimedByClient } from './chatbot/approval-claimed-by-client.ts';
import { approvalForOtherArguments } from './chatbot/approval-for-other-arguments.ts';
import { approvalReplayed } from './chatbot/approval-replayed.ts';
import { approvalSkipped } from './chatbot/approval-skipped.ts';
import { toolWithoutPermission } from './chatbot/tool-without-permission.ts';
import { deliveryDuplicated } from './webhooks/delivery-duplicated.ts';
import { deliveryNoDeadLetter } from './webhooks/delivery-no-dead-letter.ts';
import { deliveryNotRetried } from './webhooks/delivery-not-retried.ts';
import { webhookReparsedBody } from './webhooks/webhook-reparsed-body.ts';
import { webhookReplay } from './webhooks/webhook-replay.ts';
import { webhookSignatureIgnoredWhenAbsent } from './webhooks/webhook-signature-ignored-when-absent.ts';
import { webhookTimestampIgnored } from './webhooks/webhook-timestamp-ignored.ts';
import { webhookUnsigned } from './webhooks/webhook-unsigned.ts';
import type { Flaw } from './define-flaw.ts';
import { onboardingButtonDead } from './onboarding/onboarding-button-dead.ts';
import { onboardingErrorPage } from './onboarding/onboarding-error-page.ts';
import { onboardingMailNeverSent } from './onboarding/onboarding-mail-never-sent.ts';
import { onboardingMobileUnreachable } from './onboarding/onboarding-mobile-unreachable.ts';

/** Every flaw. One line per flaw. */
export const FLAWS: readonly Flaw[] = [
  apiKeyScopeSkipped,
  expiredTokenAccepted,
  forgedIdentityHeader,
  jwtAlgNone,
  jwtDefaultSecret,
  jwtEmbeddedKeyTrusted,
  jwtKeyConfusion,
  jwtKeyUrlTrusted,
  jwtSignatureIgnored,
  jwtWeakSecret,
  middlewareBypass,
  routeUnguarded,
  secondCredentialSkipsSuspension,
  serverActionUnguarded,
  sessionSurvivesLogout,
  tokenInUrl,
  sessionSurvivesPasswordChange,
  resetTokenNull,
  resetTokenReusable,
  userEnumeration,
  unverifiedEmailAccess,
  guestSessionUpgraded,
  defaultCredentials,
  adminRouteForMember,
  bulkEndpointUnscoped,
  cacheUnscoped,
  childUnderForeignParent,
  collectionByRawId,
  conversationContinueIdor,
  conversationReadIdor,
  conversationWriteIdor,
  deliveriesForeign,
  fileAttachForeign,
  usageForeign,
  memberMovedAcrossTenants,
  tierBypass,
  sequentialIdentifiers,
  shareLinkGuessable,
  emptyTenantSkipsCheck,
  exportForeign,
  fileDeleteIdor,
  fileReadIdor,
  guestWrites,
  inviteForeign,
  listWithoutWorkspaceFilter,
  lowRoleReadsProviderKeys,
  massAssignRole,
  massAssignTenant,
  memoryIdor,
  messageOverwriteByClientId,
  nestedWriteConnect,
  publicDataApiOpen,
  retrievalUnscoped,
  roleEscalation,
  roleKeptInSession,
  searchForeign,
  stopGenerationNotOwned,
  streamIdNotOwned,
  tenantHeaderTrusted,
  traceForeign,
  systemPromptLeaks,
  crossSessionMemory,
  documentInstructs,
  filenameInstructs,
  overrideObeyed,
  encodedOverrideObeyed,
  unicodeTagObeyed,
  multiTurnOverride,
  htmlCommentInstructs,
  answersWithoutDocuments,
  approvalClaimedByClient,
  approvalForOtherArguments,
  approvalReplayed,
  approvalSkipped,
  toolWithoutPermission,
  deliveryDuplicated,
  deliveryNoDeadLetter,
  deliveryNotRetried,
  webhookReparsedBody,
  webhookReplay,
  webhookSignatureIgnoredWhenAbsent,
  webhookTimestampIgnored,
  webhookUnsigned,
  cookieNotHttponly,
  cookieSamesiteNone,
  corsNullOrigin,
  corsPrefixMatch,
  corsReflectsOrigin,
  corsSuffixMatch,
  corsWildcardWithBearer,
  csrfUnprotected,
  bodyUnlimited,
  clientSystemRole,
  malformedUnicode,
  nestingCrashes,
  unknownFieldsStored,
  budgetNotEnforced,
  chatUnlimited,
  limiterByPathSpelling,
  limiterNeverFires,
  limiterTrustsForwardedFor,
  loginUnlimited,
  resendUnlimited,
  resetUnlimited,
  signupUnlimited,
  uploadUnlimited,
  toolUnlimited,
  webhookUnlimited,
  modelErrorLeaks,
  chatSlow,
  coreRouteSlow,
  databaseErrorLeaks,
  fallbackHangs,
  refusalsNotLogged,
  noRequestId,
  stackTraceReturned,
  noAuditTrail,
  piiLogged,
  promptLogged,
  tokenLogged,
  healthMissing,
  healthAlwaysOk,
  alertMissing,
  chatUnwatched,
  keyInBundle,
  keyInError,
  keyInSourceMap,
  serviceRoleInBundle,
  onboardingButtonDead,
  onboardingErrorPage,
  onboardingMailNeverSent,
  onboardingMobileUnreachable,
];
