import * as z from 'zod';
import type { Monitor } from '../../core/monitors.ts';
import { bareAddress, goDuration } from './words.ts';

/** https://prometheus.io: jobs of the blackbox exporter, alerting rules, and the receivers of Alertmanager. */
const Scrapes = z.looseObject({
  global: z.looseObject({ scrape_interval: z.string().optional() }).optional(),
  scrape_configs: z
    .array(
      z.looseObject({
        job_name: z.string(),
        metrics_path: z.string().optional(),
        scrape_interval: z.string().optional(),
        static_configs: z.array(z.looseObject({ targets: z.array(z.string()).default([]) })).optional(),
      }),
    )
    .min(1),
});

const Rules = z.looseObject({
  groups: z
    .array(
      z.looseObject({
        interval: z.string().optional(),
        rules: z.array(
          z.looseObject({
            alert: z.string().optional(),
            expr: z.coerce.string(),
            for: z.string().optional(),
          }),
        ),
      }),
    )
    .min(1),
});

const Receivers = z.looseObject({
  route: z.looseObject({ receiver: z.string(), group_wait: z.string().optional() }),
  receivers: z.array(z.looseObject({ name: z.string() })).min(1),
});

/** One file of the three. They only say something together. */
export type PrometheusPart =
  | { readonly kind: 'scrapes'; readonly config: z.output<typeof Scrapes> }
  | { readonly kind: 'rules'; readonly config: z.output<typeof Rules> }
  | { readonly kind: 'receivers'; readonly config: z.output<typeof Receivers> };

/** What a file is to Prometheus or Alertmanager; undefined when it is nothing. */
export function prometheusPart(value: unknown): PrometheusPart | undefined {
  const scrapes = Scrapes.safeParse(value);
  if (scrapes.success) return { kind: 'scrapes', config: scrapes.data };
  const rules = Rules.safeParse(value);
  if (rules.success) return { kind: 'rules', config: rules.data };
  const receivers = Receivers.safeParse(value);
  return receivers.success ? { kind: 'receivers', config: receivers.data } : undefined;
}

const SCRAPE_MS = 60_000;
const EVALUATION_MS = 60_000;
const GROUP_WAIT_MS = 30_000;

interface Rule {
  readonly expr: string;
  readonly afterMs: number;
}

/** The monitors that these files amount to. */
export function prometheus(parts: readonly PrometheusPart[]): readonly Monitor[] {
  const rules = parts.flatMap((part) => (part.kind === 'rules' ? rulesOf(part.config) : []));
  const channels = parts.flatMap((part) => (part.kind === 'receivers' ? channelsOf(part.config) : []));
  const waitMs = Math.max(0, ...parts.map(waitOf));
  return parts.flatMap((part) => {
    if (part.kind !== 'scrapes') return [];
    const usual = part.config.global?.scrape_interval;
    return part.config.scrape_configs.flatMap((job) => {
      if (job.metrics_path !== '/probe') return [];
      const everyMs = goDuration(job.scrape_interval ?? usual) ?? SCRAPE_MS;
      const [rule] = rules
        .filter(({ expr }) => speaksOf(expr, job.job_name))
        .sort((a, b) => a.afterMs - b.afterMs);
      return (job.static_configs ?? []).flatMap(({ targets }) =>
        targets.map((target) => ({
          name: `${job.job_name}: ${bareAddress(target).url ?? 'a target'}`,
          ...bareAddress(target),
          everyMs,
          noticedAfterMs: everyMs + (rule?.afterMs ?? 0) + waitMs,
          ...(rule === undefined ? { blind: 'no alerting rule looks at probe_success of its job' } : {}),
          channels: rule === undefined ? [] : [...new Set(channels)],
        })),
      );
    });
  });
}

function rulesOf({ groups }: z.output<typeof Rules>): readonly Rule[] {
  return groups.flatMap(({ rules, interval }) =>
    rules.flatMap((rule) => {
      if (rule.alert === undefined || !rule.expr.includes('probe_success')) return [];
      const evaluated = goDuration(interval) ?? EVALUATION_MS;
      return { expr: rule.expr, afterMs: evaluated + (goDuration(rule.for) ?? 0) };
    }),
  );
}

/** A rule that names a job speaks of that one only. */
function speaksOf(expr: string, job: string): boolean {
  const named = /job\s*=\s*"([^"]*)"/.exec(expr)?.[1];
  return named === undefined || named === job;
}

/** The kinds of the receiver that everything goes to unless a route says otherwise. */
function channelsOf({ route, receivers }: z.output<typeof Receivers>): readonly string[] {
  const own = receivers.find((one) => one.name === route.receiver) ?? {};
  return Object.entries(own).flatMap(([key, value]) =>
    key.endsWith('_configs') && Array.isArray(value) && value.length > 0 ? key.replace(/_configs$/, '') : [],
  );
}

function waitOf(part: PrometheusPart): number {
  if (part.kind !== 'receivers') return 0;
  return goDuration(part.config.route.group_wait) ?? GROUP_WAIT_MS;
}
