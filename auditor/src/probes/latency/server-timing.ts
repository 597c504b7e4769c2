import type { Causes } from '../../evidence/latency.ts';

/** Words by which servers and their libraries call what takes time. The whole is not a cause. */
const WORDS: readonly (readonly [keyof Causes, RegExp])[] = [
  ['database', /^(?:db|database|sql|query|queries|pg|postgres|mysql|mongo|prisma|redis)\b/i],
  ['model', /^(?:model|llm|ai|openai|anthropic|inference|completion|generation)\b/i],
  ['other services', /^(?:ext|external|upstream|fetch|http|api|s3|storage)\b/i],
  ['itself', /^(?:app|render|ssr|handler|cpu|compute|view|middleware)\b/i],
];

/**
 * Reads a `Server-Timing` header: `db;dur=12.4, model;desc="gpt";dur=800`.
 *
 * @returns milliseconds by cause; what has no known name is left out
 */
export function readServerTiming(header: string | undefined): Causes {
  const causes: Record<string, number> = {};
  for (const metric of (header ?? '').slice(0, 2_000).split(',')) {
    const name = metric.trim().split(';')[0] ?? '';
    const duration = Number(/;\s*dur\s*=\s*"?([\d.]+)/i.exec(metric)?.[1] ?? Number.NaN);
    const cause = WORDS.find(([, words]) => words.test(name))?.[0];
    if (cause === undefined || !Number.isFinite(duration)) continue;
    causes[cause] = (causes[cause] ?? 0) + duration;
  }
  return causes;
}
