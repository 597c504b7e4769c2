import type { Gate } from '../core/profile.ts';

/** What the articles agree on. A profile names the gates it has and says where its own bound differs. */
const SHARED = {
  authentication: {
    title: 'No critical way past the login',
    bound: 'no route, tool or server action answers without a valid session or token',
  },
  authorization: {
    title: 'Nobody reaches what belongs to somebody else',
    bound: 'no user, tenant, group or role reads or changes what belongs to another',
  },
  secrets: {
    title: 'No secret is exposed',
    bound: 'zero secrets in code, repository history, logs and client bundles',
  },
  'email-auth': {
    title: 'Mail passes SPF, DKIM and DMARC',
    bound: 'SPF, DKIM and DMARC pass for the domain that sends onboarding mail and alerts',
  },
  monitoring: {
    title: 'Monitoring speaks up before customers do',
    bound: 'uptime and error alerts are active before launch and reach a person within 5 minutes',
  },
  latency: {
    title: 'The API answers quickly',
    bound: 'p95 under 500 ms for common requests, time spent in the model excluded',
  },
  'tls-redirects': {
    title: 'Domain, certificates, redirects and sub-domains are right',
    bound: 'live and correct on every host before the first user arrives',
  },
  'rate-limits': {
    title: 'Abuse is throttled',
    bound: 'limits on login, chat and every other route that can be hammered or costs money',
  },
  cors: {
    title: 'Only known origins may call the API from a browser',
    bound: 'CORS allows known production origins and no others',
  },
  'access-logged': {
    title: 'API access is logged',
    bound: 'every API call leaves a line that tells who called what, and with which result',
  },
  'chat-safety': {
    title: 'The chatbot cannot be talked into harm',
    bound: 'no message and no document makes it leak private data or call an unsafe tool',
  },
  onboarding: {
    title: 'Onboarding works from end to end',
    bound: 'a new customer finishes it on desktop and on mobile, and nobody steps in by hand',
  },
  degradation: {
    title: 'Failed requests degrade safely',
    bound: 'a failure leaks nothing, confuses nobody and never hangs',
  },
  'chat-latency': {
    title: 'The chatbot answers fast',
    bound: 'an answer within 3 to 8 seconds, depending on model and retrieval depth',
  },
  handover: {
    title: 'The team can operate it without guessing',
    bound: 'written checklists for incidents, failed deploys and key rotation',
  },
  'ticket-load': {
    title: 'Onboarding makes few support tickets',
    bound: 'under 1 ticket per 20 onboarded customers in the first week',
  },
} satisfies { readonly [id: string]: Omit<Gate, 'id'> };

type GateId = keyof typeof SHARED;

/**
 * A gate of one profile.
 *
 * @param own what this profile's article words differently
 */
export function gateOf(id: GateId, own: Partial<Omit<Gate, 'id'>> = {}): Gate {
  return { id, ...SHARED[id], ...own };
}
