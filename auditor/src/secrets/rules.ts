import { claimsOf } from './claims.ts';
import { entropyOf } from './placeholder.ts';
import type { SecretRule } from './rule.ts';

/** A Supabase key of the older sort is a JWT whose `role` says what it may do (supabase.com/docs/guides/api/api-keys). */
const withRole = (role: string) => (value: string) => claimsOf(value)?.['role'] === role;
const JWT = /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g;

/** The commonest credentials of products like ours, by the shapes that their vendors document. */
export const SECRET_RULES: readonly SecretRule[] = [
  // Models
  secret(
    'openai-key',
    'OpenAI API key',
    ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'T3BlbkFJ'],
    /\bsk-(?:(?:proj|svcacct|admin)-[\w-]{32,}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})/g,
  ),
  secret('anthropic-key', 'Anthropic API key', ['sk-ant-'], /\bsk-ant-(?:api|admin|oat)\d\d-[\w-]{40,}/g),
  secret('openrouter-key', 'OpenRouter API key', ['sk-or-v1-'], /\bsk-or-v1-[0-9a-f]{40,}/g),
  secret('groq-key', 'Groq API key', ['gsk_'], /\bgsk_[A-Za-z0-9]{40,}/g),
  secret('google-ai-key', 'Google AI key', ['AQ.'], /\bAQ\.[A-Za-z0-9_-]{40,}/g),
  secret('xai-key', 'xAI API key', ['xai-'], /\bxai-[A-Za-z0-9]{60,}/g),
  secret('perplexity-key', 'Perplexity API key', ['pplx-'], /\bpplx-[A-Za-z0-9]{40,}/g),
  secret('nvidia-key', 'NVIDIA API key', ['nvapi-'], /\bnvapi-[\w-]{50,}/g),
  secret('cerebras-key', 'Cerebras API key', ['csk-'], /\bcsk-[a-z0-9]{40,}/g),
  secret('replicate-token', 'Replicate token', ['r8_'], /\br8_[A-Za-z0-9]{32,}/g),
  secret('huggingface-token', 'Hugging Face token', ['hf_'], /\bhf_[A-Za-z]{30,}/g),
  secret('vercel-ai-key', 'Vercel AI gateway key', ['vck_'], /\bvck_[A-Za-z0-9]{40,}/g),
  secret('elevenlabs-key', 'ElevenLabs API key', ['sk_'], /\bsk_[0-9a-f]{48}\b/g),
  // Around models
  secret('pinecone-key', 'Pinecone API key', ['pcsk_'], /\bpcsk_[A-Za-z0-9_]{40,}/g),
  secret('langsmith-key', 'LangSmith API key', ['lsv2_'], /\blsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}/g),
  secret('tavily-key', 'Tavily API key', ['tvly-'], /\btvly-(?:dev-|prod-)?[A-Za-z0-9]{24,}/g),
  // Backends
  secret('supabase-secret-key', 'Supabase secret key', ['sb_secret_'], /\bsb_secret_[\w-]{20,}/g),
  {
    ...secret('supabase-service-role', 'Supabase service_role key', ['eyJ'], JWT),
    accepts: withRole('service_role'),
  },
  {
    ...conditional(
      'supabase-anon-key',
      'Supabase anon key',
      ['eyJ'],
      JWT,
      'row-level security is on for every table',
    ),
    accepts: withRole('anon'),
  },
  conditional(
    'supabase-publishable-key',
    'Supabase publishable key',
    ['sb_publishable_'],
    /\bsb_publishable_[\w-]{20,}/g,
    'row-level security is on for every table',
  ),
  {
    ...secret(
      'database-url',
      'database address with a password',
      ['://'],
      /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|clickhouse|mssql):\/\/[^\s:@/'"`<>]*:([^\s@'"`<>/]{3,})@[^\s'"`<>]+/g,
    ),
    accepts: (password) =>
      !/^(?:postgres|password|root|admin|user|guest|secret|redis|mysql|test|pass|pwd)$/i.test(password),
  },
  secret(
    'private-key',
    'private key',
    ['PRIVATE KEY-----'],
    /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----(?:\\n|\s)+[A-Za-z0-9+/=\\\s]{60,}/g,
  ),
  secret('aws-access-key', 'AWS access key', ['AKIA', 'ASIA'], /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g),
  conditional(
    'google-api-key',
    'Google API key',
    ['AIza'],
    /\bAIza[\w-]{35}(?![\w-])/g,
    'it is restricted to your sites and to the services that the page uses, and opens no Gemini',
  ),
  secret('digitalocean-token', 'DigitalOcean token', ['dop_v1_', 'doo_v1_'], /\bdo[op]_v1_[0-9a-f]{64}\b/g),
  secret('databricks-token', 'Databricks token', ['dapi'], /\bdapi[0-9a-f]{32}\b/g),
  secret('doppler-token', 'Doppler token', ['dp.'], /\bdp\.(?:pt|st|sa|ct|scim|audit)\.[A-Za-z0-9._-]{40,}/g),
  // Money
  secret(
    'stripe-live-key',
    'live secret key of Stripe or Clerk',
    ['sk_live_', 'rk_live_'],
    /\b[rs]k_live_[A-Za-z0-9]{20,}/g,
  ),
  conditional(
    'stripe-test-key',
    'test secret key of Stripe or Clerk',
    ['sk_test_', 'rk_test_'],
    /\b[rs]k_test_[A-Za-z0-9]{20,}/g,
    'it stays in test mode and off every page',
  ),
  secret('webhook-secret', 'webhook signing secret', ['whsec_'], /\bwhsec_[A-Za-z0-9+/=]{24,}/g),
  secret(
    'shopify-token',
    'Shopify token',
    ['shpat_', 'shpss_', 'shpca_', 'shppa_'],
    /\bshp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}\b/g,
  ),
  secret('square-token', 'Square token', ['sq0csp-', 'EAAA'], /\b(?:sq0csp-[\w-]{43}|EAAA[\w-]{60})\b/g),
  // Mail and messages
  secret('resend-key', 'Resend API key', ['re_'], /\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}\b/g),
  secret('sendgrid-key', 'SendGrid API key', ['SG.'], /\bSG\.[\w-]{22}\.[\w-]{43}\b/g),
  secret('mailgun-key', 'Mailgun API key', ['key-'], /\bkey-[0-9a-f]{32}\b/g),
  secret('mailchimp-key', 'Mailchimp API key', ['-us'], /\b[0-9a-f]{32}-us\d{1,2}\b/g),
  secret('brevo-key', 'Brevo API key', ['xkeysib-'], /\bxkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}\b/g),
  secret(
    'slack-token',
    'Slack token',
    ['xoxb', 'xoxp', 'xoxa', 'xoxr', 'xoxs', 'xapp-'],
    /\b(?:xox[abprs][-_][A-Za-z0-9-]{20,}|xapp-\d-[A-Z0-9]+-\d+-[0-9a-f]{30,})/g,
  ),
  secret(
    'slack-webhook',
    'Slack webhook address',
    ['hooks.slack.com'],
    /hooks\.slack\.com\/(?:services|workflows)\/T[A-Z0-9]{6,}\/[A-Z0-9]{6,}\/[A-Za-z0-9]{16,}/g,
  ),
  secret(
    'discord-webhook',
    'Discord webhook address',
    ['/api/webhooks/'],
    /discord(?:app)?\.com\/api\/webhooks\/\d{15,}\/[\w-]{50,}/g,
  ),
  secret('telegram-bot-token', 'Telegram bot token', [':AA'], /\b\d{8,10}:AA[\w-]{33}\b/g),
  secret('twilio-key', 'Twilio API key', ['SK'], /(?:twilio)[^\n]{0,40}?\b(SK[0-9a-f]{32})\b/gi),
  // Code and operations
  secret(
    'github-token',
    'GitHub token',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    /\b(?:gh[opsru]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})/g,
  ),
  secret('gitlab-token', 'GitLab token', ['glpat-'], /\bglpat-[\w-]{20,}/g),
  secret('npm-token', 'npm token', ['npm_'], /\bnpm_[A-Za-z0-9]{36}\b/g),
  secret('linear-key', 'Linear API key', ['lin_api_'], /\blin_api_[A-Za-z0-9]{40}\b/g),
  secret('notion-token', 'Notion token', ['ntn_'], /\bntn_[A-Za-z0-9]{40,}/g),
  secret(
    'sentry-token',
    'Sentry token',
    ['sntrys_', 'sntryu_'],
    /\b(?:sntrys_[A-Za-z0-9+/=_-]{40,}|sntryu_[0-9a-f]{64})/g,
  ),
  secret('posthog-personal-key', 'PostHog personal key', ['phx_'], /\bphx_[A-Za-z0-9]{40,}/g),
  secret('mapbox-secret-token', 'Mapbox secret token', ['sk.eyJ'], /\bsk\.eyJ[\w-]{20,}\.[\w-]{20,}/g),
  secret('new-relic-key', 'New Relic user key', ['NRAK-'], /\bNRAK-[A-Z0-9]{27}\b/g),
  // Made to be seen
  open(
    'stripe-publishable-key',
    'publishable key of Stripe or Clerk',
    ['pk_live_', 'pk_test_'],
    /\bpk_(?:live|test)_[A-Za-z0-9$=]{20,}/g,
  ),
  open('mapbox-public-token', 'Mapbox public token', ['pk.eyJ'], /\bpk\.eyJ[\w-]{20,}\.[\w-]{20,}/g),
  open('posthog-project-key', 'PostHog project key', ['phc_'], /\bphc_[A-Za-z0-9]{40,}/g),
  open(
    'sentry-dsn',
    'Sentry address',
    ['ingest'],
    /https:\/\/[0-9a-f]{32}@[a-z0-9.-]*ingest[a-z0-9.-]*sentry\.io\/\d+/g,
  ),
  open('recaptcha-site-key', 'reCAPTCHA site key', ['6L'], /\b6L[\w-]{38}\b/g),
  open('turnstile-site-key', 'Turnstile site key', ['0x4'], /\b0x4[A-Za-z0-9_-]{19,}\b/g),
  // What only looks like one
  {
    ...secret(
      'assigned-secret',
      'value that is called a secret',
      ['ecret', 'ECRET', 'assword', 'ASSWORD', 'oken', 'OKEN', 'pi_key', 'PI_KEY', 'piKey', 'pi-key'],
      /(?:secret|password|passwd|token|api[_-]?key)["'`]?\s{0,4}(?::|=>?)\s{0,4}["'`]?([A-Za-z0-9+/_=.-]{20,120})(?![A-Za-z0-9+/_=.()-])/gi,
    ),
    loose: true,
    accepts: (value) =>
      /\d/.test(value) &&
      /[A-Za-z]/.test(value) &&
      entropyOf(value) >= 3.7 &&
      !/[a-z]{8,}|^[\w]+\.[\w.]+$|^\/|--/.test(value),
  },
];

type Shape = [id: string, title: string, keywords: readonly string[], pattern: RegExp];

function secret(...[id, title, keywords, pattern]: Shape): SecretRule {
  return { id, title, exposure: 'secret', keywords, pattern };
}

function conditional(...[id, title, keywords, pattern, provided]: [...Shape, string]): SecretRule {
  return { id, title, exposure: 'conditional', keywords, pattern, provided };
}

function open(...[id, title, keywords, pattern]: Shape): SecretRule {
  return { id, title, exposure: 'public', keywords, pattern };
}
