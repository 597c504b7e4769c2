import type { Kit, KitContext } from '../kit.ts';

/** What is worth being woken for, by name and address. */
const routesOf = ({ app, api }: KitContext) =>
  [
    ['front page', app],
    ['login', `${app}/login`],
    ['API health', `${api}/health`],
  ] as const;

const gatus = (
  context: KitContext,
) => `# Gatus (https://gatus.io): asks every minute and tells after two failures. Needs SMTP_* in its environment.
alerting:
  email:
    from: \${SMTP_FROM}
    username: \${SMTP_USER}
    password: \${SMTP_PASSWORD}
    host: \${SMTP_HOST}
    port: 587
    to: \${ALERT_TO}
    default-alert:
      enabled: true
      failure-threshold: 2
      success-threshold: 2
      send-on-resolved: true
endpoints:
${routesOf(context)
  .map(
    ([name, url]) => `  - name: ${name}
    url: ${url}
    interval: 60s
    conditions:
      - "[STATUS] == 200"
      - "[RESPONSE_TIME] < 5000"
    alerts:
      - type: email
`,
  )
  .join('')}`;

/**
 * What Settings, Backup, Export of Uptime Kuma 1.23 writes. Version 2 has no such import any more
 * (https://github.com/louislam/uptime-kuma/issues/6857).
 */
const uptimeKuma = (context: KitContext) =>
  `${JSON.stringify(
    {
      version: '1.23.16',
      notificationList: [],
      proxyList: [],
      monitorList: routesOf(context).map(([name, url], index) => ({
        id: index + 1,
        name,
        type: 'http',
        url,
        method: 'GET',
        interval: 60,
        retryInterval: 60,
        maxretries: 1,
        timeout: 48,
        active: 1,
        upsideDown: false,
        ignoreTls: false,
        expiryNotification: true,
        maxredirects: 10,
        accepted_statuscodes: ['200-299'],
        notificationIDList: {},
        tags: [],
      })),
    },
    null,
    2,
  )}\n`;

const kumaInWords = (context: KitContext) => `# Uptime Kuma 2 in words

Version 2 imports no file: enter these by hand. (Version 1.23 takes uptime-kuma-1.23.json under Settings, Backup, Import.)

1. Settings, Notifications, Setup Notification: a channel that somebody reads at night. Choose Default enabled, and Test.
2. Add New Monitor, type HTTP(s), for each of these:
${routesOf(context)
  .map(([name, url]) => `   - ${name}: ${url}`)
  .join('\n')}
3. In each: Heartbeat Interval 60, Retries 1, Heartbeat Retry Interval 60, Accepted Status Codes 200-299, the notification on.
4. Stop something on purpose, and see that the alert arrives.
`;

export const uptime: Kit = {
  id: 'uptime',
  title: 'What matters is asked every minute, and somebody is told',
  explanation:
    'The same three monitors for Gatus and for Uptime Kuma (1.23 as a file, 2 in words): choose one. They watch the front page, the login and API health. The paths /login and /health are guesses: put yours in. The core chat and webhooks are missing, since asking them takes a key and a message of your own; `npx launch-ready monitor` asks those from your target file.',
  undo: 'Stop Gatus or Uptime Kuma and delete the files.',
  frameworks: 'any',
  recipe: (context) => ({
    files: [
      { path: 'monitoring/gatus.yaml', text: gatus(context) },
      { path: 'monitoring/uptime-kuma-1.23.json', text: uptimeKuma(context) },
      { path: 'monitoring/uptime-kuma-2.md', text: kumaInWords(context) },
    ],
    wiring: [
      'Gatus: run it on another machine than the product: docker run -v ./monitoring:/config -e GATUS_CONFIG_PATH=/config/gatus.yaml twinproduction/gatus',
      'Uptime Kuma 1.23: Settings, Backup, Import, on another machine than the product; then give each monitor a notification, since the file holds none. Version 2: follow uptime-kuma-2.md.',
      'Gatus: set SMTP_* and ALERT_TO to a channel that somebody reads at night.',
      'Name the file in the target file under `monitoring:`, and prove that the alert arrives: stop something on purpose.',
    ],
    tried: 'run by a test',
    triedHow:
      'A product without monitors was audited, got the file for Gatus, and was audited again: red before, green after. Neither Gatus nor Uptime Kuma itself was run; of the file for Uptime Kuma, the reader of monitor configurations found the same three routes.',
  }),
};
