import type { Answer, Exchange } from '../core/exchange.ts';
import type { Material } from './material.ts';
import { asksForFactor, FACTOR_HELP } from './second-factor.ts';
import type { Vault } from './vault.ts';

export type Attempt =
  | { readonly kind: 'in'; readonly material: Material }
  | {
      readonly kind: 'out';
      readonly because: string;
      /** True when the target is in trouble or asks us to wait, so that nothing is said about the credential. */
      readonly trouble: boolean;
      readonly retryAfterMs?: number;
    };

/** The answer of a login that was not refused, or why there is none. */
export function accepted(
  exchange: Exchange,
  nowMs: number,
): { kind: 'ok'; answer: Answer } | Extract<Attempt, { kind: 'out' }> {
  const { outcome, request } = exchange;
  if (outcome.kind === 'no-answer')
    return { kind: 'out', trouble: true, because: `${request.method} ${request.url}: ${outcome.message}` };
  if (outcome.status < 500 && asksForFactor(outcome.body))
    return { kind: 'out', trouble: false, because: `${request.method} ${request.url}: ${FACTOR_HELP}` };
  if (outcome.status < 400) return { kind: 'ok', answer: outcome };
  const because = `${request.method} ${request.url} answered ${outcome.status}: ${excerpt(outcome)}`;
  if (outcome.status !== 429) return { kind: 'out', because, trouble: outcome.status >= 500 };
  const seconds = secondsToWait(outcome.headers['retry-after'], nowMs);
  return {
    kind: 'out',
    because,
    trouble: true,
    ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
  };
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsToWait(header: string | undefined, nowMs: number): number {
  if (header === undefined) return Number.NaN;
  const seconds = Number(header);
  return Number.isNaN(seconds) ? Math.max(0, (Date.parse(header) - nowMs) / 1000) : seconds;
}

/** Answers are redacted before they get here; a short token that was not recognised is kept now. */
export function keep(value: string, label: string, vault: Vault): string {
  return value.startsWith('~secret.') ? value : vault.keep(value, label);
}

/** The beginning of an answer, for messages. */
export function excerpt(answer: Answer): string {
  const text = answer.body.replaceAll(/\s+/g, ' ').trim();
  return text === '' ? 'an empty body' : text.slice(0, 160);
}
