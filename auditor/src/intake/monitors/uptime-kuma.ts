import * as z from 'zod';
import type { Monitor } from '../../core/monitors.ts';
import { bareAddress, flag, number } from './words.ts';

/** https://github.com/louislam/uptime-kuma: what Settings → Backup → Export writes. */
const Backup = z.looseObject({
  notificationList: z
    .array(z.looseObject({ id: number, active: flag.default(true), config: z.unknown() }))
    .default([]),
  monitorList: z
    .array(
      z.looseObject({
        name: z.string(),
        type: z.string(),
        url: z.string().nullish(),
        active: flag.default(true),
        interval: number.default(60),
        retryInterval: number.nullish(),
        maxretries: number.nullish(),
        upsideDown: flag.optional(),
        accepted_statuscodes: z.array(z.string()).nullish(),
        notificationIDList: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .min(1),
});

type Config = z.output<typeof Backup>;
type Entry = Config['monitorList'][number];

const WEB = new Set(['http', 'keyword', 'json-query', 'real-browser']);

/** The monitors of an Uptime Kuma backup; undefined when it is none. */
export function uptimeKuma(value: unknown): readonly Monitor[] | undefined {
  const parsed = Backup.safeParse(value);
  return parsed.success ? parsed.data.monitorList.map((one) => monitorOf(one, parsed.data)) : undefined;
}

function monitorOf(entry: Entry, { notificationList }: Config): Monitor {
  const told = Object.entries(entry.notificationIDList ?? {}).flatMap(([id, on]) =>
    on === false ? [] : notificationList.filter((one) => one.active && String(one.id) === id),
  );
  const retries = (entry.maxretries ?? 0) * (entry.retryInterval ?? entry.interval);
  const blind = blindness(entry);
  return {
    name: entry.name,
    ...(WEB.has(entry.type) ? bareAddress(entry.url) : {}),
    everyMs: entry.interval * 1_000,
    noticedAfterMs: (entry.interval + retries) * 1_000,
    ...(blind === undefined ? {} : { blind }),
    channels: [...new Set(told.map((one) => kindOf(one.config)))],
  };
}

function blindness({ active, accepted_statuscodes: accepted, upsideDown }: Entry): string | undefined {
  if (!active) return 'it is paused';
  if (upsideDown === true) return 'it is upside down: it alerts when the route works';
  return (accepted ?? []).some((range) => range.startsWith('5')) ? 'it takes status 5xx for good' : undefined;
}

/** The settings of a channel stand in a JSON text of their own. Its kind is all that is read of them. */
function kindOf(config: unknown): string {
  const settings: unknown = typeof config === 'string' ? jsonOf(config) : config;
  const type = z.looseObject({ type: z.string() }).safeParse(settings);
  return type.success ? type.data.type : 'a channel';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
