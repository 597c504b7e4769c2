import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesPattern } from './pattern.ts';

test.for<[path: string, pattern: string, expected: boolean]>([
  ['/api/admin/users', 'GET /api/admin/**', true],
  ['/api/admin', '/api/admin/**', true],
  ['/api/admins', '/api/admin/**', false],
  ['/api/admin/users/{id}/roles', 'GET /api/admin/**', true],
  ['/api/admin/users', 'POST /api/admin/**', false],
  ['/api/admin/users', '* /api/admin/*', true],
  ['/api/admin/users/{id}', '/api/admin/*', false],
  ['/api/users/{userId}', '/api/users/{id}', true],
  ['/api/users/me', '/api/users/{id}', false],
  ['/api/users/{id}', '/api/users/me', false],
  ['/api/acme/files/{id}', '/api/*/files/**', true],
  ['/api/files/{id}/content', '/**/content', true],
  ['/content', '/**/content', true],
  ['/api/a/b/c', '/**/b/**', true],
  ['/health', '/**', true],
  ['/', '/**', true],
  ['/api/report-monthly', '/api/report-*', true],
  ['/api/report-monthly.csv', '/api/report-*.csv', true],
  ['/api/a.csv', '/api/*a*.csv', true],
  ['/api/me/', '/api/me', true],
  ['/api/Me', '/api/me', false],
])('%s and %s: %s', ([path, pattern, expected]) => {
  expect(matchesPattern({ method: 'GET', path }, pattern)).toBe(expected);
});

test('a path is matched by itself and by everything', () => {
  const path = fc
    .array(fc.stringMatching(/^[a-z{}.-]{1,8}$/), { minLength: 1 })
    .map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(path, (one) => {
      expect(matchesPattern({ method: 'GET', path: one }, one)).toBe(true);
      expect(matchesPattern({ method: 'GET', path: one }, '/**')).toBe(true);
    }),
  );
});

// Trying every way to fit them would not be done before the test's time is up.
test('is done with many wildcards', () => {
  const path = `/${Array.from({ length: 60 }, () => 'a').join('/')}`;
  expect(matchesPattern({ method: 'GET', path }, `${'/**/a'.repeat(25)}/b`)).toBe(false);
});
