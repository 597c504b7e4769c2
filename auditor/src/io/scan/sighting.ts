import type { SecretSighting } from '../../evidence/secret-scan.ts';
import { maskSecret } from '../../secrets/mask.ts';
import type { SecretMatch } from '../../secrets/rule.ts';

/** What may be told of a match: everything but the value. */
export function sightingOf(match: SecretMatch, where: string): SecretSighting {
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

/** Number of the line that a byte stands in, from 1. */
export function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let index = 0; index < at; index += 1) if (bytes[index] === 10) line += 1;
  return line;
}
