import { defineFlaw } from '../define-flaw.ts';

/** As far as anybody looks at a text. */
const LOOKED_AT = 100;

/** Lengths are checked by a glance at the beginning, and bodies are read to their end. */
export const bodyUnlimited = defineFlaw({
  id: 'body-unlimited',
  family: 'input',
  breaks: 'A message or a title may be as long as the sender likes, and is kept.',
  lowers: ['bound of the body', 'lengths of texts'],
  seenIn: 'All five articles; OWASP API4:2023',
  mustFail: ['input/oversized'],
  policies: (product) => ({
    input: {
      bodyBytes: () => Number.MAX_SAFE_INTEGER,
      check: (schema, value) => {
        const result = product.input.check(schema, shortened(value));
        return result.success ? { ...result, data: restored(result.data, value) } : result;
      },
    },
  }),
});

function shortened(value: unknown): unknown {
  return mapTexts(value, (_name, text) => text.slice(0, LOOKED_AT));
}

function restored(data: unknown, sent: unknown): unknown {
  const texts = new Map(Object.entries(typeof sent === 'object' && sent !== null ? sent : {}));
  return mapTexts(data, (name, text) => {
    const whole: unknown = texts.get(name);
    return typeof whole === 'string' && whole.length > LOOKED_AT ? whole : text;
  });
}

function mapTexts(value: unknown, change: (name: string, text: string) => string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      name,
      typeof item === 'string' ? change(name, item) : item,
    ]),
  );
}
