import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findScriptEndpoints, unlistedEndpoints } from './script-endpoints.ts';

function found(text: string): readonly string[] {
  return findScriptEndpoints([{ name: 'app.js', text }]).map(({ method = '?', path }) => `${method} ${path}`);
}

describe('paths in scripts', () => {
  test.for<[text: string, expected: readonly string[]]>([
    [`fetch('/api/boards')`, ['? /api/boards']],
    [`fetch("/api/boards", { method: "post", body: x })`, ['POST /api/boards']],
    ['axios.delete(`/api/boards/${e.id}/cards/${t}`)', ['DELETE /api/boards/{param}/cards/{param}']],
    ['fetch(`${base}/api/boards?all=${n}`)', ['? /api/boards']],
    [`http.get('/v1/boards/' + id + '/cards')`, ['GET /v1/boards/{param}/cards']],
    [`const routes={list:"/api/boards/:boardId",page:"/boards"};`, ['? /api/boards/{boardId}']],
    [`a("/graphql"),b("/api"),c("/api/logo.png"),d("//api/x"),e("/api/a b")`, ['? /graphql']],
    [`get("/api/me");axios.get("/api/me")`, ['GET /api/me']],
    ['function App(){return <Form action="/api/boards"/>}', ['? /api/boards']],
    ['this is ( no script', []],
    ['', []],
  ])('%s', ([text, expected]) => {
    expect(found(text)).toEqual(expected);
  });

  test('are told with their place', () => {
    expect(findScriptEndpoints([{ name: 'app.js', text: '\n\nfetch("/api/boards")' }])).toEqual([
      { path: '/api/boards', script: 'app.js', line: 3 },
    ]);
  });

  test('are found however deep the code nests', () => {
    expect(found(`${'a('.repeat(5_000)}"/api/deep"${')'.repeat(5_000)}`)).toEqual(['? /api/deep']);
    expect(found(`"/api/sum/" + ${'a + '.repeat(3_000)}b`)[0]).toMatch(/^\? \/api\/sum/);
  });

  test('no text breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(Array.isArray(found(`fetch('${text}')`))).toBe(true);
      }),
    );
  });
});

test('what no source lists is unlisted', () => {
  const endpoints = findScriptEndpoints([
    {
      name: 'app.js',
      text: 'axios.get(`/api/boards/${id}`); axios.delete(`/api/boards/${id}`); fetch("/api/debug/users")',
    },
  ]);
  const operations = [{ method: 'GET', path: '/api/boards/{board}' } as const];
  expect(
    unlistedEndpoints(endpoints, operations)
      .map(({ path, method }) => `${method} ${path}`)
      .sort(),
  ).toEqual(['DELETE /api/boards/{param}', 'undefined /api/debug/users']);
});
