import * as z from 'zod';
import { secret, secretFields, secretJson, variablesIn, type SecretTemplate } from './secret.ts';
import { count, duration, file, operationRef, path, text, webAddress } from './words.ts';

/** Routes without which the product is down for somebody, whatever else still answers. */
export const CORE_ROUTES = ['front', 'login', 'health', 'chat', 'webhook'] as const;
export type CoreRoute = (typeof CORE_ROUTES)[number];

const statusCode = z
  .int('must be a whole number')
  .min(100, 'is no HTTP status')
  .max(599, 'is no HTTP status');

const question = z
  .strictObject({
    name: text.describe('How alerts call it.').meta({ examples: ['login'] }),
    ask: operationRef.describe('Method and path.').meta({ examples: ['POST /api/auth/login'] }),
    at: webAddress
      .optional()
      .describe('Address that the path is below: `api` by default. Must be one of this file’s hosts.'),
    headers: secretFields
      .optional()
      .describe('Headers to send. Values may hold ${NAME}.')
      .meta({ examples: [{ authorization: 'Bearer ${MONITOR_KEY}' }] }),
    json: secretJson
      .optional()
      .describe('JSON body to send. Strings may hold ${NAME}.')
      .meta({ examples: [{ email: 'monitor@example.com', password: '${MONITOR_PASSWORD}' }] }),
    status: z
      .array(statusCode)
      .min(1, 'lists no status')
      .optional()
      .describe('Statuses that count as working; any below 400 by default.')
      .meta({ examples: [[200]] }),
    contains: text.optional().describe('Text that a working answer holds.'),
    within: duration.optional().describe('Slower than this counts as failed; 10s by default.'),
  })
  .transform(({ within, ...rest }) => ({ ...rest, withinMs: within ?? 10_000 }))
  .describe('One route that `launch-ready monitor` asks.');

const confirm = z
  .strictObject({
    failures: count.max(10, 'must be at most 10').default(2).describe('Failures that make an incident …'),
    of: count.max(10, 'must be at most 10').default(3).describe('… among this many tries in a row.'),
    pause: duration.prefault('5s').describe('Between two tries.'),
  })
  .refine(({ failures, of }) => failures <= of, { message: 'needs more failures than there are tries' })
  .transform(({ pause, ...rest }) => ({ ...rest, pauseMs: pause }))
  .describe('How a failure is confirmed before anybody is woken.');

const watch = z
  .strictObject({
    every: duration.prefault('60s').describe('Time between two rounds.'),
    confirm: confirm.prefault({}),
    routes: z
      .array(question)
      .min(1, 'asks nothing')
      .max(100, 'asks more than 100 routes')
      .describe('What is asked in each round.'),
    certificate: z
      .boolean()
      .default(true)
      .describe('Also says when a certificate has less than a quarter of its lifetime left.'),
    p95: duration
      .optional()
      .describe('Says when the 95th percentile of a route’s last rounds is above this.')
      .meta({ examples: ['500ms'] }),
  })
  .transform(({ every, p95, ...rest }) => ({
    ...rest,
    everyMs: every,
    ...(p95 === undefined ? {} : { p95Ms: p95 }),
  }))
  .describe('What `launch-ready monitor` asks, and how often.');

const SMTP = /^smtps?:\/\/[^\s@/]+\/?$/;
const INBOX = /^https?:\/\/[^\s@/]+\/?$/;

const MAILBOX = /^imaps?:\/\/[^\s@/]+\/?$/;

const alertMailbox = z
  .strictObject({
    mailbox: text
      .regex(MAILBOX, 'must be imaps://host:port or imap://host:port, without a user name or password')
      .describe(
        'Mailbox of the first address in `to`. It is only read: nothing is deleted or marked. imap:// encrypts by STARTTLS; only on this machine or network may it do without.',
      )
      .meta({ examples: ['imaps://imap.example.com'] }),
    user: text.describe('User name at the mailbox.').meta({ examples: ['oncall@example.com'] }),
    password: secret
      .describe('Password at the mailbox, as ${NAME}.')
      .meta({ examples: ['${MAILBOX_PASSWORD}'] }),
    folder: text.optional().describe('Folder of the mailbox; INBOX by default.'),
  })
  .describe('A mailbox that a drill may read.');

const mailAlerts = z
  .strictObject({
    server: text
      .regex(SMTP, 'must be smtp://host:port or smtps://host:port, without a user name or password')
      .describe('Mail server that sends it.')
      .meta({ examples: ['smtps://smtp.example.com:465'] }),
    user: text.optional().describe('User name at the mail server.'),
    password: secret.optional().describe('Password at the mail server, as ${NAME}.'),
    from: z.email('is not an e-mail address').describe('Sender.'),
    to: z
      .array(z.email('is not an e-mail address'))
      .min(1, 'names nobody')
      .max(20, 'names more than 20 people')
      .describe('Who is told.')
      .meta({ examples: [['oncall@example.com']] }),
    inbox: z
      .union([text.regex(INBOX, 'must be the http://host:port of a Mailpit inbox'), alertMailbox])
      .optional()
      .describe(
        'Inbox in which a drill can read what arrived: the address of a Mailpit inbox, or a mailbox. Without it the drill asks you for the code that stands in the alert.',
      )
      .meta({ examples: ['http://127.0.0.1:8025'] }),
  })
  .describe('Alerts by mail.');

/** A literal address of somebody else's receiver is a key to their channel. */
const receiver = z
  .string()
  .superRefine((value, context) => {
    const message = problemOfReceiver(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .transform((template): SecretTemplate => ({ template, env: variablesIn(template) }));

const LOCAL = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?\/[^\s?#]*$/;

function problemOfReceiver(value: string): string | undefined {
  const rest = value.replaceAll(/\$\{[A-Za-z_][A-Za-z0-9_]*\}/g, '');
  if (rest.includes('${')) return 'has a broken ${…}: only a variable name may stand inside';
  if (variablesIn(value).length > 0 || LOCAL.test(value)) return undefined;
  return 'opens a channel to whoever knows it; write it as ${NAME} and set the variable';
}

const webhookAlerts = z
  .strictObject({
    url: receiver
      .describe('Address that takes the alert, as ${NAME}; a loopback address may be written out.')
      .meta({ examples: ['${ALERT_WEBHOOK}'] }),
    format: z
      .enum(['json', 'slack', 'discord'])
      .default('json')
      .describe('Shape of the message: our own JSON, or what Slack, Mattermost or Discord take.'),
  })
  .describe('Alerts by webhook.');

const alerts = z
  .strictObject({ mail: mailAlerts.optional(), webhook: webhookAlerts.optional() })
  .describe('Where alerts of `launch-ready monitor` go.');

const drill = z
  .strictObject({
    record: file
      .describe('The record that `launch-ready monitor drill` wrote.')
      .meta({ examples: ['./monitor-drill.json'] }),
    maxAgeDays: count.max(366, 'must be at most 366').default(30).describe('How many days a drill counts.'),
  })
  .describe('The last proof that an alert arrives.');

/** How anybody learns that the product is down. */
export const monitoring = z
  .strictObject({
    health: z
      .array(operationRef)
      .default([])
      .describe('Endpoints that say whether the product works, for everybody who asks.')
      .meta({ examples: [['GET /api/health']] }),
    readiness: z
      .array(operationRef)
      .default([])
      .describe('Endpoints that say whether it takes requests.')
      .meta({ examples: [['GET /api/health/ready']] }),
    configs: z
      .array(file)
      .default([])
      .describe(
        'Configuration of the monitors that watch the product: Gatus YAML, an Uptime Kuma backup, Prometheus and Alertmanager files, a list of monitors from the API of UptimeRobot or Better Stack. The format is recognized.',
      )
      .meta({ examples: [['./gatus.yaml']] }),
    routes: z
      .partialRecord(z.enum(CORE_ROUTES), z.array(path))
      .default({})
      .describe(
        'Paths that stand for a route that matters, where they cannot be told from the rest of this file.',
      )
      .meta({ examples: [{ login: ['/login'], chat: ['/api/health/chat'] }] }),
    watch: watch.optional(),
    alerts: alerts.prefault({}),
    drill: drill.optional(),
  })
  .describe('How anybody learns that the product is down.');

export type MonitoringSpec = z.output<typeof monitoring>;
export type WatchSpec = NonNullable<MonitoringSpec['watch']>;
export type WatchedRoute = WatchSpec['routes'][number];
export type AlertSpec = MonitoringSpec['alerts'];
