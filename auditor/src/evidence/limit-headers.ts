import * as z from 'zod';

/** What an answer announces about a limit. Announcing is not limiting: a burst shows whether it is true. */
export const AnnouncedLimitSchema = z.object({
  /**
   * Which of the four generations: `X-RateLimit-*` (de facto), `RateLimit-Limit` (IETF draft 0–6), one combined
   * `RateLimit: limit=…` (draft 7), or named policies `RateLimit-Policy: "burst";q=…` (draft 8 and later).
   */
  generation: z.enum(['x-ratelimit', 'ratelimit-fields', 'ratelimit-combined', 'ratelimit-policy']),
  limit: z.number().optional(),
  remaining: z.number().optional(),
  windowSeconds: z.number().optional(),
  /** What remains became more during a burst: a new window began, or the bucket was refilled. */
  renewed: z.boolean().optional(),
});

export type AnnouncedLimit = z.infer<typeof AnnouncedLimitSchema>;

type Headers = { readonly [name: string]: string };

/** Reads the limit that an answer's headers announce, newest generation first. */
export function announcedLimit(headers: Headers): AnnouncedLimit | undefined {
  const policy = headers['ratelimit-policy'];
  const combined = headers['ratelimit'];
  if (policy !== undefined && /;\s*q=/.test(policy)) {
    const current = combined ?? '';
    return compact(
      'ratelimit-policy',
      parameter(policy, 'q'),
      parameter(current, 'r'),
      parameter(policy, 'w'),
    );
  }
  if (combined !== undefined && /limit=/.test(combined)) {
    return compact(
      'ratelimit-combined',
      parameter(combined, 'limit'),
      parameter(combined, 'remaining'),
      parameter(policy ?? '', 'w'),
    );
  }
  for (const [generation, stem] of [
    ['ratelimit-fields', 'ratelimit-'],
    ['x-ratelimit', 'x-ratelimit-'],
    ['x-ratelimit', 'x-rate-limit-'],
  ] as const) {
    const limit = leadingNumber(headers[`${stem}limit`]);
    const remaining = leadingNumber(headers[`${stem}remaining`]);
    if (limit === undefined && remaining === undefined) continue;
    return compact(generation, limit, remaining, parameter(policy ?? headers[`${stem}limit`] ?? '', 'w'));
  }
  return undefined;
}

/** Milliseconds that `Retry-After` asks to wait: seconds or an HTTP date (RFC 9110, 10.2.3), read against `Date`. */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000);
  const until = Date.parse(value);
  const now = Date.parse(headers['date'] ?? '');
  return Number.isNaN(until) || Number.isNaN(now) ? undefined : Math.max(0, until - now);
}

/** `;w=60` or `remaining=5`: the number of a named parameter. */
function parameter(text: string, name: string): number | undefined {
  const match = new RegExp(`(?:^|[;,\\s])${name}\\s*=\\s*"?(\\d+)`).exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function leadingNumber(text: string | undefined): number | undefined {
  const match = /^\s*(\d+)/.exec(text ?? '');
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function compact(
  generation: AnnouncedLimit['generation'],
  limit: number | undefined,
  remaining: number | undefined,
  windowSeconds: number | undefined,
): AnnouncedLimit {
  return {
    generation,
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(windowSeconds === undefined ? {} : { windowSeconds }),
  };
}
