import type { Profile } from '../core/profile.ts';
import { gateOf } from './gates.ts';
import { QUESTIONS } from './questions.ts';
import { rowOf } from './rows.ts';
import { THRESHOLDS } from './thresholds.ts';

export const teamHandover: Profile = {
  id: 'team-handover',
  letter: 'H',
  audience: 'AI tool startups',
  goal: 'handover to a small team',
  ready:
    'A small team can hand the product to users without exposing secrets, breaking auth, or creating support chaos on day one.',
  gates: [
    gateOf('secrets', {
      bound:
        'no exposed API key, webhook secret or service-account credential in repository, logs or client bundle',
    }),
    gateOf('authentication', { bound: 'enforced on every chatbot route and API action' }),
    gateOf('authorization', { bound: 'enforced on every chatbot route and API action' }),
    gateOf('rate-limits', { bound: 'limits on login, chat, file upload and any endpoint that calls a tool' }),
    gateOf('cors'),
    gateOf('latency', { bound: 'p95 under 500 ms for normal chat requests, model latency excluded' }),
    gateOf('email-auth'),
    gateOf('tls-redirects', { bound: 'domain, TLS, redirects and sub-domains are live before handover' }),
    gateOf('monitoring', { bound: 'live before handover, with alerts that reach real inboxes' }),
    gateOf('handover'),
  ],
  rows: [
    rowOf('secrets', {
      title: 'Secrets',
      passes: 'Zero secrets in code, history, logs and client bundle; env files stay local.',
    }),
    rowOf('authentication', {
      passes:
        'Every protected route requires a valid session or token; expired and tampered ones open nothing.',
      breaks: 'Chats are read, prompts abused, accounts hijacked.',
    }),
    rowOf('authorization', {
      passes: 'Users can only access their own conversations and files.',
      why: 'A boundary that holds keeps one incident from becoming everybody’s.',
    }),
    rowOf('rate-limits', { passes: 'Login and chat endpoints throttle abuse.' }),
    rowOf('cors', { title: 'CORS', passes: 'Only approved domains can call the API.' }),
    rowOf('webhooks'),
    rowOf('logging', { passes: 'No secrets and no full prompts in logs by default.' }),
    rowOf('email-auth', { passes: 'SPF, DKIM and DMARC all pass on the production domain.' }),
    rowOf('monitoring', { title: 'Monitoring' }),
    rowOf('deployment', { passes: 'A rollback path exists and was tried once.' }),
  ],
  steps: [
    {
      id: 'H1',
      title: 'Secret exposure audit',
      signal:
        'Env files in git history, keys in front-end code, credentials in CI logs, long-lived tokens in shared documents.',
      method: 'Walk the git history and search for `sk-`, `api_key` and `Bearer`; run a secret scanner.',
      fix: 'Keep sensitive values in server-side variables; take a key that was committed or shipped for stolen until rotated.',
    },
    {
      id: 'H2',
      title: 'Authentication boundary',
      signal: 'Chat history, upload, admin, billing or internal tool routes answer a stranger.',
      method: 'Call each endpoint directly, also with an expired session and a tampered JWT.',
      fix: 'Enforce authentication on the server for every request; a hidden button protects nothing.',
    },
    {
      id: 'H3',
      title: 'Authorization and tenant isolation',
      signal: "A changed conversation, user, workspace or document id shows another user's data.",
      method: 'Swap ids by hand and in automated integration tests, object by object.',
      fix: 'Check every object on every read and write.',
    },
    {
      id: 'H4',
      title: 'Tool-call safety',
      signal: 'The chatbot can send mail, change the CRM, read files, query databases or call any address.',
      method: 'Try injection prompts, and review tool schemas and allow-lists.',
      fix: 'Keep tools narrow with explicit schemas, no free URL or SQL; ask a person before deletes, refunds, exports and mass messages.',
    },
    {
      id: 'H5',
      title: 'Rate limits and abuse',
      signal: 'Repeated logins, chat bursts, uploads or webhook spam drive cost up without bound.',
      method: 'Run a small load test; read the limits of the API gateway if there is one.',
      fix: 'Throttle sign-in and message routes per IP and user, stricter on file parsing and tool execution.',
    },
    {
      id: 'H6',
      title: 'Logging and monitoring',
      signal:
        'Logs hold prompts with personal data, session tokens, reset links, e-mail beside conversation text, or stack traces.',
      method: 'Search logs and error tracker; cause a controlled error and see what is captured.',
      fix: 'Redact by default and log event ids; alert on auth failures, limit hits, p95, failed webhooks, deploys and uptime.',
    },
  ],
  redFlags: [
    { id: 'H-flag-1', text: 'The front end holds a secret and calls paid APIs with it.' },
    { id: 'H-flag-2', text: 'Nobody can explain who may read which conversation.' },
    { id: 'H-flag-3', text: 'The chatbot acts without asking for confirmation.' },
    { id: 'H-flag-4', text: 'Production is deployed by hand and untested.' },
    { id: 'H-flag-5', text: 'There is no answer to an incident: no owner, no alert, no rotation steps.' },
  ],
  questions: QUESTIONS,
  thresholds: THRESHOLDS,
};
