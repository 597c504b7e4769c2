import type { Profile } from '../core/profile.ts';

/**
 * What must have been looked at before a gate or row may pass, by the place's id. A question whose check does not exist yet
 * keeps the place unproven, however many of its other checks pass: a scorecard must not say more than was seen.
 */
export const QUESTIONS: Profile['questions'] = {
  authentication: [
    { check: 'authentication/no-credentials', looksAt: 'calls without credentials' },
    { check: 'authentication/expired-token', looksAt: 'expired tokens' },
    { check: 'authentication/tampered-token', looksAt: 'tampered tokens' },
    { check: 'authentication/session-after-logout', looksAt: 'revoked sessions' },
  ],
  authorization: [
    { check: 'authorization/read-object', looksAt: "reading another's objects" },
    { check: 'authorization/write-object', looksAt: "changing another's objects" },
    { check: 'authorization/delete-object', looksAt: "deleting another's objects" },
    { check: 'authorization/list', looksAt: 'lists and searches' },
    { check: 'authorization/retrieval', looksAt: 'retrieval over embeddings' },
    { check: 'authorization/role-matrix', looksAt: 'roles' },
    { check: 'authorization/usage', looksAt: 'usage figures' },
  ],
  secrets: [
    { check: 'secrets/bundle', looksAt: 'client bundles and source maps' },
    { check: 'secrets/repository', looksAt: 'the repository' },
    { check: 'secrets/history', looksAt: 'git history' },
    { check: 'secrets/responses', looksAt: 'responses and error traces' },
    { check: 'secrets/logs', looksAt: 'logs and CI output' },
  ],
  'rate-limits': [
    { check: 'limits/login', looksAt: 'login' },
    { check: 'limits/signup', looksAt: 'sign-up' },
    { check: 'limits/reset', looksAt: 'password reset' },
    { check: 'limits/resend', looksAt: 'verification mails' },
    { check: 'limits/chat', looksAt: 'chat' },
    { check: 'limits/upload', looksAt: 'uploads' },
    { check: 'limits/tool', looksAt: 'tool calls' },
    { check: 'limits/webhook', looksAt: 'webhooks that come in' },
    { check: 'limits/budget', looksAt: 'a cap on the model budget' },
  ],
  'input-validation': [
    { check: 'input/malformed', looksAt: 'malformed input' },
    { check: 'input/oversized', looksAt: 'oversized input' },
    { check: 'input/unknown-fields', looksAt: 'unknown fields and metadata' },
  ],
  cors: [{ check: 'cors/origin-allow-list', looksAt: 'foreign origins' }],
  webhooks: [
    { check: 'webhooks/signature', looksAt: 'signatures' },
    { check: 'webhooks/replay', looksAt: 'replays' },
  ],
  'email-auth': [
    { check: 'email/spf', looksAt: 'SPF' },
    { check: 'email/dkim', looksAt: 'DKIM' },
    { check: 'email/dmarc', looksAt: 'DMARC' },
  ],
  'tls-redirects': [
    { check: 'tls/certificate', looksAt: 'certificates' },
    { check: 'web/redirects', looksAt: 'redirects' },
  ],
  monitoring: [
    { check: 'monitoring/health', looksAt: 'health endpoints' },
    { check: 'monitoring/coverage', looksAt: 'what is watched' },
    { check: 'monitoring/alerts', looksAt: 'alerts that arrive' },
  ],
  logging: [
    { check: 'logging/request-id', looksAt: 'request ids' },
    { check: 'exposure/stack-trace', looksAt: 'what errors show' },
    { check: 'logging/content', looksAt: 'what the logs hold' },
  ],
  'access-logged': [{ check: 'logging/access', looksAt: 'access lines' }],
  onboarding: [
    { check: 'onboarding/journey', looksAt: 'the way of a new customer on desktop and mobile' },
    { check: 'chatbot/useful-answers', looksAt: 'useful answers' },
  ],
  'chat-safety': [
    { check: 'chatbot/system-prompt', looksAt: 'the system prompt' },
    { check: 'chatbot/foreign-data', looksAt: "other people's data" },
    { check: 'chatbot/hostile-document', looksAt: 'hostile documents' },
    { check: 'chatbot/injection', looksAt: 'injection patterns' },
    { check: 'tools/approval', looksAt: 'tool calls without approval' },
    { check: 'tools/permission', looksAt: 'tools in the hands of others' },
  ],
  handover: [{ check: 'handover/checklists', looksAt: 'the checklists' }],
  'ticket-load': [{ check: 'onboarding/ticket-load', looksAt: 'the count of tickets' }],
  degradation: [
    { check: 'exposure/stack-trace', looksAt: 'what errors show' },
    { check: 'exposure/model-down', looksAt: 'the model away' },
    { check: 'exposure/tool-down', looksAt: 'tools away' },
    { check: 'exposure/database-down', looksAt: 'the database away' },
  ],
  deployment: [
    { check: 'deployment/environments', looksAt: 'environments' },
    { check: 'deployment/rollback', looksAt: 'rollback' },
    { check: 'deployment/served-commit', looksAt: 'the commit that is served' },
  ],
};
