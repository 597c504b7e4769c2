import type { Profile } from '../core/profile.ts';
import { gateOf } from './gates.ts';
import { QUESTIONS } from './questions.ts';
import { rowOf } from './rows.ts';
import { THRESHOLDS } from './thresholds.ts';

export const b2bOnboarding: Profile = {
  id: 'b2b-onboarding',
  letter: 'B',
  audience: 'B2B service businesses',
  goal: 'customer onboarding',
  ready:
    'A new customer can sign up, authenticate, connect their data, and start getting useful answers without exposing customer data, breaking onboarding, or creating support debt.',
  gates: [
    gateOf('authentication'),
    gateOf('authorization', { bound: 'no broken tenant boundary anywhere' }),
    gateOf('secrets', { bound: 'no secret in the front end, the repository history or deployment logs' }),
    gateOf('rate-limits'),
    gateOf('access-logged'),
    gateOf('onboarding'),
    gateOf('tls-redirects'),
    gateOf('email-auth'),
    gateOf('monitoring'),
    gateOf('chat-safety'),
    gateOf('latency', { bound: 'p95 under 500 ms for common onboarding actions' }),
  ],
  rows: [
    rowOf('authentication', {
      title: 'Authenticated API access',
      passes:
        'All onboarding endpoints require valid authentication: no credentials, and expired, tampered or revoked ones, open nothing.',
    }),
    rowOf('authorization', {
      title: 'Tenant isolation',
      passes:
        "One customer cannot read or change another customer's conversations, files, embeddings or usage.",
      why: 'Customers of a B2B product trust you with their own customers.',
      breaks: 'Data of one company shows up at another.',
    }),
    rowOf('secrets'),
    rowOf('rate-limits', {
      passes: 'Login and chat endpoints throttle abuse: 20 to 50 rapid requests are enough to meet a limit.',
    }),
    rowOf('input-validation', {
      passes: 'Malformed payloads are rejected with a clear error, and injection phrases have no effect.',
      breaks: 'Flows break and tools are used unsafely.',
    }),
    rowOf('cors'),
    rowOf('email-auth'),
    rowOf('tls-redirects'),
    rowOf('monitoring', { title: 'Monitoring coverage' }),
    rowOf('logging', { passes: 'No tokens and no personal data in logs; each line has its request id.' }),
  ],
  steps: [
    {
      id: 'B1',
      title: 'Authentication on every onboarding endpoint',
      signal: 'An onboarding route answers without a valid session or token.',
      method:
        "Call each route with no credentials, with an expired token and with another tenant's token; look for privileged actions done in the browser.",
      fix: 'Put authentication behind one middleware layer, then check on the server, on every read and write, that the record belongs to the tenant.',
    },
    {
      id: 'B2',
      title: 'Tenant isolation across two accounts',
      signal: "Company A's user gets conversations, files, embeddings or usage of company B.",
      method:
        'Create two tenants and swap `conversation_id`, `workspace_id`, `customer_id` and `file_id` between them.',
      fix: 'Scope every query by tenant, turn on row-level security, partition vector indexes by tenant.',
    },
    {
      id: 'B3',
      title: 'Secrets in front end and deployment',
      signal: 'A key in a bundle, a committed env file, hosting or CI logs, or a browser response.',
      method:
        'Scan repository and built assets for known key shapes; go through the variables in the hosting dashboard.',
      fix: 'Keep third-party keys on the server, separate per environment; rotate what reached a browser or a public repository.',
    },
    {
      id: 'B4',
      title: 'Rate limits on login and chat',
      signal: 'Login or a costly model call can be repeated without being throttled.',
      method: 'Send 20 to 50 rapid requests to login, reset, chat, upload and webhook routes.',
      fix: 'Limit by IP, user and tenant, stricter on costly actions; queue tool calls and retrieval jobs.',
    },
    {
      id: 'B5',
      title: 'CORS and browser access',
      signal: 'The API accepts any origin together with cookies or bearer tokens.',
      method: 'Read the response headers for an origin that was never approved.',
      fix: 'Answer allow-listed origins only; never a wildcard for an app with logins.',
    },
    {
      id: 'B6',
      title: 'Red-team the chatbot',
      signal:
        'The bot gives away its system prompt, internal addresses, hidden instructions, customer records or tool credentials.',
      method:
        'Try to override its instructions by message and by a hostile file; see whether a document can make it call a tool.',
      fix: 'Keep instructions apart from untrusted content, check permission before a tool runs, ask a person before mails and CRM changes.',
    },
  ],
  redFlags: [
    { id: 'B-flag-1', text: 'The chatbot reaches customer data without a clear tenant boundary.' },
    { id: 'B-flag-2', text: 'Secrets sit in front-end variables or were pasted into prompts.' },
    { id: 'B-flag-3', text: 'Nobody can say who owns each third-party credential.' },
    {
      id: 'B-flag-4',
      text: 'Onboarding depends on webhooks that are neither retried nor kept when they fail.',
    },
    { id: 'B-flag-5', text: '`console.log` is all the logging there is.' },
  ],
  questions: QUESTIONS,
  thresholds: THRESHOLDS,
};
