export { createChatbot, type Chatbot, type ChatbotOptions } from './chatbot.ts';
export { Config, type ConfigInput, type LimitRates } from './config/config.ts';
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
