import type { Profile } from '../core/profile.ts';
import { gateOf } from './gates.ts';
import { QUESTIONS } from './questions.ts';
import { rowOf } from './rows.ts';
import { THRESHOLDS } from './thresholds.ts';

export const first100Members: Profile = {
  id: 'first-100-members',
  letter: 'C',
  audience: 'membership communities',
  goal: 'first 100 users',
  ready:
    'A paying member can log in, ask questions, get an answer fast, and you are not exposing private community data, admin tokens, or customer emails while doing it.',
  gates: [
    gateOf('secrets'),
    gateOf('authentication', { bound: 'enforced on every API route that touches member data' }),
    gateOf('authorization', { bound: 'no member reaches another tier, another group or admin data' }),
    gateOf('rate-limits', {
      bound: 'one user can neither burn through the model budget nor take the app down',
    }),
    gateOf('latency', { bound: 'p95 under 500 ms for requests that need no model' }),
    gateOf('chat-latency'),
    gateOf('email-auth', {
      bound: 'SPF, DKIM and DMARC pass if mail is part of onboarding or alerts',
      unless: 'mail',
    }),
    gateOf('tls-redirects', {
      bound: 'edge protection, TLS and redirects are live before the first member signs up',
    }),
    gateOf('monitoring', { bound: 'if something fails, you know within minutes' }),
  ],
  rows: [
    rowOf('authentication', {
      title: 'Authentication on all member APIs',
      passes:
        'Every request is tied to a valid session or token; expired, tampered and revoked ones open nothing.',
    }),
    rowOf('authorization', {
      title: 'Authorization by role',
      passes: 'Members cannot reach admin, other tiers’ or other groups’ data.',
      why: 'Each community pays for a room of its own.',
      breaks: 'A privacy incident, and trust is gone.',
    }),
    rowOf('secrets', {
      title: 'Secrets only on the server',
      passes: 'No API keys in front-end code, bundles, logs or public env files.',
    }),
    rowOf('rate-limits', { passes: 'Limits per user and per IP exist; the model budget has a cap.' }),
    rowOf('input-validation', { passes: 'The server validates prompt text and metadata.' }),
    rowOf('logging', {
      title: 'Safe logging',
      passes: 'No personal data, tokens or sensitive prompts in logs.',
    }),
    rowOf('cors', { title: 'CORS locked down' }),
    rowOf('monitoring', {
      title: 'Monitoring active',
      passes: 'Uptime and error alerts reach you within minutes.',
      breaks: 'Silent failures and lost users.',
    }),
    rowOf('email-auth'),
    rowOf('deployment', {
      title: 'Deployment rollback',
      passes: 'You can revert a release safely within 15 minutes.',
    }),
  ],
  steps: [
    {
      id: 'C1',
      title: 'Authentication on every chatbot endpoint',
      signal:
        'A route returns history, uploads documents, creates threads or calls the model before it checks the session.',
      method: 'Use an incognito browser and direct calls; read middleware and route guards.',
      fix: 'Put authentication at the edge of each protected route; server actions need their own check.',
    },
    {
      id: 'C2',
      title: 'Authorization by tier and role',
      signal: "A basic member reaches premium content or another group's knowledge.",
      method: 'Use at least a guest, a basic member and an admin; try requests across communities.',
      fix: 'Enforce an explicit policy on the server; hidden buttons are no protection.',
    },
    {
      id: 'C3',
      title: 'Secrets from end to end',
      signal:
        'Model keys, database addresses, webhook secrets or edge tokens in front-end code, build output, git history, screenshots or logs.',
      method: 'Run a secret scanner and go through the variables at the host.',
      fix: 'Keep secrets in server-only variables; rotate what was committed or pasted into a chat tool.',
    },
    {
      id: 'C4',
      title: 'Rate limits and abuse',
      signal: 'One member can send 200 prompts in a minute unhindered.',
      method: 'Send a burst, look for 429 answers, and confirm that other members are still served.',
      fix: 'Limit per user first, then per IP at the edge; cap uploads, embeddings and completions tighter.',
    },
    {
      id: 'C5',
      title: 'Prompts and personal data in logs',
      signal: 'Logs hold what members write, the documents they share, or the answers they get.',
      method: 'Search logs and observability tools for e-mails, tokens, prompts, document text and answers.',
      fix: 'Redact before logging; keep request id, user id, status, latency and error class only.',
    },
    {
      id: 'C6',
      title: 'Edge, TLS, DNS and mail together',
      signal: 'DNS points wrong, certificates fail, redirects loop or mail is not authenticated.',
      method:
        'Probe from outside: records, HTTPS, redirect chains, sub-domains, SPF, DKIM, DMARC and uptime monitoring.',
      fix: 'Put a proxy in front, HTTPS only, one canonical redirect; verify mail records before sending invites.',
    },
  ],
  redFlags: [
    { id: 'C-flag-1', text: 'Conversations are stored and nobody can say who reads them.' },
    { id: 'C-flag-2', text: 'Many vendors are tied together by webhooks, background jobs and browser code.' },
    { id: 'C-flag-3', text: 'There is no rollback plan.' },
    {
      id: 'C-flag-4',
      text: 'Custom prompts and retrieval over uploads run without a defence against injection.',
    },
    { id: 'C-flag-5', text: 'Paying communities are to be invited right after launch.' },
  ],
  questions: QUESTIONS,
  thresholds: THRESHOLDS,
};
