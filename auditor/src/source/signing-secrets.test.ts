import { expect, test } from 'vitest';
import { signingSecretsIn } from './signing-secrets.ts';

test.each<[string, string, readonly string[]]>([
  ['.env.example', 'PORT=3000\nJWT_SECRET=acme-dev-secret # change me\n', ['acme-dev-secret']],
  ['.env.sample', 'export AUTH_SECRET="two words"', ['two', 'two words']],
  ['compose.yaml', '  environment:\n    - NEXTAUTH_SECRET=acme\n    JWT_SECRET: ${JWT_SECRET:-fall-back}', ['acme', 'fall-back']],
  ['auth.ts', "const key = process.env.JWT_SECRET || 'acme-fallback';", ['acme-fallback']],
  ['auth.ts', 'const key = env.AUTH_SECRET ?? `acme-fallback`', ['acme-fallback']],
  ['auth.py', 'SECRET_KEY = os.getenv("JWT_SECRET", "acme-fallback")', ['acme-fallback']],
  ['auth.ts', "export const jwtSecret = 'written out';", ['written out']],
  ['auth.ts', 'const jwtSecret = process.env.JWT_SECRET;', []],
  ['auth.ts', 'const colour = "red";', []],
])('%s: %s', (path, text, values) => {
  expect(signingSecretsIn([{ path, text }])).toEqual(values);
}); // prettier-ignore
