import type { Kit, KitContext } from '../kit.ts';

const gatus = ({
  app,
  api,
}: KitContext) => `# Gatus (https://gatus.io): asks every minute and tells after two failures. Needs SMTP_* in its environment.
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
${[
  ['front page', app],
  ['login', `${app}/login`],
  ['API health', `${api}/health`],
]
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

export const uptime: Kit = {
  id: 'uptime',
  title: 'What matters is asked every minute, and somebody is told',
  explanation:
    'A configuration for Gatus that watches the front page, the login and API health. The paths /login and /health are guesses: put yours in. The core chat and webhooks are missing, since asking them takes a key and a message of your own; `npx launch-ready monitor` asks those from your target file.',
  undo: 'Stop Gatus and delete the file.',
  frameworks: 'any',
  recipe: (context) => ({
    files: [{ path: 'monitoring/gatus.yaml', text: gatus(context) }],
    wiring: [
      'Run it on another machine than the product: docker run -v ./monitoring:/config -e GATUS_CONFIG_PATH=/config/gatus.yaml twinproduction/gatus',
      'Set SMTP_* and ALERT_TO to a channel that somebody reads at night.',
      'Name the file in the target file under `monitoring:`, and prove that the alert arrives: stop something on purpose.',
    ],
    tried: 'syntax only',
    triedHow:
      'The reader of monitor configurations found three routes, asked every minute, with an alert after two. Gatus itself was not run.',
  }),
};
