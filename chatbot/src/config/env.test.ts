import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchFromEnv } from './env.ts';

const dataDir = (): string => mkdtempSync(join(tmpdir(), 'chatbot-env-'));

test('works with nothing set, with a secret of its own that stays', () => {
  const DATA_DIR = dataDir();
  const first = launchFromEnv({ DATA_DIR });
  const second = launchFromEnv({ DATA_DIR });
  expect(first).toEqual(second);
  expect(first).toMatchObject({
    ok: true,
    launch: { port: 3_000, config: { model: { kind: 'extractive' } } },
  });
  expect(readFileSync(join(DATA_DIR, 'jwt-secret'), 'utf8').length).toBeGreaterThan(40);
});

test.each([
  [{ JWT_SECRET: 'short' }, /^JWT_SECRET: needs at least 32 bytes/],
  [{ PORT: 'eighty' }, /^PORT: /],
  [{ MODEL_URL: 'not an address', MODEL_NAME: 'm' }, /^MODEL_URL/],
  [{ APP_ORIGINS: 'https://ok.test, nonsense' }, /^APP_ORIGINS/],
  [{ TRUSTED_PROXIES: 'many' }, /^TRUSTED_PROXIES/],
])('names the variable that is wrong: %o', (env, message) => {
  const result = launchFromEnv({ DATA_DIR: dataDir(), ...env });
  expect(result).toMatchObject({ ok: false, problems: [expect.stringMatching(message)] });
});
