import { defaultAccess, type AccessPolicy } from './access.ts';
import { defaultAccounts, type AccountsPolicy } from './accounts.ts';
import { defaultCookies, type CookiesPolicy } from './cookies.ts';
import { defaultCors, type CorsPolicy } from './cors.ts';
import { defaultCredentials, type CredentialsPolicy } from './credentials.ts';
import { defaultCsrf, type CsrfPolicy } from './csrf.ts';
import { defaultErrors, type ErrorsPolicy } from './errors.ts';
import { defaultGuard, type GuardPolicy } from './guard.ts';
import { defaultHooks, type HooksPolicy } from './hooks.ts';
import { defaultHealth, type HealthPolicy } from './health.ts';
import { defaultIdentifiers, type IdentifiersPolicy } from './identifiers.ts';
import { defaultInput, type InputPolicy } from './input.ts';
import { defaultLimits, type LimitsPolicy } from './limits.ts';
import { defaultLogs, type LogsPolicy } from './logs.ts';
import { defaultOutage, type OutagePolicy } from './outage.ts';
import { defaultOutbound, type OutboundPolicy } from './outbound.ts';
import { defaultOutput, type OutputPolicy } from './output.ts';
import { defaultPrompt, type PromptPolicy } from './prompt.ts';
import { defaultScope, type ScopePolicy } from './scope.ts';
import { defaultSessions, type SessionsPolicy } from './sessions.ts';
import { defaultTenancy, type TenancyPolicy } from './tenancy.ts';
import { defaultTokens, type TokensPolicy } from './tokens.ts';
import { defaultTools, type ToolsPolicy } from './tools.ts';
import { defaultUploads, type UploadsPolicy } from './uploads.ts';
import { defaultWeb, type WebPolicy } from './web.ts';

/** Every control that the chatbot owns, by name. */
export type Policies = {
  readonly access: AccessPolicy;
  readonly accounts: AccountsPolicy;
  readonly cookies: CookiesPolicy;
  readonly cors: CorsPolicy;
  readonly credentials: CredentialsPolicy;
  readonly csrf: CsrfPolicy;
  readonly errors: ErrorsPolicy;
  readonly guard: GuardPolicy;
  readonly health: HealthPolicy;
  readonly hooks: HooksPolicy;
  readonly identifiers: IdentifiersPolicy;
  readonly input: InputPolicy;
  readonly limits: LimitsPolicy;
  readonly logs: LogsPolicy;
  readonly outage: OutagePolicy;
  readonly outbound: OutboundPolicy;
  readonly output: OutputPolicy;
  readonly prompt: PromptPolicy;
  readonly scope: ScopePolicy;
  readonly sessions: SessionsPolicy;
  readonly tenancy: TenancyPolicy;
  readonly tokens: TokensPolicy;
  readonly tools: ToolsPolicy;
  readonly uploads: UploadsPolicy;
  readonly web: WebPolicy;
};

/** Some functions of some policies, to stand in for the defaults. */
export type PolicyOverrides = { readonly [Name in keyof Policies]?: Partial<Policies[Name]> };

/** The policies that the product ships with. */
export const defaultPolicies: Policies = {
  access: defaultAccess,
  accounts: defaultAccounts,
  cookies: defaultCookies,
  cors: defaultCors,
  credentials: defaultCredentials,
  csrf: defaultCsrf,
  errors: defaultErrors,
  guard: defaultGuard,
  health: defaultHealth,
  hooks: defaultHooks,
  identifiers: defaultIdentifiers,
  input: defaultInput,
  limits: defaultLimits,
  logs: defaultLogs,
  outage: defaultOutage,
  outbound: defaultOutbound,
  output: defaultOutput,
  prompt: defaultPrompt,
  scope: defaultScope,
  sessions: defaultSessions,
  tenancy: defaultTenancy,
  tokens: defaultTokens,
  tools: defaultTools,
  uploads: defaultUploads,
  web: defaultWeb,
};

/** The defaults with some functions replaced. */
export function withOverrides(overrides: PolicyOverrides): Policies {
  return {
    access: { ...defaultAccess, ...overrides.access },
    accounts: { ...defaultAccounts, ...overrides.accounts },
    cookies: { ...defaultCookies, ...overrides.cookies },
    cors: { ...defaultCors, ...overrides.cors },
    credentials: { ...defaultCredentials, ...overrides.credentials },
    csrf: { ...defaultCsrf, ...overrides.csrf },
    errors: { ...defaultErrors, ...overrides.errors },
    guard: { ...defaultGuard, ...overrides.guard },
    health: { ...defaultHealth, ...overrides.health },
    hooks: { ...defaultHooks, ...overrides.hooks },
    identifiers: { ...defaultIdentifiers, ...overrides.identifiers },
    input: { ...defaultInput, ...overrides.input },
    limits: { ...defaultLimits, ...overrides.limits },
    logs: { ...defaultLogs, ...overrides.logs },
    outage: { ...defaultOutage, ...overrides.outage },
    outbound: { ...defaultOutbound, ...overrides.outbound },
    output: { ...defaultOutput, ...overrides.output },
    prompt: { ...defaultPrompt, ...overrides.prompt },
    scope: { ...defaultScope, ...overrides.scope },
    sessions: { ...defaultSessions, ...overrides.sessions },
    tenancy: { ...defaultTenancy, ...overrides.tenancy },
    tokens: { ...defaultTokens, ...overrides.tokens },
    tools: { ...defaultTools, ...overrides.tools },
    uploads: { ...defaultUploads, ...overrides.uploads },
    web: { ...defaultWeb, ...overrides.web },
  };
}
