import type { Profile } from '../core/profile.ts';
import { gateOf } from './gates.ts';
import { QUESTIONS } from './questions.ts';
import { rowOf } from './rows.ts';
import { THRESHOLDS } from './thresholds.ts';

export const internalOps: Profile = {
  id: 'internal-ops',
  letter: 'I',
  audience: 'internal operations tools',
  goal: 'conversion lift',
  ready:
    'Could I put this in front of a real ops team tomorrow without worrying about data exposure, broken login, or support tickets from basic setup?',
  gates: [
    gateOf('secrets'),
    gateOf('authentication', { bound: 'no critical authentication bypass' }),
    gateOf('authorization', {
      bound: 'employees see only the tools and data that they are allowed to use',
    }),
    gateOf('latency', { bound: 'p95 under 500 ms for normal requests inside the target region' }),
    gateOf('email-auth'),
    gateOf('monitoring', { bound: 'uptime monitoring and error alerts are active before launch' }),
    gateOf('degradation'),
  ],
  rows: [
    rowOf('authentication', { passes: 'No anonymous access to chat or admin routes.' }),
    rowOf('authorization', {
      passes: 'Users only see tools and data that they are allowed to access.',
      breaks: 'Internal data leaks across departments.',
    }),
    rowOf('secrets', {
      title: 'Secrets handling',
      passes: 'Zero secrets in front-end code, logs and repository history.',
    }),
    rowOf('input-validation', { passes: 'The server validates all user and tool inputs.' }),
    rowOf('rate-limits', { passes: 'Chat, sign-in and tool calls have limits.' }),
    rowOf('cors', { title: 'CORS and origin policy', passes: 'Only approved origins can call the APIs.' }),
    rowOf('logging', {
      title: 'Logging and audit trail',
      passes: 'Sensitive fields are redacted, and actions can be traced to who did them.',
      why: 'After an incident, the log has to tell what happened without being an incident itself.',
      breaks: 'No trail to follow during a breach.',
    }),
    rowOf('email-auth', {
      title: 'Email deliverability',
      passes: 'SPF, DKIM and DMARC pass for the domain’s mail.',
      breaks: 'Demo mails land in spam.',
    }),
    rowOf('monitoring', { breaks: 'Silent outages and lost leads.' }),
    rowOf('deployment', {
      passes: 'Production has a rollback plan, and environments are separated.',
      breaks: 'A broken release takes down the team’s work.',
    }),
  ],
  steps: [
    {
      id: 'I1',
      title: 'Authentication on every route',
      signal:
        'A route returns answers, history, admin settings or tool results without checking the session.',
      method:
        'Review route guards, then use an incognito browser and direct calls; check that roles are enforced on the server.',
      fix: 'Verify the session on the server at every protected endpoint, then the role for each action.',
    },
    {
      id: 'I2',
      title: 'Secrets from browser to repository',
      signal: 'Model, vector database, Slack or CRM credentials in front-end code, git history or logs.',
      method:
        'Scan the repository with a secret detector; watch browser traffic for requests that carry one.',
      fix: 'Move sensitive calls behind the back end; rotate what was exposed and delete old keys at the provider.',
    },
    {
      id: 'I3',
      title: 'Tool permissions in the chat',
      signal: 'A persuasive prompt gets the bot to use ticketing, HR, billing or database tools.',
      method:
        'Send normal and hostile prompts that ask for hidden instructions, privileged actions and data.',
      fix: 'Authorize before each tool runs; allow-list tools and parameters, validate outputs, have a person approve what destroys.',
    },
    {
      id: 'I4',
      title: 'p95 latency on real paths',
      signal: 'p95 is above 500 ms for common chat requests in the target region.',
      method: 'Measure real paths; tell database, external calls, model and retries apart.',
      fix: 'Cache lookups, shrink payloads, add indexes, batch external calls, queue long work.',
    },
    {
      id: 'I5',
      title: 'Mail domain health',
      signal: 'Onboarding mail or alerts come from a domain without SPF, DKIM and DMARC alignment.',
      method: 'Read the DNS records and a delivered mail; check that link and tracking sub-domains have TLS.',
      fix: 'List only required senders in SPF, sign with DKIM, start DMARC at `p=none` with reports.',
    },
    {
      id: 'I6',
      title: 'Observability before launch',
      signal: 'No monitor on login, API health, webhooks and core chat: users report failures first.',
      method: 'Confirm external checks and error tracking; verify that logs redact tokens and personal data.',
      fix: 'Add health endpoints for app and API; alert on failed deploys, 5xx above 2 % over 10 minutes and failed jobs.',
    },
  ],
  redFlags: [
    { id: 'I-flag-1', text: 'The chatbot reaches internal systems and there is no permission model.' },
    { id: 'I-flag-2', text: 'Keys are spread over front-end code and many services.' },
    {
      id: 'I-flag-3',
      text: 'Staging and production differ in domains, mail settings, CORS rules or environment variables.',
    },
    {
      id: 'I-flag-4',
      text: 'There are no logs and no alerts, or logs hold raw prompts, tokens and records.',
    },
    { id: 'I-flag-5', text: 'The demo depends on manual fixes or on somebody who watches every request.' },
  ],
  questions: QUESTIONS,
  thresholds: THRESHOLDS,
};
