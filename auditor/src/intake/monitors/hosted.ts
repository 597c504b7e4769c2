import * as z from 'zod';
import type { Monitor } from '../../core/monitors.ts';
import { bareAddress, number } from './words.ts';

/** https://uptimerobot.com/api/legacy/: what `getMonitors` with `alert_contacts=1` answers. */
const UptimeRobot = z.looseObject({
  monitors: z
    .array(
      z.looseObject({
        friendly_name: z.string(),
        url: z.string(),
        type: number,
        interval: number,
        status: number.optional(),
        alert_contacts: z
          .array(z.looseObject({ type: number.optional(), threshold: number.optional() }))
          .optional(),
      }),
    )
    .min(1),
});

const CONTACTS: { readonly [type: number]: string } = { 1: 'sms', 2: 'email', 5: 'webhook', 11: 'slack' };
const HTTP = 1;
const KEYWORD = 2;
const PAUSED = 0;

/** The monitors of an UptimeRobot account; undefined when it is none. */
export function uptimeRobot(value: unknown): readonly Monitor[] | undefined {
  const parsed = UptimeRobot.safeParse(value);
  if (!parsed.success) return undefined;
  return parsed.data.monitors.map((one): Monitor => {
    const contacts = one.alert_contacts ?? [];
    const waitMinutes =
      contacts.length === 0 ? 0 : Math.min(...contacts.map((contact) => contact.threshold ?? 0));
    return {
      name: one.friendly_name,
      ...(one.type === HTTP || one.type === KEYWORD ? bareAddress(one.url) : {}),
      everyMs: one.interval * 1_000,
      noticedAfterMs: one.interval * 1_000 + waitMinutes * 60_000,
      ...(one.status === PAUSED ? { blind: 'it is paused' } : {}),
      channels: [...new Set(contacts.map(({ type }) => CONTACTS[type ?? 0] ?? 'a contact'))],
    };
  });
}

/** https://betterstack.com/docs/uptime/api/: what `GET /api/v2/monitors` answers. */
const BetterStack = z.looseObject({
  data: z
    .array(
      z.looseObject({
        attributes: z.looseObject({
          url: z.string().nullable(),
          pronounceable_name: z.string(),
          monitor_type: z.string(),
          check_frequency: number,
          confirmation_period: number.nullish(),
          paused_at: z.string().nullish(),
          email: z.boolean().optional(),
          sms: z.boolean().optional(),
          call: z.boolean().optional(),
          push: z.boolean().optional(),
        }),
      }),
    )
    .min(1),
});

const WEB = new Set(['status', 'expected_status_code', 'keyword', 'keyword_absence', 'playwright']);

/** The monitors of a Better Stack account; undefined when it is none. */
export function betterStack(value: unknown): readonly Monitor[] | undefined {
  const parsed = BetterStack.safeParse(value);
  if (!parsed.success) return undefined;
  return parsed.data.data.map(({ attributes: one }): Monitor => {
    const channels = (['email', 'sms', 'call', 'push'] as const).filter((kind) => one[kind] === true);
    const paused = one.paused_at !== null && one.paused_at !== undefined;
    return {
      name: one.pronounceable_name,
      ...(WEB.has(one.monitor_type) ? bareAddress(one.url) : {}),
      everyMs: one.check_frequency * 1_000,
      noticedAfterMs: (one.check_frequency + (one.confirmation_period ?? 0)) * 1_000,
      ...(paused ? { blind: 'it is paused' } : {}),
      channels,
    };
  });
}
