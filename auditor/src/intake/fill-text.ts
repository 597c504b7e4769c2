import { own } from '../core/own.ts';
import type { JsonSchema } from '../core/operation.ts';

/** Values of the usual formats. Names end in reserved domains, so that nothing outside is ever reached. */
const FORMATS: Readonly<Record<string, (text: string) => string>> = {
  email: (text) => `${wordOf(text)}@example.test`,
  'idn-email': (text) => `${wordOf(text)}@example.test`,
  uri: (text) => `https://example.test/${wordOf(text)}`,
  url: (text) => `https://example.test/${wordOf(text)}`,
  'uri-reference': (text) => `/${wordOf(text)}`,
  hostname: () => 'example.test',
  uuid: () => '5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f',
  date: () => '2026-01-15',
  'date-time': () => '2026-01-15T12:00:00Z',
  time: () => '12:00:00Z',
  duration: () => 'PT1H',
  ipv4: () => '192.0.2.1',
  ipv6: () => '2001:db8::1',
  byte: () => 'bGF1bmNoLXJlYWR5',
  binary: () => 'launch-ready',
  password: (text) => `Lr-${wordOf(text)}-9`,
};

/** Strings that satisfy most patterns that descriptions use: slugs, codes, colours, phone numbers, versions. */
const CANDIDATES = [
  'launch-ready',
  'launch_ready',
  'launchready',
  'LAUNCH',
  'Launch',
  'en',
  'en-US',
  'EUR',
  '1',
  '12',
  '123',
  '1234',
  '123456',
  '1.0',
  '1.0.0',
  '#336699',
  '336699',
  '+15555550100',
  '2026-01-15',
  '12:00',
  'a@example.test',
  'https://example.test/',
  '/launch-ready',
  'a',
  'A',
  'a1',
  '5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f',
  '5f0c1f5e6d3a4c1b9a571d2c',
];

/** A string that fits format, pattern and lengths, made from the text where possible. */
export function fillText(schema: JsonSchema, text: string, name: string): string {
  const format = schema.format ?? formatByName(name);
  const formatted = own(FORMATS, format)?.(text) ?? text;
  const value = ofLength(formatted, schema);
  const matches = matcher(schema.pattern);
  if (matches(value)) return value;
  const options = [wordOf(text), wordOf(text).toUpperCase(), ...CANDIDATES];
  return options.find((one) => fits(one, schema) && matches(one)) ?? value;
}

/** True when a value still carries the whole text, in whatever letter case. */
export function holdsText(value: string, text: string): boolean {
  return text !== '' && value.toLowerCase().includes(wordOf(text) === text ? text : text.toLowerCase());
}

function formatByName(name: string): string {
  if (/e-?mail$/i.test(name)) return 'email';
  if (/(?:^|_)(?:url|uri|website|homepage)$|Ur[li]$/.test(name)) return 'uri';
  return /^pass(?:word|wd|phrase)$|Password$/.test(name) ? 'password' : '';
}

function ofLength(
  value: string,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonSchema,
): string {
  const filled = value.length < minLength ? value.padEnd(Math.min(minLength, 100_000), '-') : value;
  return filled.length > maxLength ? filled.slice(0, Math.max(0, maxLength)) : filled;
}

function fits(value: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonSchema): boolean {
  return value.length >= minLength && value.length <= maxLength;
}

/** Patterns are those of ECMAScript; one that is not, or that is too long to be harmless, is not held against a value. */
function matcher(pattern: string | undefined): (value: string) => boolean {
  if (pattern === undefined || pattern.length > 200) return () => true;
  try {
    const expression = new RegExp(pattern, 'u');
    return (value) => expression.test(value);
  } catch {
    return () => true;
  }
}

/** The text as one lower-case word of letters, digits and hyphens. */
function wordOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'launch-ready'
  );
}
