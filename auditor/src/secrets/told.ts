import { maskSecret } from './mask.ts';
import type { SecretMatch } from './rule.ts';

/** What may be told of a match: everything but the value. */
export function toldOf(match: SecretMatch, where: string) {
  const { id, title, exposure, provided, loose } = match.rule;
  return {
    rule: id,
    title,
    exposure,
    ...(provided === undefined ? {} : { provided }),
    ...(loose === true ? { loose } : {}),
    where,
    masked: maskSecret(match),
  };
}
