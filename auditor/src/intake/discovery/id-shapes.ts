import { isMark } from '../recording/secrets.ts';

/** The makes of ids that are known by their looks alone. */
const SHAPES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['integer', /^\d{1,20}$/],
  // RFC 9562
  ['uuid', /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i],
  // https://github.com/ulid/spec: 26 characters of Crockford's base 32
  ['ulid', /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/],
  // https://www.mongodb.com/docs/manual/reference/bson-types/#objectid
  ['objectid', /^[0-9a-f]{24}$/],
  // https://github.com/paralleldrive/cuid: c, then time, counter and fingerprint in base 36
  ['cuid', /^c[a-z0-9]{24}$/],
  // https://github.com/segmentio/ksuid
  ['ksuid', /^[0-9A-Za-z]{27}$/],
  // A word, and something issued: msg_01H8XGJWBWBAQ4, proj-9f3ab2c1
  ['prefixed', /^[a-z]{1,12}[_-](?=[A-Za-z0-9]*\d)[A-Za-z0-9]{6,40}$/],
  // https://github.com/ai/nanoid: 21 characters of A-Za-z0-9_-; its shorter settings and cuid2 have at least 10
  ['nanoid', /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_-]{10,64}$/],
  ['hex', /^(?=.*\d)[0-9a-f]{8,64}$/],
];

/**
 * The make of an id by its looks, or undefined.
 *
 * @example
 * idShape('5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f') // 'uuid'
 * idShape('settings') // undefined
 */
export function idShape(value: string): string | undefined {
  if (isMark(value)) return 'secret';
  const shape = SHAPES.find(([, pattern]) => pattern.test(value))?.[0];
  const isLoose = shape === 'nanoid' || shape === 'ksuid' || shape === 'prefixed';
  return isLoose && !looksIssued(value) ? undefined : shape;
}

/** Words with a number (`oauth2-callback`, `report-2026-final`) are written by people; ids are not made of words. */
function looksIssued(value: string): boolean {
  const runs = value.match(/[a-z]+|[A-Z]+|\d+/g) ?? [];
  const longest = Math.max(
    0,
    ...value.split(/[^a-z]+/).map((word) => (/[aeiou]/.test(word) ? word.length : 0)),
  );
  const isMixed = runs.length >= 5 || (/[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value));
  return isMixed && longest < 8;
}
