import type { SecretMatch } from './rule.ts';

/** Enough to find a value again in a vendor's dashboard, and not enough to use it: `sk-proj-…9f3a`. Passwords show nothing. */
export function maskSecret({ rule, value }: SecretMatch): string {
  if (rule.id === 'private-key') return '-----BEGIN PRIVATE KEY-----…';
  if (rule.id === 'database-url' || rule.loose === true) return `(${value.length} characters)`;
  const prefix = /^(?:[a-zA-Z0-9]{1,10}[-_.](?:[a-z]{2,8}\d{0,2}[-_])?|[A-Za-z]{2,4})/.exec(value)?.[0] ?? '';
  return `${prefix.slice(0, 16)}…${value.slice(-4)}`;
}
