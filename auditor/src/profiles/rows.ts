import type { Row } from '../core/profile.ts';

/** What the scorecards of the articles agree on. A profile names its ten rows and says where its own wording differs. */
const SHARED = {
  authentication: {
    title: 'Authentication',
    passes:
      'Every protected route and server action refuses a call with no credentials, and with an expired, tampered or revoked one.',
    why: 'A route that forgets to ask who is calling serves everybody.',
    breaks: 'Data leaks and accounts are taken over.',
  },
  authorization: {
    title: 'Authorization',
    passes:
      "Nobody reads or changes another user's, tenant's or group's records; the server checks every object on every call.",
    why: 'Being logged in says who you are, not what is yours.',
    breaks: "One customer sees another customer's data.",
  },
  secrets: {
    title: 'Secret handling',
    passes:
      'Zero secrets in client code, bundles, source maps, repository, its history, logs, CI output, responses and query strings.',
    why: 'Whoever finds a key can spend your money and read your customers’ data.',
    breaks: 'Keys are stolen: invoices explode and data is copied.',
  },
  'rate-limits': {
    title: 'Rate limiting',
    passes:
      'Login, sign-up, reset, chat, upload, webhook and tool calls are throttled per user and per IP, strictest where a call costs money.',
    why: 'AI routes are easy to flood and expensive to run.',
    breaks: 'Passwords are guessed, the model budget burns, the product goes down.',
  },
  'input-validation': {
    title: 'Input validation',
    passes:
      'The server checks length, type, encoding and allowed fields of messages, metadata and tool inputs before a model sees them.',
    why: 'Chatbots accept hostile and malformed input from strangers by design.',
    breaks: 'Workflows crash, bad data is stored, injections get through.',
  },
  cors: {
    title: 'CORS policy',
    passes:
      'Only allow-listed origins may call the API; no wildcard and no reflected origin with credentials or tokens.',
    why: 'A browser hands your customer’s session to any site that the API trusts.',
    breaks: 'Other sites act in your customers’ name and steal their tokens.',
  },
  webhooks: {
    title: 'Webhook validation',
    passes: 'Every inbound webhook verifies its signature before anything happens.',
    why: 'A webhook address is public: anybody can post an event to it.',
    breaks: 'Forged events trigger billing and workflows.',
  },
  'email-auth': {
    title: 'Email authentication',
    passes: 'SPF, DKIM and DMARC all pass, aligned, for the domain that sends.',
    why: 'Mailboxes trust only mail whose sender is proven.',
    breaks: 'Welcome, verification and reset mails land in spam or are refused.',
  },
  'tls-redirects': {
    title: 'TLS and redirects',
    passes: 'Every host has a valid certificate and redirects with a 301 to one canonical HTTPS address.',
    why: 'The first thing that a new customer meets is the address bar.',
    breaks: 'Browser warnings, broken links, lost search ranking.',
  },
  monitoring: {
    title: 'Monitoring and alerts',
    passes: 'Uptime checks and error alerts are active and tested before launch.',
    why: 'What nobody watches fails silently.',
    breaks: 'Outages last until a customer complains, or leaves.',
  },
  logging: {
    title: 'Logging hygiene',
    passes:
      'Logs hold no tokens, headers, cookies, bodies, personal data, prompts or answers; each line has its request id.',
    why: 'Logs are read by many people and services, and they are kept for long.',
    breaks: 'One leaked log becomes a data breach.',
  },
  deployment: {
    title: 'Deployment safety',
    passes: 'Production runs with its own environment, and there is a way back to the release before.',
    why: 'Every release can be the one that breaks.',
    breaks: 'A bad deploy becomes a long outage.',
  },
} satisfies { readonly [id: string]: Omit<Row, 'id'> };

type RowId = keyof typeof SHARED;

/**
 * A scorecard row of one profile.
 *
 * @param own what this profile's article words differently
 */
export function rowOf(id: RowId, own: Partial<Omit<Row, 'id'>> = {}): Row {
  return { id, ...SHARED[id], ...own };
}
