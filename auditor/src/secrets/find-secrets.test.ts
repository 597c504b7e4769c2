import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSecrets, findSecretsIn } from './find-secrets.ts';
import { createKeywordScanner } from './keyword-scanner.ts';
import { maskSecret } from './mask.ts';
import { SECRET_RULES } from './rules.ts';

/** Written with a tilde inside, so that no scanner takes this file for a leak. */
const plain = (text: string) => text.replaceAll('~', '');
const RANDOM = 'q7Zk2Lw9Xv4Tb8Rn3Hs6Jd1Gf5Pc0YmUaEeIoKtWzQrNbVx';
const HEX = '4f9c1b7ae03d5826b1c94e7f20ad8365d9e1f04b7c62a83f5e90d17b4c8a26f3';
const jwt = (claims: object) =>
  ['{"alg":"HS256"}', JSON.stringify(claims), RANDOM]
    .map((part, index) => (index === 2 ? part : Buffer.from(part).toString('base64url')))
    .join('.');

function samples(pairs: readonly (readonly [string, string])[]): readonly [string, string][] {
  return pairs.map(([id, value]) => [id, plain(value)]);
}

const SAMPLES = samples([
  ['openai-key', `sk-p~roj-${RANDOM}`],
  ['anthropic-key', `sk-a~nt-api03-${RANDOM}`],
  ['openrouter-key', `sk-o~r-v1-${HEX}`],
  ['groq-key', `g~sk_${RANDOM}`],
  ['supabase-secret-key', `s~b_secret_${RANDOM}`],
  ['supabase-service-role', jwt({ role: 'service_role', iss: 'supabase' })],
  ['supabase-anon-key', jwt({ role: 'anon', iss: 'supabase' })],
  ['stripe-live-key', `s~k_live_${RANDOM}`],
  ['stripe-test-key', `s~k_test_${RANDOM}`],
  ['stripe-publishable-key', `p~k_live_${RANDOM}`],
  ['webhook-secret', `w~hsec_${RANDOM}`],
  ['github-token', `g~hp_${RANDOM.slice(0, 36)}`],
  ['slack-token', `x~oxb-123412341234-${RANDOM.slice(0, 24)}`],
  ['slack-token', `x~oxb_123412341234${RANDOM.slice(0, 24)}`],
  ['resend-key', `r~e_${RANDOM.slice(0, 8)}_${RANDOM.slice(8, 32)}`],
  ['sendgrid-key', `S~G.${RANDOM.slice(0, 22)}.${RANDOM.slice(0, 43)}`],
  ['google-api-key', `A~Iza${RANDOM.slice(0, 35)}`],
  ['aws-access-key', `A~KIAQWERTYZXCVBNMASD`],
  ['mapbox-public-token', `p~k.eyJ${RANDOM}.${RANDOM}`],
]);

describe('findSecrets', () => {
  test.each(SAMPLES)('%s', (id, value) => {
    for (const text of [value, `const key="${value}";`, `OPENAI=${value}\n`, `{"a":"x ${value} y"}`]) {
      const [match, ...more] = findSecretsIn(text);
      expect([match?.rule.id, match?.value, more]).toEqual([id, value, []]);
      expect(text.slice(match?.at, (match?.at ?? 0) + value.length)).toBe(value);
    }
  });

  test('finds the password in the address of a database', () => {
    const [match] = findSecretsIn(`DATABASE_URL=postgres://app:${RANDOM.slice(0, 18)}@db.internal:5432/app`);
    expect(match?.rule.id).toBe('database-url');
    expect(match?.value).toBe(RANDOM.slice(0, 18));
    expect(findSecretsIn('postgres://postgres:postgres@localhost/app')).toEqual([]);
    expect(findSecretsIn('postgres://app:${DB_PASSWORD}@localhost/app')).toEqual([]);
  });

  test('finds a private key, also on one line', () => {
    const body = RANDOM.repeat(20);
    expect(findSecretsIn(plain(`-----BEGIN P~RIVATE KEY-----\n${body}\n`))).toHaveLength(1);
    expect(findSecretsIn(plain(`"-----BEGIN RSA P~RIVATE KEY-----\\n${body}"`))).toHaveLength(1);
    expect(findSecretsIn(plain(`pem.startsWith("-----BEGIN P~RIVATE KEY-----")`))).toEqual([]);
  });

  test.each([
    'OPENAI_API_KEY=sk-your-key-here-your-key-here-your-key',
    `sk-p~roj-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`,
    'AKIAIOSFODNN7EXAMPLE',
    'process.env.NEXT_PUBLIC_API_KEY ?? settings.apiKeyFromTheEnvironment1',
    'const token = await getAccessTokenFromSession2(request)',
    'password: passwordFieldOfTheForm123456',
    '<input name="csrf_token" value="">',
    'integrity="sha512-9x8/7Kd0aB3cD4eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5=="',
  ])('leaves alone: %s', (text) => {
    expect(findSecretsIn(plain(text))).toEqual([]);
  });

  test('a value that a variable calls a secret is a loose match', () => {
    const [match] = findSecretsIn(`JWT_SECRET="${RANDOM.slice(0, 40)}"`);
    expect(match?.rule).toMatchObject({ id: 'assigned-secret', loose: true });
  });

  test('finds each value once, wherever it stands in a large text', () => {
    const value = plain(`g~hp_${RANDOM.slice(0, 36)}`);
    const filler = 'function(){return this.token}'.repeat(30_000);
    const text = `${filler}"${value}"${filler}"${value}"`;
    const matches = findSecretsIn(text);
    expect(matches.map((one) => one.value)).toEqual([value]);
    expect(matches[0]?.at).toBe(filler.length + 1);
  });

  test('finds every one of a long list', () => {
    const values = Array.from({ length: 200 }, (_, index) =>
      plain(`g~hp_${RANDOM.slice(0, 33)}${index + 100}`),
    );
    expect(findSecretsIn(values.join(',')).map((one) => one.value)).toEqual(values);
  });

  test('never throws, and what it finds is there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...SAMPLES), (noise, [, value]) => {
        const bytes = new Uint8Array([...noise, 32, ...new TextEncoder().encode(value), 32, ...noise]);
        const found = findSecrets(bytes).map((one) => one.value);
        expect(found.some((one) => one.includes(value))).toBe(true);
      }),
    );
  });
});

test('every rule has keywords that its own matches contain, and a global pattern', () => {
  expect(SECRET_RULES.length).toBeGreaterThan(40);
  for (const { keywords, pattern } of SECRET_RULES) {
    expect(pattern.global).toBe(true);
    expect(keywords.every((word) => word.length >= 2)).toBe(true);
  }
  expect(new Set(SECRET_RULES.map((rule) => rule.id)).size).toBe(SECRET_RULES.length);
});

test('the scanner finds what indexOf finds', () => {
  const word = fc.stringMatching(/^[abc]{1,4}$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 6 }),
      fc.stringMatching(/^[abcd]{0,60}$/),
      (words, text) => {
        const hits: string[] = [];
        createKeywordScanner(words)(new TextEncoder().encode(text), (index, end) =>
          hits.push(`${words[index]}@${end}`),
        );
        const expected = words.flatMap((one) =>
          [...text.matchAll(new RegExp(`(?=${one})`, 'g'))].map(
            ({ index }) => `${one}@${index + one.length}`,
          ),
        );
        expect(hits.sort()).toEqual(expected.sort());
      },
    ),
  );
});

test.each(SAMPLES)('a mask of a %s does not give it away', (_, value) => {
  const [match] = findSecretsIn(value);
  const masked = match === undefined ? value : maskSecret(match);
  expect(masked.length).toBeLessThan(24);
  expect(value.startsWith(masked)).toBe(false);
});
