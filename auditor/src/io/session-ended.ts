import type { Exchange } from '../core/exchange.ts';
import { readJsonAt } from './json-at.ts';

/**
 * True when an answer may mean that the session is over: 401, what frameworks use in its place (419 of Laravel, 440 of IIS),
 * a redirect to the login, the login's form, or a refusal in words with status 200. Only asking who one is can tell.
 */
export function mayHaveEnded({ outcome }: Exchange): boolean {
  if (outcome.kind !== 'answer') return false;
  const { status, headers, body } = outcome;
  if (status === 401 || status === 419 || status === 440) return true;
  if (status >= 300 && status < 400) return TO_LOGIN.test(headers['location'] ?? '');
  return status === 200 && (saysNo(body) || showsLogin(body));
}

const TO_LOGIN = /\/(?:log-?in|sign-?in|auth|session|sso)(?:[/?#]|$)/i;

/** `{"error": …}`, `{"ok": false}`: a refusal with status 200. */
export function saysNo(body: string): boolean {
  if (
    ['$.error', '$.errors', '$.error.message', '$.error.code', '$.error.why', '$.errors[0].message'].some(
      (path) => readJsonAt(body, path) !== undefined,
    )
  )
    return true;
  return ['$.ok', '$.success'].some((path) => readJsonAt(body, path) === 'false');
}

/** A form with a password in it. */
export function showsLogin(body: string): boolean {
  return /<input\b[^>]{0,2000}\btype\s*=\s*["']?password/i.test(body);
}
