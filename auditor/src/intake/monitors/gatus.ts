import * as z from 'zod';
import type { Monitor } from '../../core/monitors.ts';
import { bareAddress, goDuration } from './words.ts';

const Alert = z.looseObject({
  type: z.string(),
  enabled: z.boolean().optional(),
  'failure-threshold': z.number().optional(),
});

const Provider = z.looseObject({
  'default-alert': z
    .looseObject({ enabled: z.boolean().optional(), 'failure-threshold': z.number().optional() })
    .optional(),
});

/** https://gatus.io: `endpoints` with their `alerts`, and the providers under `alerting`. */
const Gatus = z.looseObject({
  alerting: z.record(z.string(), Provider.nullable()).nullish(),
  endpoints: z
    .array(
      z.looseObject({
        name: z.string(),
        group: z.string().optional(),
        enabled: z.boolean().optional(),
        url: z.string(),
        interval: z.string().optional(),
        conditions: z.array(z.string()).default([]),
        alerts: z.array(Alert).nullish(),
      }),
    )
    .min(1),
});

type Config = z.output<typeof Gatus>;
type Endpoint = Config['endpoints'][number];

/** Gatus' own defaults. */
const INTERVAL_MS = 60_000;
const THRESHOLD = 3;

/** The monitors of a Gatus configuration; undefined when it is none. */
export function gatus(value: unknown): readonly Monitor[] | undefined {
  const parsed = Gatus.safeParse(value);
  return parsed.success ? parsed.data.endpoints.map((one) => monitorOf(one, parsed.data)) : undefined;
}

function monitorOf(endpoint: Endpoint, { alerting }: Config): Monitor {
  const { name, group, url, conditions, enabled, interval } = endpoint;
  const everyMs = goDuration(interval) ?? INTERVAL_MS;
  const working = (endpoint.alerts ?? []).flatMap((alert) => {
    const provider = alerting?.[alert.type];
    if (provider === undefined || provider === null || alert.enabled === false) return [];
    const usual = provider['default-alert'];
    if (alert.enabled === undefined && usual?.enabled === false) return [];
    return {
      type: alert.type,
      after: alert['failure-threshold'] ?? usual?.['failure-threshold'] ?? THRESHOLD,
    };
  });
  const after = working.length === 0 ? THRESHOLD : Math.min(...working.map((one) => one.after));
  const looks = conditions.some((one) => /\[(?:STATUS|BODY)/.test(one));
  return {
    name: group === undefined ? name : `${group}/${name}`,
    ...bareAddress(url),
    everyMs,
    noticedAfterMs: everyMs * after,
    ...(enabled === false ? { blind: 'it is switched off' } : {}),
    ...(looks ? {} : { blind: 'no condition of it looks at the status or the body' }),
    channels: [...new Set(working.map((one) => one.type))],
  };
}
