import type { Profile } from '../core/profile.ts';
import { gateOf } from './gates.ts';
import { QUESTIONS } from './questions.ts';
import { rowOf } from './rows.ts';
import { THRESHOLDS } from './thresholds.ts';

export const marketplaceOnboarding: Profile = {
  id: 'marketplace-onboarding',
  letter: 'M',
  audience: 'marketplace products',
  goal: 'customer onboarding',
  ready:
    'A buyer can sign up, connect the right account, send messages, and get a response without exposing customer data, breaking auth, or creating support tickets on day one.',
  gates: [
    gateOf('secrets', { bound: 'zero secrets in the current code base and in what is deployed' }),
    gateOf('authentication', { bound: 'enforced on every chatbot and marketplace API route' }),
    gateOf('authorization', { bound: 'enforced on every chatbot and marketplace API route' }),
    gateOf('email-auth'),
    gateOf('tls-redirects', { bound: 'the production domain is set up and redirects cleanly over TLS' }),
    gateOf('monitoring', { bound: 'uptime monitoring alerts within 5 minutes of a failure' }),
    gateOf('latency', { bound: 'p95 under 500 ms on core routes under normal load' }),
    gateOf('onboarding'),
    gateOf('ticket-load'),
  ],
  rows: [
    rowOf('authentication', {
      passes:
        'Every onboarding and chat route requires a valid user session or token; expired, tampered and revoked ones open nothing.',
    }),
    rowOf('authorization', {
      passes: 'Users reach only their own chats, tenants and marketplace records, whatever id they send.',
      why: 'A marketplace has many tenants by nature: buyers, sellers, support.',
    }),
    rowOf('secrets', {
      passes:
        'Zero secrets in front-end code, repository history, logs, error traces and whatever else leaves the server.',
    }),
    rowOf('input-validation', { passes: 'The server validates all message payloads and metadata.' }),
    rowOf('rate-limits', { passes: 'Chat and onboarding endpoints have limits per user and per IP.' }),
    rowOf('cors', {
      title: 'CORS and CSRF',
      passes: 'Only approved origins may call the API; routes that change state by cookie resist CSRF.',
      why: 'Onboarding runs in a browser, where other sites can try to join in.',
    }),
    rowOf('logging', { passes: 'No personal data or tokens in logs; request ids are there.' }),
    rowOf('email-auth', {
      title: 'Email deliverability',
      breaks: 'Verification mails miss, sign-ups are lost.',
    }),
    rowOf('deployment', {
      passes: 'Production runs with the right environment variables and has a rollback path.',
      breaks: 'An outage in the launch window.',
    }),
    rowOf('monitoring', {
      title: 'Monitoring and uptime',
      passes: 'Uptime checks alert within 5 minutes; p95 is under 500 ms on core routes.',
      breaks: 'Onboarding is slow or down, and buyers give up.',
    }),
  ],
  steps: [
    {
      id: 'M1',
      title: 'Authentication on every onboarding route',
      signal: 'A route returns tenant data without a valid session: it works for whoever knows the id.',
      method: "Call it with an expired token, with another user's token and with none; watch network calls.",
      fix: 'Enforce authentication at the gateway or in middleware, then compare the user with the owner of the resource on every request.',
    },
    {
      id: 'M2',
      title: 'Boundaries between tenants',
      signal: 'Changed `workspace_id`, `chat_id` or `customer_id` values still bring data back.',
      method: 'Replay requests with swapped ids; look for queries without an ownership filter.',
      fix: 'Scope every query by record and tenant; replace ORM shortcuts by explicit filters.',
    },
    {
      id: 'M3',
      title: 'Secrets in front end and logs',
      signal: 'A key in a bundle, in committed env files, on error pages or in server logs.',
      method:
        'Scan repository and build output; search edge and app logs for tokens in query strings and headers.',
      fix: 'Keep secrets in server-side variables; take a key that was shipped for stolen and rotate it.',
    },
    {
      id: 'M4',
      title: 'Message validation and prompt injection',
      signal:
        'Instructions from users or listings reach tools unfiltered, or are stored as trusted metadata.',
      method: 'Send script tags, oversized JSON, malformed Unicode, SQL-like strings and injection phrases.',
      fix: 'Validate length, type, encoding and fields before the model; never let its output trigger a privileged action unconfirmed.',
    },
    {
      id: 'M5',
      title: 'Rate limits and abuse',
      signal: 'One account fires chat or verification requests without end.',
      method:
        'Burst login, sign-up verification, chat and resend; look for 429 answers and for a p95 above 500 ms elsewhere.',
      fix: 'Limit per user and per IP, tighter on costly AI routes; queue what fans out to several services.',
    },
    {
      id: 'M6',
      title: 'Production mail and domain',
      signal: 'Verification mail lands in spam or fails; records are missing or misaligned.',
      method:
        'Check SPF, DKIM and DMARC alignment in DNS and on a received mail; follow the redirect from root domain to app over TLS.',
      fix: 'Publish the right records, then test delivery to a real Gmail or Outlook mailbox.',
    },
  ],
  redFlags: [
    {
      id: 'M-flag-1',
      text: 'Several auth systems are stitched together: a hosted one half-connected to custom tokens, old sessions still trusted.',
    },
    { id: 'M-flag-2', text: 'The chatbot can call tools without approval on the server.' },
    { id: 'M-flag-3', text: 'Secrets have already been used in client code or in preview links.' },
    { id: 'M-flag-4', text: 'It is unclear what buyers, sellers, admins and support may each see.' },
    {
      id: 'M-flag-5',
      text: 'Deployment, security and mail delivery all have to be fixed at once.',
      together: [['deployment'], ['authentication', 'authorization', 'secrets', 'cors'], ['email-auth']],
    },
  ],
  questions: QUESTIONS,
  thresholds: THRESHOLDS,
};
