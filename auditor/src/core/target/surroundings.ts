import * as z from 'zod';
import { command } from './drills.ts';
import { secret } from './secret.ts';
import {
  count,
  duration,
  file,
  headerName,
  host,
  jsonPath,
  label,
  operationRef,
  path,
  plainJson,
  text,
  webAddress,
} from './words.ts';

/** Ways of signing that are known by name. */
const DIALECTS = [
  'stripe',
  'github',
  'slack',
  'standard',
  'svix',
  'shopify',
  'twilio',
  'hmac',
  'unknown',
] as const;

const inbound = z
  .strictObject({
    post: path
      .describe('Path that receives the webhook, below `api`.')
      .meta({ examples: ['/hooks/billing'] }),
    dialect: z.enum(DIALECTS).describe('How the sender signs.'),
    secret: secret.describe('Signing secret, as ${NAME}.').meta({ examples: ['${WEBHOOK_SECRET}'] }),
    header: headerName
      .optional()
      .describe('Header with the signature, for "hmac".')
      .meta({ examples: ['X-Signature'] }),
    headers: z
      .record(headerName, text)
      .default({})
      .describe('Other headers that the sender sets.')
      .meta({ examples: [{ 'X-GitHub-Event': 'ping' }] }),
    body: plainJson
      .default({})
      .describe(
        'An event that the product accepts. {{id}} is filled in with a fresh id, {{text}} with a fresh word, {{tenant}} with the tenant of `as`.',
      )
      .meta({ examples: [{ id: '{{id}}', type: 'invoice.paid', workspace: '{{tenant}}' }] }),
    effect: operationRef
      .optional()
      .describe('Operation whose answer changes when a webhook was accepted.')
      .meta({ examples: ['GET /api/billing'] }),
    as: label
      .optional()
      .describe('Identity that sees the effect. The first one by default.')
      .meta({ examples: ['ana'] }),
    within: duration.prefault('2s').describe('Longest time until the effect shows.'),
  })
  .describe('One webhook that the product receives.');

const ENDPOINT = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]|localhost)(?::\d{1,5})?$/;
const endpoint = text
  .regex(ENDPOINT, 'is not an IP address with an optional port')
  .meta({ examples: ['127.0.0.1:8443'] });

const outbound = z
  .strictObject({
    register: operationRef
      .describe('Operation that registers an address.')
      .meta({ examples: ['POST /api/webhooks'] }),
    json: plainJson
      .default({ url: '{{url}}' })
      .describe('JSON body; {{url}} is the address of our listener.')
      .meta({ examples: [{ url: '{{url}}' }] }),
    remove: path
      .optional()
      .describe('Path that removes it; {id} is its id.')
      .meta({ examples: ['/api/webhooks/{id}'] }),
    id: jsonPath.default('$.id').describe('Where its id stands in the answer.'),
    secret: jsonPath.default('$.secret').describe('Where its signing secret stands in the answer.'),
    dialect: z.enum(DIALECTS).default('unknown').describe('How the product signs what it sends.'),
    as: label
      .optional()
      .describe('Identity that registers it. The first one by default.')
      .meta({ examples: ['ana'] }),
    listen: endpoint
      .optional()
      .describe('Where launch-ready listens as a customer’s server. The product must be allowed to call it.')
      .meta({ examples: ['127.0.0.1:9099'] }),
    url: webAddress
      .optional()
      .describe('How the product calls that listener. http:// and the address by default.')
      .meta({ examples: ['http://hooks.example.test:9099'] }),
    trigger: z
      .strictObject({
        send: operationRef
          .describe('Operation that makes an event; {id} is the webhook’s id.')
          .meta({ examples: ['POST /api/webhooks/{id}/test'] }),
        json: plainJson
          .default({})
          .describe('JSON body; {{text}} is a word to know the event again.')
          .meta({ examples: [{ note: '{{text}}' }] }),
      })
      .optional()
      .describe('How to make an event that is sent.'),
    retryWithin: duration
      .optional()
      .describe('How soon the product, as it runs here, sends again what was not received.')
      .meta({ examples: ['10s'] }),
    dead: operationRef
      .optional()
      .describe('Operation that lists, to the same identity, what was given up.')
      .meta({ examples: ['GET /api/deliveries/dead'] }),
    deadWithin: duration
      .prefault('30s')
      .describe('Longest time until something is given up, as it runs here.'),
  })
  .describe('Webhooks that the product sends.');

/** Webhooks in and out. */
export const webhooks = z
  .strictObject({
    in: z.array(inbound).default([]).describe('Webhooks that the product receives.'),
    out: outbound.optional(),
  })
  .describe('Webhooks, received and sent.');

/** Domain and mail sender. */
export const domain = z
  .strictObject({
    name: host.describe('The registered domain.').meta({ examples: ['example.com'] }),
    mailFrom: z
      .email('is not an e-mail address')
      .optional()
      .describe('Address that the product sends mail from.')
      .meta({ examples: ['hello@example.com'] }),
    hosts: z
      .array(host)
      .default([])
      .describe('Sub-domains in use, without the domain.')
      .meta({ examples: [['app', 'api']] }),
    canonical: webAddress
      .optional()
      .describe('The one address that all others should lead to.')
      .meta({ examples: ['https://www.example.com'] }),
    selectors: z
      .array(host)
      .default([])
      .describe('DKIM selectors in use.')
      .meta({ examples: [['s1']] }),
    zone: file.optional().describe('Zone file, as exported by the DNS provider.'),
    message: file.optional().describe('A mail that the product sent, as received (.eml).'),
  })
  .describe('The domain and who sends mail for it.');

const mappedHost = text.regex(/^[A-Za-z0-9._-]+(?::\d{1,5})?$/, 'is not a host name with an optional port');

/** How the target is reached. */
export const network = z
  .strictObject({
    resolver: endpoint
      .optional()
      .describe('DNS server to ask instead of the system’s.')
      .meta({ examples: ['10.0.0.2'] }),
    ca: file
      .optional()
      .describe('Certificate authority (PEM) to trust in addition.')
      .meta({ examples: ['./ca.pem'] }),
    hosts: z
      .record(mappedHost, endpoint)
      .default({})
      .describe('Addresses to use instead of DNS, by host; `host:port` where only one port is meant.')
      .meta({ examples: [{ 'app.example.test': '127.0.0.1:8443' }] }),
    allow: z
      .array(host)
      .default([])
      .describe('Other hosts of the product that may be contacted, such as a CDN.'),
  })
  .describe('How the target is reached.');

/** Deployment environments. */
export const environments = z
  .strictObject({
    development: file.optional().describe('Variables of the development environment.'),
    staging: file
      .optional()
      .describe('Variables of the staging environment.')
      .meta({ examples: ['.env.staging'] }),
    production: file
      .optional()
      .describe('Variables of production.')
      .meta({ examples: ['.env.production'] }),
    rollback: z
      .strictObject({
        run: command
          .describe(
            'Command that goes back to the last release. Shown in the hand-over; run only with --allow-commands.',
          )
          .meta({ examples: ['./ops/rollback.sh'] }),
        forward: command
          .optional()
          .describe(
            'Command that brings the newest release back after the drill. `run` once more by default.',
          )
          .meta({ examples: ['./ops/deploy.sh'] }),
      })
      .optional()
      .describe('How to go back to the last release.'),
  })
  .describe('Files and commands of the deployment environments. Values are compared, never shown.');

/** What a run may use. */
export const limits = z
  .strictObject({
    rps: count
      .optional()
      .describe('Most requests per second. Without it only concurrency limits the pace.')
      .meta({ examples: [20] }),
    concurrency: count.max(256, 'must be at most 256').default(8).describe('Most requests at the same time.'),
    routes: count
      .default(25)
      .describe(
        'On how many routes of a sort the questions that need many requests are asked: naming another tenant, and broken, oversized or unknown input. More routes are told as left out.',
      ),
    requests: count.default(30_000).describe('Most requests in one run.'),
    modelTokens: count.default(500_000).describe('Most model tokens in one run, estimated before sending.'),
    mails: z
      .int('must be a whole number')
      .min(0, 'may not be negative')
      .max(10_000, 'is too large')
      .default(150)
      .describe('Most mails that a run may cause, all of them to `mail.sink`. Two bursts need 50 each.'),
    patience: duration
      .prefault('60s')
      .describe('Longest wait for something slow: a mail, an index, a whole answer.'),
    timeout: duration
      .prefault('15s')
      .describe('Longest wait for one ordinary answer.')
      .meta({ examples: ['15s'] }),
  })
  .transform(({ patience, timeout, ...rest }) => ({ ...rest, patienceMs: patience, timeoutMs: timeout }))
  .describe('What a run may use. It is checked before anything is sent, and nothing goes beyond it.');
