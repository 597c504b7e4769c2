export { createChatbot, type Chatbot, type ChatbotOptions } from './chatbot.ts';
export { Config, type ConfigInput, type LimitRates } from './config/config.ts';
export { launchFromEnv } from './config/env.ts';
export { DatabaseUnavailable } from './data/database.ts';
export type { QueryName } from './data/queries.ts';
export { SYSTEM_PROMPT } from './chat/system-prompt.ts';
export { OUTBOX_FILE } from './mail/mailer.ts';
export { defaultPolicies, type Policies, type PolicyOverrides } from './policies/policies.ts';
export {
  ANONYMOUS,
  NOBODY,
  type Actor,
  type RequestFacts,
  type Role,
  type RouteFacts,
} from './policies/facts.ts';
export type { BuiltInAccount, MailTokenFacts } from './policies/accounts.ts';
export type { CorsGrant } from './policies/cors.ts';
export type { KeyHeader, Presented } from './policies/credentials.ts';
export type { CsrfFacts } from './policies/csrf.ts';
export type { FailureFacts } from './policies/errors.ts';
export { ageProblem, signatureProblem, type HookFacts } from './policies/hooks.ts';
export type { Approval, ToolName, ToolRequest } from './policies/tools.ts';
export { newSigningSecret } from './http/signature.ts';
export type { IdKind } from './policies/identifiers.ts';
export type { Bucket, LimitFacts, LimitStore } from './policies/limits.ts';
export type { LogFacts } from './policies/logs.ts';
export type { OutboundFacts } from './policies/outbound.ts';
export type { PromptParts } from './policies/prompt.ts';
export type { Filter, RowOwner } from './policies/scope.ts';
export type { Membership, TenancyFacts } from './policies/tenancy.ts';
export type { Claims, TokenSettings } from './policies/tokens.ts';
export type { UploadFacts } from './policies/uploads.ts';
