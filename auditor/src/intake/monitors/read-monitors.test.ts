import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { readMonitors } from './read-monitors.ts';

const TARGET = TargetSchema.parse({ schema: 1, app: 'https://app.example.com' });
const reading = (...texts: string[]) =>
  readMonitors(
    TARGET,
    texts.map((text, index) => ({ file: `file ${index}`, text })),
  );
const monitors = (...texts: string[]) => reading(...texts).read.flatMap((one) => one.monitors);

const GATUS = `
alerting:
  email: { from: a@example.com, host: mail.example.com, to: b@example.com, default-alert: { failure-threshold: 2 } }
  slack: { webhook-url: "\${SLACK}" }
endpoints:
  - { name: api, group: core, url: "https://app.example.com/api/health?key=s3cret", interval: 1m30s, conditions: ["[STATUS] == 200"], alerts: [{ type: email }] }
  - { name: default, url: "https://app.example.com/", conditions: ["[STATUS] < 500"], alerts: [{ type: slack }, { type: pagerduty }] }
  - { name: off, enabled: false, url: "https://app.example.com/", conditions: ["[STATUS] == 200"], alerts: [{ type: slack, enabled: false }] }
  - { name: socket, url: "tcp://app.example.com:443", conditions: ["[CONNECTED] == true"] }
`;

describe('the configuration of monitors', () => {
  test('of Gatus', () => {
    expect(monitors(GATUS)).toEqual([
      {
        name: 'core/api',
        url: 'https://app.example.com/api/health',
        everyMs: 90_000,
        noticedAfterMs: 180_000,
        channels: ['email'],
      },
      {
        name: 'default',
        url: 'https://app.example.com/',
        everyMs: 60_000,
        noticedAfterMs: 180_000,
        channels: ['slack'],
      },
      expect.objectContaining({ name: 'off', blind: 'it is switched off', channels: [] }),
      {
        name: 'socket',
        everyMs: 60_000,
        noticedAfterMs: 180_000,
        blind: 'no condition of it looks at the status or the body',
        channels: [],
      },
    ]);
  });

  test('of Uptime Kuma', () => {
    const text = JSON.stringify({
      version: '1.23.0',
      notificationList: [
        { id: 1, name: 'mail', active: true, config: '{"type":"smtp","smtpPassword":"s3cret"}' },
        { id: 2, name: 'old', active: 0, config: '{"type":"slack"}' },
      ],
      monitorList: [
        {
          name: 'front',
          type: 'http',
          url: 'https://app.example.com',
          active: true,
          interval: 60,
          retryInterval: 20,
          maxretries: 2,
          accepted_statuscodes: ['200-299'],
          notificationIDList: { 1: true, 2: true },
        },
        { name: 'ping', type: 'ping', url: 'https://', hostname: 'app.example.com', interval: 60 },
        {
          name: 'blind',
          type: 'http',
          url: 'https://app.example.com/',
          interval: 60,
          accepted_statuscodes: ['200-299', '500-599'],
        },
        { name: 'paused', type: 'http', url: 'https://app.example.com/', active: 0 },
      ],
    });
    expect(JSON.stringify(reading(text))).not.toContain('s3cret');
    expect(monitors(text)).toEqual([
      {
        name: 'front',
        url: 'https://app.example.com/',
        everyMs: 60_000,
        noticedAfterMs: 100_000,
        channels: ['smtp'],
      },
      { name: 'ping', everyMs: 60_000, noticedAfterMs: 60_000, channels: [] },
      expect.objectContaining({ name: 'blind', blind: 'it takes status 5xx for good' }),
      expect.objectContaining({ name: 'paused', blind: 'it is paused' }),
    ]);
  });

  const SCRAPES = `
global: { scrape_interval: 30s }
scrape_configs:
  - { job_name: node, static_configs: [{ targets: ["localhost:9100"] }] }
  - { job_name: web, metrics_path: /probe, static_configs: [{ targets: ["https://app.example.com/login"] }] }
  - { job_name: other, metrics_path: /probe, static_configs: [{ targets: ["https://app.example.com/"] }] }
`;
  const RULES = `
groups:
  - { name: up, interval: 30s, rules: [{ alert: Down, expr: 'probe_success{job="web"} == 0', for: 1m }, { record: x, expr: 1 }] }
`;
  const RECEIVERS = `
route: { receiver: people, group_wait: 10s }
receivers: [{ name: people, email_configs: [{ to: a@example.com }] }, { name: others, slack_configs: [{}] }]
`;

  test('of Prometheus, from three files that say something together only', () => {
    expect(reading(SCRAPES, RULES, RECEIVERS)).toMatchObject({
      read: [{ tool: 'Prometheus', files: ['file 0', 'file 1', 'file 2'] }],
      unread: [],
    });
    const [web, other] = monitors(SCRAPES, RULES, RECEIVERS);
    expect(web).toEqual({
      name: 'web: https://app.example.com/login',
      url: 'https://app.example.com/login',
      everyMs: 30_000,
      noticedAfterMs: 130_000,
      channels: ['email'],
    });
    expect(other?.blind).toBe('no alerting rule looks at probe_success of its job');
    expect(monitors(SCRAPES, RULES)[0]?.channels).toEqual([]);
  });

  test('of UptimeRobot and Better Stack', () => {
    const robot = {
      stat: 'ok',
      monitors: [
        {
          friendly_name: 'Front',
          url: 'https://app.example.com',
          type: 1,
          interval: 300,
          status: 2,
          alert_contacts: [{ type: 2, threshold: 1, value: 'a@example.com' }],
        },
        { friendly_name: 'Old', url: 'https://app.example.com', type: 1, interval: 60, status: 0 },
      ],
    };
    const stack = {
      data: [
        {
          type: 'monitor',
          attributes: {
            url: 'https://app.example.com/',
            pronounceable_name: 'front',
            monitor_type: 'status',
            check_frequency: 60,
            confirmation_period: 30,
            paused_at: null,
            email: true,
            call: false,
          },
        },
      ],
    };
    expect(monitors(JSON.stringify(robot), JSON.stringify(stack))).toEqual([
      {
        name: 'Front',
        url: 'https://app.example.com/',
        everyMs: 300_000,
        noticedAfterMs: 360_000,
        channels: ['email'],
      },
      expect.objectContaining({ name: 'Old', blind: 'it is paused', noticedAfterMs: 60_000 }),
      {
        name: 'front',
        url: 'https://app.example.com/',
        everyMs: 60_000,
        noticedAfterMs: 90_000,
        channels: ['email'],
      },
    ]);
  });

  test('of the target file itself', () => {
    const target = TargetSchema.parse({
      schema: 1,
      app: 'https://app.example.com',
      monitoring: {
        watch: { routes: [{ name: 'front', ask: 'GET /' }] },
        alerts: { webhook: { url: '${ALERTS}' } },
      },
    });
    expect(readMonitors(target, []).read).toEqual([
      {
        files: ['monitoring.watch'],
        tool: 'launch-ready',
        monitors: [
          {
            name: 'front',
            url: 'https://app.example.com/',
            everyMs: 60_000,
            noticedAfterMs: 100_000,
            channels: ['webhook'],
          },
        ],
      },
    ]);
  });

  test.each([
    ['{ "a": [', 'neither YAML nor JSON'],
    ['services: { web: { image: x } }', 'it is not a configuration of Gatus'],
    ['', 'it is not a configuration of Gatus'],
    ['[]', 'it is not a configuration of Gatus'],
  ])('that is none: %j', (text, because) => {
    expect(reading(text).unread[0]?.because).toContain(because);
  });
});
