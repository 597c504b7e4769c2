import { describe, expect, test } from 'vitest';
import { aimAt, aimedHints, unlistedRoutes } from './aim.ts';

const operation = (id: string, declared: 'public' | 'protected' | 'unknown' = 'unknown') => {
  const [method = '', path = ''] = id.split(' ');
  return { id, method: method === 'GET' ? ('GET' as const) : ('DELETE' as const), path, declared };
};

describe('aiming at operations', () => {
  test.each([
    ['the same', '', 'GET /api/notes/{id}', ['GET /api/notes/{noteId}'], 'GET /api/notes/{noteId}'],
    ['another method', '', 'DELETE /api/notes/{id}', ['GET /api/notes/{id}'], undefined],
    ['all methods', '', 'ALL /api/notes', ['GET /api/notes'], 'GET /api/notes'],
    ['below the API’s address', '/api', 'GET /api/notes', ['GET /notes', 'GET /x/notes'], 'GET /notes'],
    [
      'below a mount that the source does not show',
      '',
      'GET /notes/{id}',
      ['GET /api/v1/notes/{id}'],
      'GET /api/v1/notes/{id}',
    ],
    ['two that fit', '', 'GET /notes/{id}', ['GET /v1/notes/{id}', 'GET /v2/notes/{id}'], undefined],
    ['one segment in common', '', 'GET /notes', ['GET /teams/notes'], undefined],
  ])('%s', (_name, prefix, route, known, expected) => {
    expect(
      aimAt(
        known.map((id) => operation(id)),
        prefix,
      )(route)?.id,
    ).toBe(expected);
  });

  test('what is declared public need not ask who is calling, and still whose it is', () => {
    const aim = aimAt([operation('GET /api/notes', 'public')], '');
    const hints = [
      { kind: 'route-without-guard', route: 'GET /api/notes' },
      { kind: 'query-without-owner-filter', route: 'GET /api/notes' },
      { kind: 'server-action-without-check' },
    ] as const;
    expect(aimedHints(hints, aim)).toEqual([
      { hint: hints[1], operation: 'GET /api/notes' },
      { hint: hints[2] },
    ]);
  });

  test('routes that only the source knows, each once', () => {
    const routes = [{ id: 'GET /a/b' }, { id: 'GET /c/d' }, { id: 'GET /c/d' }];
    expect(unlistedRoutes(routes, aimAt([operation('GET /a/b')], ''))).toEqual([{ id: 'GET /c/d' }]);
  });
});
