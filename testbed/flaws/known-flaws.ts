import type { FlawFamily } from './define-flaw.ts';

/**
 * Every flaw that the benchmark means to cover, by family: the ground truth, written before the detector. An id in this table
 * without a file is a flaw that is not built yet; a file whose id is not in it is a mistake.
 */
export const KNOWN_FLAWS: { readonly [Family in FlawFamily]: readonly string[] } = {
  authentication: words(`
    route-unguarded middleware-bypass server-action-unguarded expired-token-accepted session-survives-logout
    session-survives-password-change jwt-alg-none jwt-signature-ignored jwt-weak-secret jwt-key-confusion jwt-default-secret
    jwt-embedded-key-trusted jwt-key-url-trusted
    forged-identity-header second-credential-skips-suspension api-key-scope-skipped reset-token-null reset-token-reusable
    user-enumeration unverified-email-access default-credentials token-in-url guest-session-upgraded widget-hmac-skipped`),
  authorization: words(`
    conversation-read-idor conversation-continue-idor message-overwrite-by-client-id stream-id-not-owned
    stop-generation-not-owned file-read-idor file-attach-foreign collection-by-raw-id retrieval-unscoped cache-unscoped
    memory-idor usage-foreign export-foreign search-foreign trace-foreign deliveries-foreign list-without-workspace-filter
    empty-tenant-skips-check tenant-header-trusted mass-assign-tenant mass-assign-role nested-write-connect
    member-moved-across-tenants invite-foreign role-escalation role-kept-in-session admin-route-for-member low-role-reads-provider-keys tier-bypass
    guest-writes child-under-foreign-parent share-link-guessable sequential-ids public-data-api-open websocket-unscoped
    bulk-endpoint-unscoped conversation-write-idor file-delete-idor`),
  secrets: words(`
    key-in-bundle key-in-source-map key-in-git-history key-in-example-env key-in-config-endpoint key-in-error
    service-role-in-bundle`),
  logging: words(`
    token-logged prompt-logged pii-logged reset-link-logged refusals-not-logged no-request-id stack-trace-returned no-audit-trail`),
  limits: words(`
    login-unlimited signup-unlimited reset-unlimited resend-unlimited chat-unlimited upload-unlimited webhook-unlimited
    tool-unlimited limiter-never-fires limiter-trusts-forwarded-for limiter-key-from-body limiter-by-email-only
    limiter-by-path-spelling limiter-one-bucket-for-all limiter-fails-open retry-after-lies limiter-race
    quota-by-guest-account quota-skips-second-body`),
  cors: words(`
    cors-reflects-origin cors-null-origin cors-suffix-match cors-prefix-match cors-wildcard-with-bearer`),
  csrf: words('csrf-unprotected state-change-by-get'),
  cookies: words('cookie-not-httponly cookie-not-secure cookie-samesite-none'),
  input: words(`
    body-unlimited nesting-crashes malformed-unicode-500 unknown-fields-stored sql-injection nosql-operator
    stored-html-upload upload-path-traversal upload-unauthenticated client-system-role prototype-pollution ssrf-connector
    ssrf-by-redirect ssrf-mapped-ipv6 debug-route-open content-type-confusion`),
  chatbot: words(`
    system-prompt-leaks override-obeyed encoded-override-obeyed unicode-tag-obeyed multi-turn-override document-instructs
    tool-output-instructs filename-instructs html-comment-instructs memory-poisoned markdown-image-exfiltrates
    reference-link-exfiltrates html-reply-executes tool-without-permission tool-free-url tool-free-sql approval-skipped
    approval-claimed-by-client approval-for-other-arguments approval-replayed cross-session-memory
    citation-leaks-foreign-title reply-unbounded tool-loop-unbounded model-error-leaks budget-not-enforced
    answers-without-documents stream-tail-leaks tool-arguments-unvalidated tool-result-shown-raw`),
  webhooks: words(`
    webhook-unsigned webhook-signature-ignored-when-absent webhook-replay webhook-timestamp-ignored webhook-reparsed-body
    delivery-not-retried delivery-no-dead-letter delivery-ssrf delivery-duplicated`),
  onboarding: words(`
    onboarding-button-dead onboarding-mail-never-sent onboarding-mobile-unreachable onboarding-error-page`),
  operations: words(`
    core-route-slow chat-slow health-missing health-always-ok fallback-hangs database-error-leaks alert-missing chat-unwatched env-drift no-rollback wildcard-redirect`),
};

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
